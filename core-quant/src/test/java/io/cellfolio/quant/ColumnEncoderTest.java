package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.GeneColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ColumnEncoderTest {
  private static final Arithmetic KEYED = Arithmetic.keyed();
  private static final Arithmetic INDEXED = Arithmetic.indexed();

  private static int[] codes(Arithmetic arithmetic, SampleType type, float... values) {
    byte[] out = new byte[values.length * type.bytes()];
    arithmetic.encoder(type, Rounding.TRUNCATE).encode(values, out);
    ByteBuffer in = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = type == SampleType.U8 ? in.get() & 0xff : in.getShort() & 0xffff;
    }
    return codes;
  }

  private static ColumnRange range(Arithmetic arithmetic, float... values) {
    return arithmetic.encoder(SampleType.U8, Rounding.TRUNCATE).encode(values, new byte[64]);
  }

  @Test
  void keyedCodesOfTheSpecification() {
    float[] values = {0.1f, 0.2f, 0.35f, Float.NaN, Float.POSITIVE_INFINITY, 1.7f};
    assertThat(codes(KEYED, SampleType.U8, values)).containsExactly(0, 15, 39, 255, 255, 254);
    assertThat(codes(KEYED, SampleType.U16, values))
        .containsExactly(0, 4095, 10239, 65535, 65535, 65534);
    assertThat(range(KEYED, values))
        .isEqualTo(new ColumnRange(0.10000000149011612, 1.7000000476837158, 4, 1, 1));
  }

  @Test
  void singlePrecisionMayMissTheTopCodeAndDoublePrecisionNeverDoes() {
    float[] values = {-0.8f, -1.3f, -0.2f};
    assertThat(codes(KEYED, SampleType.U8, values)).containsExactly(115, 0, 253);
    assertThat(codes(INDEXED, SampleType.U8, values)).containsExactly(115, 0, 254);
  }

  @Test
  void constantColumns() {
    assertThat(range(KEYED, 5, 5)).isEqualTo(new ColumnRange(5, 6, 2, 0, 0));
    assertThat(range(INDEXED, 5, 5)).isEqualTo(new ColumnRange(5, 5, 2, 0, 0));
    float large = 0x1p53f;
    assertThat(range(KEYED, large).max()).isEqualTo(0x1p53 + 2);
    assertThat(range(KEYED, 1e30f).max()).isEqualTo(Math.nextUp((double) 1e30f));
    assertThat(range(KEYED, -1e30f).max()).isEqualTo(Math.nextUp((double) -1e30f));
    assertThat(codes(KEYED, SampleType.U16, 1e30f, Float.NaN, 1e30f)).containsExactly(0, 65535, 0);
    assertThat(codes(INDEXED, SampleType.U16, 1e30f, Float.NaN, 1e30f))
        .containsExactly(0, 65535, 0);
  }

  @Test
  void columnsWithoutAnyFiniteValue() {
    float[] values = {Float.NaN, Float.NEGATIVE_INFINITY};
    assertThat(codes(KEYED, SampleType.U8, values)).containsExactly(255, 255);
    assertThat(codes(INDEXED, SampleType.U16, values)).containsExactly(65535, 65535);
    assertThat(range(KEYED, values)).isEqualTo(new ColumnRange(0, 1, 0, 1, 1));
    assertThat(range(INDEXED, values)).isEqualTo(new ColumnRange(0, 0, 0, 1, 1));
    assertThat(range(KEYED)).isEqualTo(new ColumnRange(0, 1, 0, 0, 0));
    assertThat(range(INDEXED)).isEqualTo(new ColumnRange(0, 0, 0, 0, 0));
  }

  @Test
  void zeroBoundsAreNeverNegative() {
    assertThat(range(KEYED, -0f, -0f).min()).isEqualTo(0.0);
    assertThat(range(INDEXED, -1f, -0f).max()).isEqualTo(0.0);
    assertThat(
            INDEXED
                .encoder(SampleType.F32, Rounding.TRUNCATE)
                .encode(new float[] {-0f}, new byte[4])
                .min())
        .isEqualTo(0.0);
  }

  @Test
  void keyedUsesDoublePrecisionWhereSinglePrecisionOverflows() {
    assertThat(codes(KEYED, SampleType.U8, 0, 1e-37f, 2e-37f)).containsExactly(0, 127, 254);
    // In single precision all but the first would take the top code.
    assertThat(codes(KEYED, SampleType.U8, -3e38f, 0, 1.5e38f, 3e38f))
        .containsExactly(0, 126, 190, 253);
  }

  @Test
  void unquantizedKeepsNanAndTurnsInfinityIntoNan() {
    float[] values = {1.5f, Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE};
    byte[] out = new byte[20];
    ColumnRange range = KEYED.encoder(SampleType.F32, Rounding.TRUNCATE).encode(values, out);
    ByteBuffer in = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(in.getFloat(0)).isEqualTo(1.5f);
    assertThat(in.getFloat(4)).isNaN();
    assertThat(in.getFloat(8)).isNaN();
    assertThat(in.getInt(12)).isEqualTo(0x8000_0000);
    assertThat(in.getFloat(16)).isEqualTo(Float.MIN_VALUE);
    assertThat(range).isEqualTo(new ColumnRange(0, 1.5, 3, 1, 1));
    assertThat(values[2]).as("the input is left alone").isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void aStoredNegativeZeroOfASparseColumnIsZero() {
    byte[] out = {9, 9, 9, 9, 9, 9, 9, 9};
    GeneColumn column = new GeneColumn.Sparse(2, new int[] {1}, new float[] {-0f}, 0, 1);
    KEYED.encoder(SampleType.F32, Rounding.TRUNCATE).encode(column, out);
    assertThat(out).containsOnly(0);
  }

  @Test
  void negativeSparseColumnsGiveAbsentCellsTheCodeOfZero() {
    GeneColumn column = new GeneColumn.Sparse(5, new int[] {1, 3}, new float[] {-2, 2}, 0, 2);
    byte[] out = new byte[10];
    INDEXED.encoder(SampleType.U16, Rounding.TRUNCATE).encode(column, out);
    assertThat(out).containsExactly(0xff, 0x7f, 0, 0, 0xff, 0x7f, 0xfe, 0xff, 0xff, 0x7f);
  }

  @Test
  void refusesWhatDoesNotFit() {
    ColumnEncoder encoder = KEYED.encoder(SampleType.U16, Rounding.TRUNCATE);
    assertThatThrownBy(() -> encoder.encode(new float[4], new byte[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at least 8 bytes")
        .hasMessageContaining("got 7");
    GeneColumn outside = new GeneColumn.Sparse(3, new int[] {3}, new float[] {1}, 0, 1);
    for (SampleType type : new SampleType[] {SampleType.U8, SampleType.U16, SampleType.F32}) {
      assertThatThrownBy(() -> KEYED.encoder(type, Rounding.NEAREST).encode(outside, new byte[100]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cells in 0 to 2");
    }
    assertThatThrownBy(() -> KEYED.encoder(SampleType.U32, Rounding.TRUNCATE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("uint32");
    assertThatThrownBy(() -> INDEXED.encoder(SampleType.F64, Rounding.TRUNCATE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("float64");
  }
}
