package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.GeneMatrix;
import io.cellfolio.source.MatrixSummary;
import io.cellfolio.source.MemoryBudget;
import io.cellfolio.source.ObsColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Opens the files of a corpus of real ones, if the environment names a folder that holds one
 * ({@code CELLFOLIO_CORPUS}, with files under {@code data/real}).
 */
class CorpusTest {

  private static List<Path> files() throws IOException {
    String corpus = System.getenv("CELLFOLIO_CORPUS");
    Assumptions.assumeTrue(corpus != null, "CELLFOLIO_CORPUS is not set");
    try (Stream<Path> paths = Files.walk(Path.of(corpus, "data", "real"))) {
      return paths.filter(Files::isRegularFile).filter(CorpusTest::isHdf).sorted().toList();
    }
  }

  private static boolean isHdf(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".h5ad") || name.endsWith(".h5mu");
  }

  @Test
  void readsOrRefusesEveryFile() throws IOException {
    List<String> refused = new ArrayList<>();
    List<Path> files = files();
    assertThat(files).isNotEmpty();
    for (Path path : files) {
      try (H5adFile file = H5adFile.open(path, H5adOptions.defaults())) {
        readAll(file);
      } catch (MalformedH5adException | UnsupportedEncodingException e) {
        refused.add(e.getMessage());
      }
    }
    assertThat(refused).as("refused of %d files", files.size()).hasSizeLessThan(files.size() / 4);
  }

  private static void readAll(H5adFile file) throws IOException {
    for (int i = 0; i < file.obsNames().size(); i++) {
      assertThat(file.obsColumn(i).name()).isEqualTo(file.obsNames().get(i));
      assertThat(file.obsColumn(i)).isNotInstanceOf(ObsColumn.Unsupported.class);
    }
    for (MatrixSummary matrix : file.obsm()) {
      if (matrix.readable()) {
        assertThat(file.obsmMatrix(matrix.key()).numRows).isEqualTo(file.nCells());
      }
    }
    for (MatrixSummary graph : file.obsp()) {
      if (graph.readable()) {
        assertThat(file.obspMatrix(graph.key()).numCols).isEqualTo(file.nCells());
      }
    }
    if (file.genes().isPresent()) {
      GeneMatrix genes = file.genes().orElseThrow();
      assertThat(genes.geneNames()).hasSize(genes.nGenes());
      float[][] inPasses = Fixtures.genes(genes, file.nCells(), MemoryBudget.megabytes(1));
      float[][] atOnce = Fixtures.genes(genes, file.nCells(), MemoryBudget.megabytes(64));
      // Arrays.deepEquals takes NaN to equal NaN.
      assertThat(Arrays.deepEquals(inPasses, atOnce)).as(file.name()).isTrue();
    }
    assertThat(file.summary().nObs()).isEqualTo(file.nCells());
  }
}
