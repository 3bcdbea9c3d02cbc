package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.ObsColumn;
import io.cellfolio.source.ObsPieces;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryCodesTest {

  private static CategoryLabel text(String value) {
    return new CategoryLabel.Text(value);
  }

  private static int[] array(CellCodes codes) {
    return IntStream.range(0, codes.nCells()).map(codes::code).toArray();
  }

  @Test
  void declaredCategoriesKeepTheirOrderAndTheUnusedOnes() {
    int[] stored = {2, -1, 0, 2};
    CategoryCodes codes =
        CategoryCodes.of(
            new ObsColumn.Categorical(
                "cluster", List.of(text("b"), text("unused"), text("a")), stored));
    stored[0] = 1;
    assertThat(codes.labels()).containsExactly(text("b"), text("unused"), text("a"));
    assertThat(array(codes.codes())).containsExactly(2, -1, 0, 2);
    assertThat(codes.nCategories()).isEqualTo(3);
    assertThat(codes.distinctUsed()).isEqualTo(2);
    assertThat(codes.missing()).isEqualTo(1);
    assertThat(codes.nCells()).isEqualTo(4);
  }

  @Test
  void textIsSortedByCodePoint() {
    String tilde = "\uff5e";
    String face = "\ud83d\ude00";
    CategoryCodes codes =
        CategoryCodes.of(
            new ObsColumn.Text(
                "t", new String[] {face, "b", null, tilde, "", "B", "b", "ba", face + "x"}));
    assertThat(codes.labels())
        .containsExactly(
            text(""), text("B"), text("b"), text("ba"), text(tilde), text(face), text(face + "x"));
    assertThat(array(codes.codes())).containsExactly(5, 2, -1, 4, 0, 1, 2, 3, 6);
    assertThat(codes.distinctUsed()).isEqualTo(7);
  }

  @Test
  void flagsHoldOnlyWhatOccurs() {
    CategoryLabel no = new CategoryLabel.Flag(false);
    CategoryLabel yes = new CategoryLabel.Flag(true);
    CategoryCodes both = CategoryCodes.of(new ObsColumn.Flags("f", new byte[] {1, 0, -1}));
    assertThat(both.labels()).containsExactly(no, yes);
    assertThat(array(both.codes())).containsExactly(1, 0, -1);
    CategoryCodes onlyTrue = CategoryCodes.of(new ObsColumn.Flags("f", new byte[] {1, -1}));
    assertThat(onlyTrue.labels()).containsExactly(yes);
    assertThat(array(onlyTrue.codes())).containsExactly(0, -1);
    CategoryCodes onlyFalse = CategoryCodes.of(new ObsColumn.Flags("f", new byte[] {0, 0}));
    assertThat(onlyFalse.labels()).containsExactly(no);
    assertThat(array(onlyFalse.codes())).containsExactly(0, 0);
    CategoryCodes none = CategoryCodes.of(new ObsColumn.Flags("f", new byte[] {-1}));
    assertThat(none.labels()).isEmpty();
    assertThat(none.missing()).isEqualTo(1);
  }

  @Test
  void writesTheMissingCodeOfTheType() {
    CategoryCodes codes = CategoryCodes.of(new ObsColumn.Text("t", new String[] {"b", null, "a"}));
    byte[] bytes = {7, 7, 7, 7};
    codes.write(SampleType.U8, bytes);
    assertThat(bytes).containsExactly(1, 255, 0, 7);
    byte[] shorts = new byte[6];
    codes.write(SampleType.U16, shorts);
    assertThat(shorts).containsExactly(1, 0, 255, 255, 0, 0);
  }

  @Test
  void aTypeHoldsItsCapacityAndNoMore() {
    assertThat(filled(254, SampleType.U8)[253]).isEqualTo((byte) 253);
    assertThatThrownBy(() -> filled(255, SampleType.U8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("uint8 cannot hold codes of 255 categories");
    assertThat(filled(65534, SampleType.U16)[2 * 65533 + 1]).isEqualTo((byte) 0xff);
    assertThatThrownBy(() -> filled(65535, SampleType.U16))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> filled(1, SampleType.U32))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] filled(int nCategories, SampleType type) {
    int[] codes = new int[nCategories];
    for (int i = 0; i < nCategories; i++) {
      codes[i] = i;
    }
    byte[] out = new byte[nCategories * type.bytes()];
    CategoryCodes.of(
            new ObsColumn.Categorical("c", Collections.nCopies(nCategories, text("x")), codes))
        .write(type, out);
    return out;
  }

  @Test
  void refusesWhatIsNoCategory() {
    assertThatThrownBy(
            () ->
                CategoryCodes.of(
                    new ObsColumn.Categorical("cluster", List.of(text("a")), new int[] {0, 1})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("obs column 'cluster', cell 1: expected a code from -1 to 0, got 1");
    assertThatThrownBy(() -> CategoryCodes.of(new ObsColumn.Flags("f", new byte[] {0, 0, 2})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'f', cell 2");
    assertThatThrownBy(() -> CategoryCodes.of(new ObsColumn.Continuous("x", new float[1])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'x'")
        .hasMessageContaining("Continuous");
  }

  /** A column that passes by in pieces of any size. */
  private static ObsPieces inPieces(ObsColumn column, Random random) {
    if (column instanceof ObsColumn.Text text) {
      return new ObsPieces.Text(
          "x", visitor -> cut(text.values(), text.values().length, visitor, random));
    }
    if (column instanceof ObsColumn.Flags flags) {
      return new ObsPieces.Flags(
          "x", visitor -> cut(flags.values(), flags.values().length, visitor, random));
    }
    ObsColumn.Categorical declared = (ObsColumn.Categorical) column;
    return new ObsPieces.Categorical(
        "x",
        declared.categories().size(),
        declared::categories,
        visitor -> cut(declared.codes(), declared.codes().length, visitor, random));
  }

  private static <A> void cut(A values, int n, ObsPieces.Visitor<A> visitor, Random random)
      throws IOException {
    for (int at = 0; at < n; ) {
      int count = Math.min(n - at, 1 + random.nextInt(70));
      @SuppressWarnings("unchecked")
      A piece = (A) Array.newInstance(values.getClass().getComponentType(), count);
      System.arraycopy(values, at, piece, 0, count);
      visitor.cells(at, count, piece);
      at += count;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void aColumnInPiecesIsTheSame(long seed) throws IOException {
    Random random = new Random(seed);
    int n = random.nextInt(2000);
    int different = 1 + random.nextInt(seed % 3 == 0 ? 3 : 700);
    String[] texts = new String[n];
    byte[] flags = new byte[n];
    int[] codes = random.ints(n, -1, different).toArray();
    for (int cell = 0; cell < n; cell++) {
      texts[cell] = random.nextInt(9) == 0 ? null : "t" + random.nextInt(different);
      flags[cell] = (byte) (seed % 2 == 0 ? 1 : random.nextInt(3) - 1);
    }
    List<CategoryLabel> labels = new ArrayList<>();
    for (int i = 0; i < different; i++) {
      labels.add(text("label" + i));
    }
    for (ObsColumn column :
        List.of(
            new ObsColumn.Text("x", texts),
            new ObsColumn.Flags("x", flags),
            new ObsColumn.Categorical("x", labels, codes))) {
      CategoryCodes whole = CategoryCodes.of(column);
      CategoryCodes pieces = CategoryCodes.of(inPieces(column, random), n, random.nextInt(900));
      assertThat(pieces.labels()).isEqualTo(whole.labels());
      assertThat(array(pieces.codes())).isEqualTo(array(whole.codes()));
      CategorySurvey survey = CategorySurvey.of(inPieces(column, random), different);
      assertThat(survey.size()).isEqualTo(whole.nCategories());
      assertThat(survey.labels()).isEqualTo(whole.labels());
      assertThat(survey.tooMany()).isFalse();
      assertThat(survey.missing()).isEqualTo(whole.missing());
    }
  }

  @Test
  void aSurveyOfTextEndsWhereThereAreTooMany() throws IOException {
    ObsPieces column = ObsPieces.of(new ObsColumn.Text("x", new String[] {"a", null, "b", "c"}));
    assertThat(CategorySurvey.of(column, 3).tooMany()).isFalse();
    CategorySurvey tooMany = CategorySurvey.of(column, 2);
    assertThat(tooMany.tooMany()).isTrue();
    assertThat(tooMany.labels()).isEmpty();
    assertThat(tooMany.size()).isZero();
    assertThat(tooMany.missing()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                CategorySurvey.of(ObsPieces.of(new ObsColumn.Flags("f", new byte[] {0, 0, 2})), 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'f', cell 2");
    assertThatThrownBy(
            () -> CategorySurvey.of(ObsPieces.of(new ObsColumn.Unsupported("u", "odd")), 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'u'");
  }
}
