package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.ObsColumn;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CategoryCodesTest {

  private static CategoryLabel text(String value) {
    return new CategoryLabel.Text(value);
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
    assertThat(codes.codes()).containsExactly(2, -1, 0, 2);
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
    assertThat(codes.codes()).containsExactly(5, 2, -1, 4, 0, 1, 2, 3, 6);
    assertThat(codes.distinctUsed()).isEqualTo(7);
  }

  @Test
  void flagsHoldOnlyWhatOccurs() {
    CategoryLabel no = new CategoryLabel.Flag(false);
    CategoryLabel yes = new CategoryLabel.Flag(true);
    CategoryCodes both = CategoryCodes.of(new ObsColumn.Flags("f", new byte[] {1, 0, -1}));
    assertThat(both.labels()).containsExactly(no, yes);
    assertThat(both.codes()).containsExactly(1, 0, -1);
    CategoryCodes onlyTrue = CategoryCodes.of(new ObsColumn.Flags("f", new byte[] {1, -1}));
    assertThat(onlyTrue.labels()).containsExactly(yes);
    assertThat(onlyTrue.codes()).containsExactly(0, -1);
    CategoryCodes onlyFalse = CategoryCodes.of(new ObsColumn.Flags("f", new byte[] {0, 0}));
    assertThat(onlyFalse.labels()).containsExactly(no);
    assertThat(onlyFalse.codes()).containsExactly(0, 0);
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
}
