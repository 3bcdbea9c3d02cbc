package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Outlier quantiles against NumPy's, to the last bit. */
class OutlierGoldenTest {

  static Stream<Arguments> cases() {
    return Goldens.read("outliers.tsv").entrySet().stream()
        .map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void matches(String name, Map<String, Goldens.Item> golden) {
    int[] codes = golden.get("codes").ints();
    int minPoints = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    int nCategories = Arrays.stream(codes).max().orElse(-1) + 1;
    float[] found =
        OutlierQuantiles.of(golden.get("latent").floatMatrix(), codes, nCategories, minPoints);
    assertThat(found).isEqualTo(golden.get("quantiles").floats());
  }
}
