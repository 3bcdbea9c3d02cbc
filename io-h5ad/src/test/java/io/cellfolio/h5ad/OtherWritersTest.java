package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.MatrixSummary;
import io.cellfolio.source.ObsColumn;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs other than anndata write differently: jhdf stands for them. */
class OtherWritersTest {
  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void write() {
    path = directory.resolve("other.h5ad");
    try (WritableHdfFile hdf = HdfFile.write(path)) {
      WritableGroup obs = hdf.putGroup("obs");
      obs.putAttribute("_index", "names");
      obs.putAttribute("column-order", new String[] {"bits", "whole", "plain"});
      obs.putDataset("names", new String[] {"a", "b", "c"});
      obs.putDataset("bits", new boolean[] {true, false, true});
      obs.putDataset("whole", new int[] {1, 0, 1});
      WritableGroup plain = obs.putGroup("plain");
      plain.putDataset("codes", new int[] {1, -1, 0});
      plain.putDataset("categories", new String[] {"x", "y"});
      WritableGroup var = hdf.putGroup("var");
      var.putAttribute("_index", "names");
      var.putAttribute("column-order", "only");
      var.putDataset("names", new String[] {"g", "h"});
      var.putDataset("only", new String[] {"s", "t"});
      WritableGroup x = hdf.putGroup("X");
      x.putAttribute("encoding-type", "csr_matrix");
      x.putAttribute("shape", new int[] {3, 2});
      x.putDataset("data", new double[] {1.5, 2});
      x.putDataset("indices", new int[] {1, 0});
      x.putDataset("indptr", new int[] {0, 1, 1, 2});
      hdf.putGroup("obsp").putDataset("knn_connectivities", new float[3][3]);
      hdf.putGroup("uns")
          .putGroup("neighbors")
          .putDataset("connectivities_key", "knn_connectivities");
    }
  }

  @Test
  void readsBitFieldsWholeNumbersAndUnmarkedCategories() throws IOException {
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults())) {
      assertThat(file.obsNames()).containsExactly("bits", "whole", "plain");
      assertThat(((ObsColumn.Flags) file.obsColumn(0)).values()).containsExactly(1, 0, 1);
      assertThat(((ObsColumn.Continuous) file.obsColumn(1)).values()).containsExactly(1, 0, 1);
      assertThat(((ObsColumn.Categorical) file.obsColumn(2)).codes()).containsExactly(1, -1, 0);
    }
  }

  @Test
  void takesASingleTextForTheOrderOfColumnsAndShapesOf32Bits() throws IOException {
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults())) {
      assertThat(file.genes().orElseThrow().varTextColumns()).containsExactly("only");
      assertThat(Fixtures.genes(file)).isDeepEqualTo(new float[][] {{0, 0, 2}, {1.5f, 0, 0}});
    }
  }

  @Test
  void followsTheKeyOfTheGraph() throws IOException {
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults())) {
      assertThat(file.obsp())
          .extracting(MatrixSummary::key)
          .containsExactly("connectivities", "knn_connectivities");
      assertThat(file.obspMatrix("connectivities").numCols).isEqualTo(3);
      assertThat(file.summary().obsp().get(0).path()).isEqualTo("/obsp/knn_connectivities");
    }
  }
}
