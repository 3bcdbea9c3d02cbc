package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.ObsColumn;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnFixtureTest {
  private static final int CELLS = Fixtures.CELLS;

  private static ObsColumn column(H5adFile file, String name) throws IOException {
    return file.obsColumn(file.obsNames().indexOf(name));
  }

  private static float[] numbers(H5adFile file, String name) throws IOException {
    return ((ObsColumn.Continuous) column(file, name)).values();
  }

  private static ObsColumn.Categorical categories(H5adFile file, String name) throws IOException {
    return (ObsColumn.Categorical) column(file, name);
  }

  private static CategoryLabel[] texts(String... labels) {
    return Arrays.stream(labels).map(CategoryLabel.Text::new).toArray(CategoryLabel[]::new);
  }

  private static float[] each(IntToFloat rule) {
    float[] values = new float[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      values[cell] = rule.apply(cell);
    }
    return values;
  }

  private interface IntToFloat {
    float apply(int cell);
  }

  @Test
  void readsEveryKindOfModernColumn() throws IOException {
    try (H5adFile file = Fixtures.open("modern.h5ad")) {
      assertThat(file.nCells()).isEqualTo(CELLS);
      ObsColumn.Categorical louvain = categories(file, "louvain");
      assertThat(louvain.categories())
          .containsExactly(texts("T", "B", "Zelle \u00fc\ud83e\uddec", "unused"));
      assertThat(louvain.codes()).containsExactly(-1, 0, 1, 2, -1, 0, 1, 2, -1);
      assertThat(categories(file, "whole_cat").categories())
          .containsExactly(
              new CategoryLabel.Whole(10),
              new CategoryLabel.Whole(20),
              new CategoryLabel.Whole(30));
      assertThat(categories(file, "real_cat").categories())
          .containsExactly(new CategoryLabel.Real(0.5), new CategoryLabel.Real(1e300));
      assertThat(categories(file, "flag_cat").categories())
          .containsExactly(new CategoryLabel.Flag(false), new CategoryLabel.Flag(true));
      assertThat(categories(file, "all_missing").categories()).isEmpty();
      assertThat(categories(file, "all_missing").codes()).containsOnly(-1);
      assertThat(numbers(file, "f4")).isEqualTo(each(cell -> cell / 3f));
      assertThat(numbers(file, "f8"))
          .isEqualTo(each(cell -> cell == 4 ? Float.NaN : (float) (cell / 3.0)));
      assertThat(numbers(file, "f2")[1]).isEqualTo(0.33325195f);
      assertThat(numbers(file, "i8")).isEqualTo(each(cell -> cell * 1000003L + 16777217L));
      assertThat(numbers(file, "u1")).isEqualTo(each(cell -> cell * 28 % 256));
      assertThat(((ObsColumn.Flags) column(file, "flag")).values())
          .containsExactly(1, 0, 0, 1, 0, 0, 1, 0, 0);
      assertThat(numbers(file, "maybe_whole"))
          .isEqualTo(each(cell -> cell == 2 ? Float.NaN : cell));
      assertThat(((ObsColumn.Flags) column(file, "maybe_flag")).values())
          .containsExactly(1, 0, -1, 0, 1, 0, 1, 0, 1);
    }
  }

  @Test
  void readsTextThatWasCompressedWithLzf() throws IOException {
    try (H5adFile file = Fixtures.open("lzf.h5ad")) {
      assertThat(categories(file, "louvain").categories()).containsExactly(texts("T", "B", "ü"));
      assertThat(file.genes().orElseThrow().geneNames()).isEqualTo(Fixtures.names("gene", 6));
      assertThat(Fixtures.genes(file)).isDeepEqualTo(Fixtures.expression(6));
    }
  }

  @Test
  void readsTablesOfTheFirstGeneration() throws IOException {
    try (H5adFile file = Fixtures.open("legacy-0.6.h5ad")) {
      assertThat(file.obsNames())
          .containsExactly("louvain", "single", "not_coded", "n", "x", "flag", "text");
      assertThat(categories(file, "louvain").categories())
          .containsExactly(texts("first", "second"));
      assertThat(categories(file, "louvain").codes()).containsExactly(-1, 0, 1, -1, 0, 1, -1, 0, 1);
      assertThat(categories(file, "single").categories()).containsExactly(texts("only"));
      assertThat(categories(file, "single").codes()).containsExactly(0, -1, 0, 0, 0, 0, 0, 0, 0);
      assertThat(numbers(file, "not_coded")).isEqualTo(each(cell -> cell));
      assertThat(numbers(file, "n")).isEqualTo(each(cell -> cell * 3));
      assertThat(numbers(file, "x")).isEqualTo(each(cell -> cell / 3f));
      assertThat(((ObsColumn.Flags) column(file, "flag")).values())
          .containsExactly(1, 0, 1, 0, 1, 0, 1, 0, 1);
      assertThat(((ObsColumn.Text) column(file, "text")).values())
          .isEqualTo(
              IntStream.range(0, CELLS).mapToObj(i -> "t\u00e9xt " + i).toArray(String[]::new));
      assertThat(file.genes().orElseThrow().varTextColumns()).containsExactly("symbol");
      assertThat(file.genes().orElseThrow().geneNames("symbol").orElseThrow())
          .isEqualTo(Fixtures.names("SYM", 6));
      assertThat(file.summary().generation()).isEqualTo(H5adSummary.Generation.UP_TO_0_6);
    }
    try (H5adFile file = Fixtures.open("legacy-0.6.h5ad", "raw")) {
      assertThat(file.genes().orElseThrow().geneNames())
          .containsExactly("100", "101", "102", "103");
    }
  }

  @Test
  void readsCategoriesByReference() throws IOException {
    try (H5adFile file = Fixtures.open("legacy-0.7.h5ad")) {
      assertThat(file.obsNames()).containsExactly("louvain", "n", "kind");
      assertThat(categories(file, "louvain").categories()).containsExactly(texts("a", "b"));
      assertThat(categories(file, "kind").categories())
          .containsExactly(new CategoryLabel.Whole(7), new CategoryLabel.Whole(8));
      assertThat(categories(file, "kind").codes()).containsExactly(-1, 0, 1, -1, 0, 1, -1, 0, 1);
      assertThat(file.genes().orElseThrow().geneNames()).isEqualTo(Fixtures.names("gen\u00e9", 6));
      assertThat(file.genes().orElseThrow().geneNames("symbol").orElseThrow())
          .isEqualTo(Fixtures.names("S\u00fc", 6));
      assertThat(file.genes().orElseThrow().geneNames("none")).isEmpty();
      assertThat(file.summary().generation()).isEqualTo(H5adSummary.Generation.FROM_0_7);
    }
  }

  @Test
  void readsIndexesAndCategoriesThatAreGroups() throws IOException {
    try (H5adFile file = Fixtures.open("odd-frames.h5ad")) {
      assertThat(file.nCells()).isEqualTo(CELLS);
      assertThat(file.obsNames()).containsExactly("name", "a/b", "cat", "maybe", "nan_text");
      assertThat(((ObsColumn.Text) column(file, "name")).values()[8]).isEqualTo("cell8");
      assertThat(numbers(file, "a/b")).isEqualTo(each(cell -> cell));
      assertThat(categories(file, "cat").categories()).containsExactly(texts("x", "y"));
      assertThat(((ObsColumn.Text) column(file, "maybe")).values())
          .containsExactly("m0", "m1", "m2", null, "m4", "m5", "m6", "m7", "m8");
      assertThat(((ObsColumn.Text) column(file, "nan_text")).values()).startsWith("", "nan", "");
      assertThat(file.genes()).isEmpty();
      assertThat(file.notices()).containsExactly("the file has no X");
    }
  }

  @Test
  void namesWhatItCannotReadAndReadsTheRest() throws IOException {
    try (H5adFile file = Fixtures.open("strange.h5ad")) {
      assertThat(numbers(file, "fine")).isEqualTo(each(cell -> cell));
      for (String name :
          List.of("complex", "opaque", "plane", "later", "to_nothing", "circle", "elsewhere")) {
        assertThat(column(file, name)).as(name).isInstanceOf(ObsColumn.Unsupported.class);
      }
      assertThat(((ObsColumn.Unsupported) column(file, "later")).reason())
          .isEqualTo("its encoding is awkward-array");
      assertThat(((ObsColumn.Unsupported) column(file, "complex")).reason())
          .isEqualTo("it holds complex numbers; store their real part as a column of its own");
      assertThat(((ObsColumn.Unsupported) column(file, "circle")).reason())
          .contains("/obs/circle", "a circle of links");
      assertThat(file.summary().obs()).extracting(H5adSummary.Column::kind).contains("unsupported");
    }
  }
}
