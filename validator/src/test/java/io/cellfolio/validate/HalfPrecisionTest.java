package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "-2.5, -2.5",
    "0.333333343, 0.333251953125",
    "0.1, 0.0999755859375",
    "2049, 2048",
    "2051, 2052",
    "65504, 65504",
    "65519, 65504",
    "65520, Infinity",
    "-1e30, -Infinity",
    "6.0e-8, 5.9604644775390625e-8",
    "2.9e-8, 0",
    "3.0517578125e-5, 3.0517578125e-5"
  })
  void roundsToTheNearestEven(float value, float rounded) {
    assertThat(HalfPrecision.round(value)).isEqualTo(rounded);
  }

  @Test
  void keepsNaN() {
    assertThat(HalfPrecision.round(Float.NaN)).isNaN();
  }
}
