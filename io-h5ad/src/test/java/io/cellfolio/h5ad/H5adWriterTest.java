package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.h5ad.MatrixStorage.Form;
import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.ObsColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H5adWriterTest {
  @TempDir Path directory;

  private static H5adWriter small() {
    return H5adWriter.of(List.of("a", "b", "ü"), List.of("g", "h"));
  }

  @Test
  void writesEveryKindOfColumn() throws IOException {
    Path path = directory.resolve("small.h5ad");
    small()
        .obsFloats("real", new float[] {1.5f, Float.NaN, -2})
        .obsDoubles("double", new double[] {0.1, 2, 3})
        .obsInts("whole", new int[] {3, -4, 5})
        .obsFlags("flag", new boolean[] {true, false, true})
        .obsTexts("text", List.of("", "é", "long text"))
        .obsCategories("cat", List.of("x", "unused", "y"), new int[] {2, -1, 0})
        .varTexts("symbol", List.of("G", "H"))
        .unsTexts("cat_colors", List.of("#ff0000", "#00ff00", "#0000ff"))
        .write(path);

    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults())) {
      assertThat(file.obsNames()).containsExactly("real", "double", "whole", "flag", "text", "cat");
      assertThat(((ObsColumn.Continuous) file.obsColumn(0)).values())
          .containsExactly(1.5f, Float.NaN, -2);
      assertThat(((ObsColumn.Continuous) file.obsColumn(1)).values()).containsExactly(0.1f, 2, 3);
      assertThat(((ObsColumn.Continuous) file.obsColumn(2)).values()).containsExactly(3, -4, 5);
      assertThat(((ObsColumn.Flags) file.obsColumn(3)).values()).containsExactly(1, 0, 1);
      assertThat(((ObsColumn.Text) file.obsColumn(4)).values())
          .containsExactly("", "é", "long text");
      ObsColumn.Categorical cat = (ObsColumn.Categorical) file.obsColumn(5);
      assertThat(cat.codes()).containsExactly(2, -1, 0);
      assertThat(cat.categories())
          .containsExactly(
              new CategoryLabel.Text("x"),
              new CategoryLabel.Text("unused"),
              new CategoryLabel.Text("y"));
      assertThat(file.genes()).isEmpty();
      assertThat(file.notices()).containsExactly("the file has no X");
      assertThat(file.summary().uns()).containsExactly("cat_colors");
      assertThat(file.summary().generation()).isEqualTo(H5adSummary.Generation.FROM_0_8);
    }
  }

  @Test
  void writesMatricesAndGraphs() throws IOException {
    Path path = directory.resolve("small.h5ad");
    FMatrixSparseCSC x = new FMatrixSparseCSC(3, 2, 2);
    x.set(2, 0, 7);
    x.set(0, 1, 0.5f);
    DMatrixSparseCSC graph = new DMatrixSparseCSC(3, 3, 2);
    graph.set(0, 2, 0.25);
    graph.set(2, 1, 4);
    small()
        .x(x, MatrixStorage.of(Form.CSR))
        .layer("counts", x, MatrixStorage.of(Form.DENSE))
        .obsm("X_umap", new FMatrixRMaj(new float[][] {{1, 2}, {3, 4}, {5, 6}}))
        .obsp("connectivities", graph)
        .write(path);

    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults().withLayer("counts"))) {
      assertThat(file.genes().orElseThrow().location()).isEqualTo("layers/counts");
      assertThat(file.genes().orElseThrow().geneNames()).containsExactly("g", "h");
      assertThat(Fixtures.genes(file)).isDeepEqualTo(new float[][] {{0, 0, 7}, {0.5f, 0, 0}});
      assertThat(file.obsmMatrix("X_umap").data).containsExactly(1, 2, 3, 4, 5, 6);
      DMatrixSparseCSC found = file.obspMatrix("connectivities");
      assertThat(found.get(0, 2)).isEqualTo(0.25);
      assertThat(found.get(2, 1)).isEqualTo(4);
      assertThat(found.nz_length).isEqualTo(2);
    }
  }

  @Test
  void writesTheSameBytesEveryTime() throws IOException {
    Path first = directory.resolve("first.h5ad");
    Path second = directory.resolve("second.h5ad");
    small().obsInts("n", new int[] {1, 2, 3}).unsTexts("t", List.of("x")).write(first);
    small().obsInts("n", new int[] {1, 2, 3}).unsTexts("t", List.of("x")).write(second);
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void refusesWhatItCannotStore() {
    Path path = directory.resolve("never.h5ad");
    assertThatThrownBy(() -> small().obsInts("n", new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n: expected 3, got 2");
    assertThatThrownBy(() -> small().obsCategories("c", List.of("x"), new int[] {0, 1, 0}))
        .hasMessage("a code of 1 with 1 categories");
    assertThatThrownBy(() -> small().obsInts("a/b", new int[3]).write(path))
        .hasMessage("'a/b' cannot be the name of a column");
    assertThatThrownBy(() -> small().obsInts("n".repeat(60_000), new int[3]).write(path))
        .hasMessageContaining("are too many");
    FMatrixSparseCSC none = new FMatrixSparseCSC(0, 2, 0);
    assertThatThrownBy(
            () ->
                H5adWriter.of(List.of(), List.of("g", "h"))
                    .x(none, MatrixStorage.of(Form.DENSE))
                    .write(path))
        .hasMessage("a dense matrix without elements cannot be written");
    assertThat(path).doesNotExist();
  }
}
