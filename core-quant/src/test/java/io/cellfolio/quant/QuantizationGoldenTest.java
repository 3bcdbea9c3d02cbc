package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.format.SampleType;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Codes and bounds against NumPy's. */
class QuantizationGoldenTest {

  static Stream<Arguments> cases() {
    return Goldens.read("quantization.tsv").entrySet().stream()
        .flatMap(
            e ->
                Stream.of("keyed", "indexed")
                    .map(layout -> Arguments.of(e.getKey(), layout, e.getValue())));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void matches(String name, String layout, Map<String, Goldens.Item> golden) {
    Arithmetic arithmetic = layout.equals("keyed") ? Arithmetic.keyed() : Arithmetic.indexed();
    float[] values = golden.get("values").floats();
    double[] bounds = golden.get(layout + "-bounds").doubles();
    for (SampleType type : new SampleType[] {SampleType.U8, SampleType.U16}) {
      for (Rounding rounding : Rounding.values()) {
        String array =
            layout + "-" + 8 * type.bytes() + (rounding == Rounding.NEAREST ? "-nearest" : "");
        byte[] out = new byte[values.length * type.bytes()];
        ColumnRange range = arithmetic.encoder(type, rounding).encode(values, out);
        assertThat(out).as(array).isEqualTo(golden.get(array).bytes());
        assertThat(new double[] {range.min(), range.max()}).as("bounds").isEqualTo(bounds);
      }
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void counts(String name, String layout, Map<String, Goldens.Item> golden) {
    Arithmetic arithmetic = layout.equals("keyed") ? Arithmetic.keyed() : Arithmetic.indexed();
    float[] values = golden.get("values").floats();
    ColumnRange range =
        arithmetic
            .encoder(SampleType.U8, Rounding.TRUNCATE)
            .encode(values, new byte[values.length]);
    long missing = golden.get(layout + "-8").bytes().length - range.finite();
    int sentinels = 0;
    for (byte code : golden.get(layout + "-8").bytes()) {
      sentinels += code == (byte) 255 ? 1 : 0;
    }
    assertThat(range.missing()).isEqualTo(missing).isEqualTo(sentinels);
    assertThat(range.nan())
        .isEqualTo(Arrays.stream(toDoubles(values)).filter(Double::isNaN).count());
  }

  private static double[] toDoubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
