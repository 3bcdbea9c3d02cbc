package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PythonFloatTest {

  @Test
  void writesWhatPythonWrites() {
    List<String> wrong = new ArrayList<>();
    List<String> lines = Golden.lines("json/floats.tsv");
    assertThat(lines).hasSizeGreaterThanOrEqualTo(2000);
    for (String line : lines) {
      String[] parts = line.split("\t");
      double value = Double.longBitsToDouble(Long.parseUnsignedLong(parts[0], 16));
      String text = PythonFloat.repr(value);
      if (!text.equals(parts[1])) {
        wrong.add(line + " but wrote " + text);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void digitsAreTheShortestAndAmongThoseTheClosest() {
    long seed = 41;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double value = next(random, i);
      if (!Double.isFinite(value) || value == 0) {
        continue;
      }
      String text = PythonFloat.repr(value);
      BigDecimal written = new BigDecimal(text);
      assertThat(Double.parseDouble(text)).as("seed %d, %s", seed, text).isEqualTo(value);
      assertThat(written).as("seed %d, %s", seed, text).isEqualByComparingTo(shortest(value));
    }
  }

  @Test
  void layoutIsPythons() {
    assertThat(PythonFloat.repr(1e-4)).isEqualTo("0.0001");
    assertThat(PythonFloat.repr(1e-5)).isEqualTo("1e-05");
    assertThat(PythonFloat.repr(2.5e-7)).isEqualTo("2.5e-07");
    assertThat(PythonFloat.repr(9999999999999998.0)).isEqualTo("9999999999999998.0");
    assertThat(PythonFloat.repr(1e16)).isEqualTo("1e+16");
    assertThat(PythonFloat.repr(-1.25e100)).isEqualTo("-1.25e+100");
    assertThat(PythonFloat.repr(-0.0)).isEqualTo("-0.0");
    assertThat(PythonFloat.repr((double) 0.1f)).isEqualTo("0.10000000149011612");
    assertThat(PythonFloat.repr(Double.MIN_VALUE)).isEqualTo("5e-324");
    assertThat(PythonFloat.repr(Double.NaN)).isEqualTo("nan");
    assertThat(PythonFloat.repr(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
  }

  @Test
  void jsonHoldsFiniteNumbersOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PythonFloat.appendFinite(new StringBuilder(), Double.NaN))
        .withMessage("JSON cannot hold the number NaN");
  }

  @Test
  void logarithmsAreExact() {
    for (int exponent = -1074; exponent <= 971; exponent++) {
      assertThat(PythonFloat.floorLog10Pow2(exponent))
          .as("exponent %d", exponent)
          .isEqualTo(floorLog10(BigInteger.ONE, exponent));
      assertThat(PythonFloat.floorLog10ThreeQuartersPow2(exponent))
          .as("exponent %d", exponent)
          .isEqualTo(floorLog10(BigInteger.valueOf(3), exponent - 2));
    }
  }

  private static double next(Random random, int i) {
    return switch (i % 4) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> (float) random.nextGaussian();
      case 2 -> Math.scalb(1.0, random.nextInt(2098) - 1074);
      default -> Math.nextUp(Math.scalb(random.nextInt(1000) + 1, random.nextInt(200) - 100));
    };
  }

  /** Tries every number of digits, below and above the value, in exact arithmetic. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits <= 17; digits++) {
      BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
      BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
      boolean downReads = down.doubleValue() == value;
      boolean upReads = up.doubleValue() == value;
      if (downReads && upReads) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      }
      if (downReads || upReads) {
        return downReads ? down : up;
      }
    }
    throw new AssertionError("17 digits always suffice: " + value);
  }

  private static int floorLog10(BigInteger factor, int exponent) {
    BigDecimal value =
        exponent >= 0
            ? new BigDecimal(factor.shiftLeft(exponent))
            : new BigDecimal(factor).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)));
    return value.precision() - value.scale() - 1;
  }
}
