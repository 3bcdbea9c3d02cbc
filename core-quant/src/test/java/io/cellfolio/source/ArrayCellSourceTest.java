package io.cellfolio.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;
import org.junit.jupiter.api.Test;

class ArrayCellSourceTest {

  @Test
  void handsOutWhatItWasGiven() {
    DMatrixRMaj umap = new DMatrixRMaj(2, 2);
    umap.set(1, 0, 0.1);
    FMatrixRMaj pca = new FMatrixRMaj(2, 3);
    pca.set(0, 2, 0.1f);
    int[] codes = {1, -1};
    try (ArrayCellSource source =
        ArrayCellSource.builder("two cells", 2)
            .obs("n", new float[] {1, 2})
            .obs("n", new boolean[] {true, false})
            .obs("cluster", List.of("a", "b"), codes)
            .obs(new ObsColumn.Unsupported("odd", "nested"))
            .obsm("X_umap", umap)
            .obsm("X_pca", pca)
            .obsm("spatial", new double[][] {{1, 2}, {3, 4}})
            .build()) {
      assertThat(source.name()).isEqualTo("two cells");
      assertThat(source.nCells()).isEqualTo(2);
      assertThat(source.obsNames()).containsExactly("n", "n", "cluster", "odd");
      assertThat(((ObsColumn.Flags) source.obsColumn(1)).values()).containsExactly(1, 0);
      assertThat(source.obsColumn(2))
          .isEqualTo(
              new ObsColumn.Categorical(
                  "cluster",
                  List.of(new CategoryLabel.Text("a"), new CategoryLabel.Text("b")),
                  codes));
      assertThat(source.obsm())
          .containsExactly(
              new MatrixSummary("X_pca", 2, 3, "dense float32", ""),
              new MatrixSummary("X_umap", 2, 2, "dense float64", ""),
              new MatrixSummary("spatial", 2, 2, "dense float64", ""));
      assertThat(source.obsmMatrix("X_umap")).isSameAs(umap);
      assertThat(source.obsmMatrixFloat("X_umap").get(1, 0)).isEqualTo(0.1f);
      assertThat(source.obsmMatrixFloat("X_pca")).isSameAs(pca);
      assertThat(source.obsmMatrix("X_pca").get(0, 2)).isEqualTo(0.1f);
      assertThat(source.obsmMatrix("spatial").data).containsExactly(1, 2, 3, 4);
      assertThat(source.obsp()).isEmpty();
      assertThat(source.genes()).isEmpty();
      assertThat(source.notices()).isEmpty();
      assertThatThrownBy(() -> source.obsmMatrix("X_tsne"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("obsm/X_tsne is not there")
          .hasMessageContaining("X_pca, X_umap, spatial");
    }
  }

  @Test
  void aSourceMayHoldNoCells() {
    try (ArrayCellSource source =
        ArrayCellSource.builder("empty", 0)
            .obs("x", new float[0])
            .obsm("X_umap", new double[0][])
            .genes(new FMatrixRMaj(0, 0), List.of())
            .build()) {
      assertThat(source.genes().orElseThrow().nGenes()).isZero();
    }
  }

  @Test
  void genesCarryTheirTexts() throws Exception {
    try (ArrayCellSource source =
        ArrayCellSource.builder("s", 1)
            .varText("symbol", Arrays.asList("CD3E", null))
            .genes(new FMatrixSparseCSC(1, 2), List.of("ENSG1", "ENSG2"))
            .build()) {
      GeneMatrix genes = source.genes().orElseThrow();
      assertThat(genes.geneNames()).containsExactly("ENSG1", "ENSG2");
      assertThat(genes.varTextColumns()).containsExactly("symbol");
      assertThat(genes.geneNames("symbol").orElseThrow()).containsExactly("CD3E", null);
      assertThat(genes.storage()).isEqualTo("csc float32, 0 non-zeros");
    }
  }

  @Test
  void tellsAllProblemsAtOnce() {
    DMatrixSparseCSC twice = new DMatrixSparseCSC(3, 3, 2);
    twice.nz_length = 2;
    twice.col_idx[1] = 0;
    twice.col_idx[2] = 2;
    twice.col_idx[3] = 2;
    ArrayCellSource.Builder builder =
        ArrayCellSource.builder("bad", 3)
            .obs("n", new float[2])
            .obs("t", new String[4])
            .obs("b", new boolean[1])
            .obs(new ObsColumn.Flags("f", new byte[] {0, 2, 1}))
            .obs("c", List.of("a"), new int[] {0, 1, 0})
            .obsm("X_umap", new double[][] {{1, 2}, {3}})
            .obsm("X_pca", new FMatrixRMaj(2, 2))
            .obsm("X_pca", new FMatrixRMaj(3, 2))
            .obsp("twice", twice)
            .obsp("connectivities", new DMatrixSparseCSC(3, 2))
            .genes(new FMatrixRMaj(5, 4), Arrays.asList("a", null))
            .varText("symbol", List.of("x"));
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bad: 13 problems")
        .hasMessageContaining("obsm/X_umap: expected rows of 2 columns, got 1 in cell 1")
        .hasMessageContaining("obsm/X_pca: given twice")
        .hasMessageContaining("obs/n: expected 3 values, got 2")
        .hasMessageContaining("obs/t: expected 3 values, got 4")
        .hasMessageContaining("obs/b: expected 3 values, got 1")
        .hasMessageContaining("obs/f: expected -1, 0 or 1, got 2 in cell 1")
        .hasMessageContaining("obs/c: expected codes from -1 to 0, got 1 in cell 1")
        .hasMessageContaining("obsp/connectivities: expected 3 x 3, got 3 x 2")
        .hasMessageContaining("obsp/twice: column 1 lists a row twice")
        .hasMessageContaining("X: expected 3 cells, got 4")
        .hasMessageContaining("gene names: expected 5 as X has genes, got 2")
        .hasMessageContaining("gene names: gene 1 has none")
        .hasMessageContaining("var/symbol: expected 5 values as X has genes, got 1");
    assertThatThrownBy(() -> ArrayCellSource.builder("x", -1).varText("symbol", List.of()).build())
        .hasMessageContaining("2 problems")
        .hasMessageContaining("cells: expected zero or more, got -1")
        .hasMessageContaining("var/symbol: given without a matrix of genes");
  }

  @Test
  void aGeneLargerThanTheBudgetComesAlone() throws Exception {
    int nCells = 300_000;
    try (ArrayCellSource source =
            ArrayCellSource.builder("long", nCells)
                .genes(new FMatrixRMaj(3, nCells), List.of("a", "b", "c"))
                .build();
        GeneBlockCursor cursor =
            source.genes().orElseThrow().openBlocks(new int[] {0, 2}, MemoryBudget.megabytes(1))) {
      assertThat(cursor.next().orElseThrow().size()).isEqualTo(1);
      assertThat(cursor.next().orElseThrow().column(0)).isEqualTo(2);
      assertThat(cursor.next()).isEmpty();
    }
  }
}
