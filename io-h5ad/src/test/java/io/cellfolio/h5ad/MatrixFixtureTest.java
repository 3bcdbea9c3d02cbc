package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.source.MatrixSummary;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixFixtureTest {
  private static final int CELLS = Fixtures.CELLS;
  private static final int GENES = Fixtures.GENES;

  static Stream<String> numberLayers() throws IOException {
    try (H5adFile file = Fixtures.open("dtypes.h5ad")) {
      return file.summary().layers().stream()
          .map(layer -> layer.path().substring("/layers/".length()))
          .filter(name -> !name.endsWith("_edge"));
    }
  }

  @ParameterizedTest
  @MethodSource("numberLayers")
  void readsEveryTypeOfNumber(String layer) throws IOException {
    boolean whole = layer.contains("_i") || layer.contains("_u");
    boolean flag = layer.endsWith("bool");
    try (H5adFile file = Fixtures.open("dtypes.h5ad", layer)) {
      float[][] expected = Fixtures.expression(GENES);
      for (float[] gene : expected) {
        for (int cell = 0; cell < CELLS; cell++) {
          gene[cell] = flag ? gene[cell] == 0 ? 0 : 1 : whole ? (int) gene[cell] : gene[cell];
        }
      }
      assertThat(Fixtures.genes(file)).isDeepEqualTo(expected);
    }
  }

  @Test
  void coversTheTypesThatItMeansTo() throws IOException {
    assertThat(numberLayers())
        .contains("dense_i1", "dense_u8be", "dense_f2be", "csr_i8be", "csr_f8", "dense_bool")
        .hasSizeGreaterThan(28);
  }

  private static float[] firstCell(String layer) throws IOException {
    try (H5adFile file = Fixtures.open("dtypes.h5ad", layer)) {
      float[][] genes = Fixtures.genes(file);
      float[] values = new float[GENES];
      for (int gene = 0; gene < GENES; gene++) {
        values[gene] = genes[gene][0];
      }
      return values;
    }
  }

  @Test
  void roundsOnceAsACastDoes() throws IOException {
    assertThat(firstCell("unsigned_edge"))
        .containsExactly(0x1p64f, 0x1p63f, 0x1p63f, 0x1.000002p63f, 0x1p53f, 16777216f);
    assertThat(firstCell("signed_edge"))
        .containsExactly(-0x1p63f, 0x1p63f, 0x1.000002p60f, 0x1p60f, -16777216f, 16777220f);
    assertThat(firstCell("half_edge"))
        .containsExactly(
            0x1p-24f,
            -0x1.ff8p-15f,
            65504f,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN);
    assertThat(firstCell("double_edge"))
        .containsExactly(
            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, 0.1f, Float.NaN, 1.0000001f);
  }

  @ParameterizedTest
  @CsvSource({
    "u1, 44, 6",
    "i8, 300, 6",
    "bool, 1, 1",
    "f4, 1, 0",
    "f8, 1, 1",
  })
  void addsWhatIsListedTwiceInTheTypeOfTheSource(String type, float wrapped, float cancelled)
      throws IOException {
    for (String form : List.of("csr", "csc")) {
      try (H5adFile file = Fixtures.open("duplicates.h5ad", form + "_" + type)) {
        float[][] genes = Fixtures.genes(file);
        assertThat(genes[5][0]).as(form).isEqualTo(wrapped);
        assertThat(genes[3][2]).as(form).isEqualTo(cancelled);
        boolean flag = "bool".equals(type);
        assertThat(genes[1][0]).isEqualTo(flag ? 1 : 7);
        assertThat(genes[0]).isEqualTo(new float[] {1, 0, 0, 0, 0, 0, 0, 0, flag ? 1 : 11});
        assertThat(genes[4][8]).isEqualTo(flag ? 1 : 9);
        assertThat(genes[2]).containsOnly(0);
      }
    }
  }

  @Test
  void addsWeightsThatAreListedTwice() throws IOException {
    try (H5adFile file = Fixtures.open("duplicates.h5ad")) {
      DMatrixSparseCSC graph = file.obspMatrix("connectivities");
      assertThat(graph.get(0, 3)).isEqualTo(1.75);
      assertThat(graph.get(0, 1)).isEqualTo(2);
      assertThat(graph.get(1, 0)).isEqualTo(4);
      assertThat(graph.nz_length).isEqualTo(3);
      GraphLines.requireSame(file.obspRows("connectivities"), graph, "duplicates");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shuffle",
        "shuffle_gzip",
        "fletcher",
        "fletcher_shuffle",
        "fletcher_gzip",
        "fletcher_lzf",
        "lzf",
        "compact",
        "masked"
      })
  void undoesFilters(String layer) throws IOException {
    try (H5adFile file = Fixtures.open("filters.h5ad", layer)) {
      assertThat(Fixtures.genes(file)).isDeepEqualTo(Fixtures.expression(GENES));
    }
  }

  @Test
  void fillsWhatWasNeverWritten() throws IOException {
    try (H5adFile file = Fixtures.open("filters.h5ad", "holes")) {
      float[][] genes = Fixtures.genes(file);
      assertThat(genes[3][4]).isEqualTo(1);
      assertThat(genes[2][4]).isEqualTo(2.5f);
      assertThat(genes[5]).containsOnly(2.5f);
    }
    try (H5adFile file = Fixtures.open("filters.h5ad", "unwritten")) {
      assertThat(Fixtures.genes(file)[0]).containsOnly(-1);
    }
  }

  @Test
  void namesAFilterThatItLacks() throws IOException {
    try (H5adFile file = Fixtures.open("filters.h5ad", "szip")) {
      assertThatThrownBy(() -> Fixtures.genes(file))
          .isInstanceOf(UnsupportedEncodingException.class)
          .hasMessageStartingWith(
              "filters.h5ad: /layers/szip: the filter 'szip' (HDF5 filter 4) is not supported;"
                  + " write the file again with gzip");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fixed",
        "extensible",
        "tree",
        "plain_fixed",
        "plain_extensible",
        "plain_tree",
        "single",
        "room"
      })
  void readsNewerChunkIndexes(String layer) throws IOException {
    try (H5adFile file = Fixtures.open("latest.h5ad", layer)) {
      assertThat(Fixtures.genes(file)).isDeepEqualTo(Fixtures.expression(GENES));
      assertThat(file.obsNames()).isEqualTo(file.obsNames().stream().sorted().toList()).hasSize(20);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "modern.h5ad, raw, 4, 2",
    "modern.h5ad, X, 6, 1",
    "modern.h5ad, columns, 6, 1",
    "modern.h5ad, layers/dense, 6, 1",
    "legacy-0.6.h5ad, X, 6, 1",
    "legacy-0.6.h5ad, raw, 4, 2",
    "legacy-0.7.h5ad, X, 6, 1",
    "legacy-0.7.h5ad, raw, 4, 2",
    "strange.h5ad, X, 6, 1",
    "strange.h5ad, named_type, 6, 1",
  })
  void readsTheMatrixThatWasChosen(String name, String layer, int nGenes, float factor)
      throws IOException {
    try (H5adFile file = Fixtures.open(name, layer)) {
      float[][] expected = Fixtures.expression(nGenes);
      for (float[] gene : expected) {
        for (int cell = 0; cell < CELLS; cell++) {
          gene[cell] *= factor;
        }
      }
      assertThat(Fixtures.genes(file)).isDeepEqualTo(expected);
    }
  }

  @Test
  void listsLayersWhenOneIsMissing() {
    assertThatThrownBy(() -> Fixtures.open("modern.h5ad", "counts"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("modern.h5ad: no layer 'counts'; there is X, columns, dense, raw");
  }

  @Test
  void readsEmbeddings() throws IOException {
    try (H5adFile file = Fixtures.open("modern.h5ad")) {
      assertThat(file.obsm().stream().filter(MatrixSummary::readable).map(MatrixSummary::key))
          .containsExactly("X_umap", "X_wide", "line", "numbers", "spread", "whole");
      for (String key : List.of("X_wide", "numbers", "spread", "X_umap")) {
        int columns = "X_umap".equals(key) ? 2 : 3;
        double[] expected = new double[CELLS * columns];
        for (int i = 0; i < expected.length; i++) {
          expected[i] = i / columns + i % columns / 8.0;
        }
        assertThat(file.obsmMatrix(key).data).as(key).isEqualTo(expected);
        float[] single = file.obsmMatrixFloat(key).data;
        for (int i = 0; i < expected.length; i++) {
          assertThat(single[i]).isEqualTo((float) expected[i]);
        }
      }
      assertThat(file.obsmMatrix("line").numCols).isEqualTo(1);
      assertThat(file.obsmMatrix("whole").data[17]).isEqualTo(17);
      assertThat(reason(file.obsm(), "cube")).isEqualTo("it has 3 dimensions, not two");
      assertThat(reason(file.obsm(), "mixed"))
          .isEqualTo("it is a data frame with columns of no numbers: 'b'");
      assertThatThrownBy(() -> file.obsmMatrix("cube"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("it has 3 dimensions");
    }
    try (H5adFile file = Fixtures.open("legacy-0.6.h5ad")) {
      assertThat(file.obsm())
          .extracting(MatrixSummary::key)
          .containsExactly("X_pca", "X_umap", "line");
      assertThat(file.obsmMatrix("X_umap").get(8, 1)).isEqualTo(8.125);
      assertThat(file.obsmMatrixFloat("X_pca").get(2, 2)).isEqualTo(2.25f);
    }
    try (H5adFile file = Fixtures.open("strange.h5ad")) {
      assertThat(file.obsmMatrix("alias").data).containsOnly(1);
      assertThat(reason(file.obsm(), "short")).isEqualTo("it has 8 rows for 9 cells");
      assertThat(reason(file.obsm(), "to_nothing")).isEqualTo("it is a link to nothing");
      assertThat(reason(file.obsm(), "region")).contains("reference");
    }
  }

  private static String reason(List<MatrixSummary> matrices, String key) {
    return matrices.stream()
        .filter(matrix -> matrix.key().equals(key))
        .findFirst()
        .orElseThrow()
        .unreadable();
  }

  @Test
  void readsGraphs() throws IOException {
    try (H5adFile file = Fixtures.open("modern.h5ad")) {
      assertThat(file.obsp())
          .extracting(MatrixSummary::key)
          .containsExactly("columns", "connectivities", "dense");
      for (MatrixSummary graph : file.obsp()) {
        DMatrixSparseCSC matrix = file.obspMatrix(graph.key());
        assertThat(matrix.nz_length).as(graph.key()).isEqualTo(CELLS);
        GraphLines.requireSame(file.obspRows(graph.key()), matrix, graph.key());
        for (int cell = 0; cell < CELLS; cell++) {
          assertThat(matrix.get(cell, (cell + 1) % CELLS)).isEqualTo((cell + 1) / 16.0);
        }
      }
    }
    try (H5adFile file = Fixtures.open("legacy-0.6.h5ad")) {
      assertThat(file.obspMatrix("connectivities").get(8, 0)).isEqualTo(1);
      assertThat(file.obspMatrix("distances").get(8, 0)).isEqualTo(2);
      assertThat(file.summary().obsp())
          .extracting(H5adSummary.Element::path)
          .contains("/uns/neighbors/distances");
    }
    try (H5adFile file = Fixtures.open("legacy-0.7.h5ad")) {
      assertThat(file.obsp()).extracting(MatrixSummary::key).containsExactly("distances");
    }
  }
}
