package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.GeneColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every column; the seed in a test's name makes its column again. */
class EncoderLawsTest {
  private static final byte UNTOUCHED = 0x5a;

  record Setting(Arithmetic arithmetic, SampleType type, Rounding rounding) {
    ColumnEncoder encoder() {
      return arithmetic.encoder(type, rounding);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  private static List<Setting> quantized() {
    List<Setting> all = new ArrayList<>();
    for (Arithmetic arithmetic : List.of(Arithmetic.keyed(), Arithmetic.indexed())) {
      for (SampleType type : List.of(SampleType.U8, SampleType.U16)) {
        for (Rounding rounding : Rounding.values()) {
          all.add(new Setting(arithmetic, type, rounding));
        }
      }
    }
    return all;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void codesFollowValuesAndMissingIsMissing(long seed) {
    float[] values = ColumnSamples.column(seed);
    for (Setting setting : quantized()) {
      int[] codes = codes(setting, values);
      for (int i = 0; i < values.length; i++) {
        assertThat(codes[i] == setting.type().missingCode())
            .as("%s: value %s has code %d", setting, values[i], codes[i])
            .isEqualTo(!Float.isFinite(values[i]));
      }
      int[] order =
          IntStream.range(0, values.length)
              .filter(i -> Float.isFinite(values[i]))
              .boxed()
              .sorted(Comparator.comparing(i -> values[i]))
              .mapToInt(i -> codes[i])
              .toArray();
      assertThat(order).as("%s: codes by value", setting).isSorted();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decodingErrsByAtMostOneStep(long seed) {
    float[] values = ColumnSamples.column(seed);
    for (Setting setting : quantized()) {
      byte[] out = new byte[values.length * setting.type().bytes()];
      ColumnRange range = setting.encoder().encode(values, out);
      float[] decoded = new Dequantizer(setting.type(), range.min(), range.max()).decode(out);
      double step = (range.max() - range.min()) / setting.type().maxCode();
      double share = setting.rounding() == Rounding.NEAREST ? 0.5 : 1;
      double ulp = Math.ulp((float) Math.max(Math.abs(range.min()), Math.abs(range.max())));
      double tolerance = step * share * 1.01 + ulp / 2;
      for (int i = 0; i < values.length; i++) {
        if (Float.isFinite(values[i])) {
          assertThat(Math.abs((double) decoded[i] - values[i]))
              .as("%s: %s decoded as %s, step %s", setting, values[i], decoded[i], step)
              .isLessThanOrEqualTo(tolerance);
        } else {
          assertThat(decoded[i]).isNaN();
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void denseAndSparseGiveTheSameBytes(long seed) {
    float[] values = ColumnSamples.column(seed);
    Random random = new Random(seed + 1_000_000);
    List<Setting> settings = new ArrayList<>(quantized());
    settings.add(new Setting(Arithmetic.keyed(), SampleType.F32, Rounding.TRUNCATE));
    settings.add(new Setting(Arithmetic.indexed(), SampleType.F32, Rounding.NEAREST));
    for (Setting setting : settings) {
      int length = values.length * setting.type().bytes();
      byte[] plain = buffer(length);
      byte[] dense = buffer(length);
      byte[] sparse = buffer(length);
      ColumnRange range = setting.encoder().encode(values, plain);
      assertThat(setting.encoder().encode(ColumnSamples.dense(values, random), dense))
          .isEqualTo(range);
      assertThat(setting.encoder().encode(ColumnSamples.sparse(values, random), sparse))
          .as("%s", setting)
          .isEqualTo(range);
      if (setting.encoder() instanceof CodeEncoder coder) {
        assertThat(spread(coder, ColumnSamples.sparse(values, random), plain))
            .as("%s, listed", setting)
            .isEqualTo(plain);
      }
      assertThat(dense).isEqualTo(plain);
      assertThat(sparse).as("%s", setting).isEqualTo(plain);
      for (int i = length; i < plain.length; i++) {
        assertThat(sparse[i]).as("behind the payload").isEqualTo(UNTOUCHED);
        assertThat(plain[i]).as("behind the payload").isEqualTo(UNTOUCHED);
      }
    }
  }

  /** The payload that listed codes and their background make, over what lies behind it. */
  private static byte[] spread(CodeEncoder encoder, GeneColumn.Sparse column, byte[] expected) {
    int width = encoder.type().bytes();
    int listed = column.to() - column.from();
    byte[] codes = buffer(listed * width);
    CodeEncoder.ListedCodes found = encoder.encodeListed(column, codes);
    byte[] payload = expected.clone();
    for (int cell = 0; cell < column.nCells(); cell++) {
      for (int i = 0; i < width; i++) {
        payload[cell * width + i] = (byte) (found.background() >> 8 * i);
      }
    }
    for (int i = 0; i < listed; i++) {
      int cell = column.cells()[column.from() + i];
      System.arraycopy(codes, i * width, payload, cell * width, width);
    }
    return payload;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rangeHoldsTheFiniteValues(long seed) {
    float[] values = ColumnSamples.column(seed);
    double lo = Double.POSITIVE_INFINITY;
    double hi = Double.NEGATIVE_INFINITY;
    long nan = 0;
    long infinite = 0;
    for (float v : values) {
      if (Float.isFinite(v)) {
        lo = Math.min(lo, v);
        hi = Math.max(hi, v);
      }
      nan += Float.isNaN(v) ? 1 : 0;
      infinite += Float.isInfinite(v) ? 1 : 0;
    }
    for (Setting setting : quantized()) {
      ColumnRange range =
          setting.encoder().encode(values, new byte[values.length * setting.type().bytes()]);
      assertThat(range.nan()).isEqualTo(nan);
      assertThat(range.infinite()).isEqualTo(infinite);
      assertThat(range.finite()).isEqualTo(values.length - nan - infinite);
      boolean keyed = setting.arithmetic() == Arithmetic.keyed();
      if (range.finite() == 0) {
        assertThat(range.min()).isZero();
        assertThat(range.max()).isEqualTo(keyed ? 1 : 0);
      } else if (lo < hi || !keyed) {
        assertThat(range.min()).isEqualTo(lo + 0.0);
        assertThat(range.max()).isEqualTo(hi + 0.0);
      } else {
        assertThat(range.min()).isEqualTo(lo + 0.0);
        assertThat(range.max()).isEqualTo(Math.max(lo + 1, Math.nextUp(lo + 0.0)));
      }
    }
  }

  private static byte[] buffer(int length) {
    byte[] buffer = new byte[length + 5];
    Arrays.fill(buffer, UNTOUCHED);
    return buffer;
  }

  private static int[] codes(Setting setting, float[] values) {
    byte[] out = new byte[values.length * setting.type().bytes()];
    setting.encoder().encode(values, out);
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] =
          setting.type() == SampleType.U8
              ? out[i] & 0xff
              : (out[2 * i] & 0xff) | (out[2 * i + 1] & 0xff) << 8;
    }
    return codes;
  }
}
