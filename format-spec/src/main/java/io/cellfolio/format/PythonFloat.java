package io.cellfolio.format;

import java.math.BigInteger;

/**
 * Doubles as Python writes them: the shortest decimal digits that read back as the same double, the
 * closest to it among the shortest, in the layout of Python's {@code repr}.
 *
 * <p>{@link Double#toString(double)} serves neither part: before JDK 19 about one result in fifty
 * has a digit too many, and its layout is another.
 *
 * <p>The digits come from Raffaello Giulietti's Schubfach ("The Schubfach way to render doubles",
 * 2020): scale the double and the two ends of its rounding interval by one power of ten so that the
 * interval is between 1 and 10 units wide, then look for the one multiple of ten inside, else for
 * the nearer integer.
 *
 * <p>Normative text: {@code docs/format/json.md}, section "Numbers with a fraction".
 */
public final class PythonFloat {
  private static final int FRACTION_BITS = 52;
  private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
  private static final int MIN_EXPONENT = -1074;
  private static final int EXPONENT_BIAS = 1075;
  private static final long MAX_PLAIN_INTEGER = 1L << 53;

  private static final int MIN_POWER = -292;
  private static final int MAX_POWER = 324;

  /** Those that were needed so far; making all of them takes longer than most documents. */
  private static final Power[] POWERS = new Power[MAX_POWER - MIN_POWER + 1];

  /**
   * A power of ten.
   *
   * @param high leading 64 of its 128 bits, rounded up
   * @param low following 64 bits
   * @param log2 position of its highest bit: floor(log2(10^power))
   */
  private record Power(long high, long low, int log2) {}

  private PythonFloat() {}

  /**
   * The text of a double.
   *
   * @param value any double
   * @return for example {@code 1.0}, {@code 0.1}, {@code 1e-05}, {@code 2.5e+16}, {@code -0.0}; not
   *     JSON for {@code nan}, {@code inf} and {@code -inf}
   */
  public static String repr(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    StringBuilder out = new StringBuilder(24);
    appendFinite(out, value);
    return out.toString();
  }

  /**
   * Appends the text of a double.
   *
   * @param out gets the text
   * @param value a finite double
   * @throws IllegalArgumentException for any other double
   */
  static void appendFinite(StringBuilder out, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON cannot hold the number " + value);
    }
    long bits = Double.doubleToRawLongBits(value);
    if (bits < 0) {
      out.append('-');
    }
    double magnitude = Math.abs(value);
    long whole = (long) magnitude;
    if (whole < MAX_PLAIN_INTEGER && whole == magnitude) {
      out.append(whole).append(".0");
      return;
    }
    int biased = (int) (bits >>> FRACTION_BITS) & 0x7ff;
    long fraction = bits & (HIDDEN_BIT - 1);
    if (biased == 0) {
      appendDigits(out, MIN_EXPONENT, fraction, false);
    } else {
      // Below a power of two the doubles are twice as dense as above it.
      boolean denserBelow = fraction == 0 && biased > 1;
      appendDigits(out, biased - EXPONENT_BIAS, fraction | HIDDEN_BIT, denserBelow);
    }
  }

  /** Appends significand * 2^exponent. */
  private static void appendDigits(
      StringBuilder out, int exponent, long significand, boolean denserBelow) {
    int scale = denserBelow ? floorLog10ThreeQuartersPow2(exponent) : floorLog10Pow2(exponent);
    Power power = power(-scale);
    int shift = exponent + power.log2 + 1;
    // Four times the scaled double and the ends of its interval, as integers with a sticky low bit.
    long four = significand << 2;
    long value = scaled(power, four << shift);
    long lower = scaled(power, (denserBelow ? four - 1 : four - 2) << shift);
    long upper = scaled(power, (four + 2) << shift);
    // The ends belong to the interval when ties go to this double, that is when it is even.
    long odd = significand & 1;
    lower += odd;
    upper -= odd;

    long floor = value >>> 2;
    if (floor >= 10) {
      long tens = floor / 10;
      boolean below = lower <= 40 * tens;
      boolean above = 40 * tens + 40 <= upper;
      if (below != above) {
        layOut(out, below ? tens : tens + 1, scale + 1);
        return;
      }
    }
    boolean below = lower <= 4 * floor;
    boolean above = 4 * floor + 4 <= upper;
    if (below != above) {
      layOut(out, below ? floor : floor + 1, scale);
      return;
    }
    long middle = 4 * floor + 2;
    boolean up = value > middle || (value == middle && (floor & 1) != 0);
    layOut(out, up ? floor + 1 : floor, scale);
  }

  /** Appends digits * 10^scale in Python's layout. */
  private static void layOut(StringBuilder out, long digits, int scale) {
    while (digits % 10 == 0) {
      digits /= 10;
      scale++;
    }
    String text = Long.toString(digits);
    int exponent = scale + text.length() - 1;
    if (exponent < -4 || exponent >= 16) {
      out.append(text, 0, 1);
      if (text.length() > 1) {
        out.append('.').append(text, 1, text.length());
      }
      int size = Math.abs(exponent);
      out.append('e').append(exponent < 0 ? '-' : '+').append(size < 10 ? "0" : "").append(size);
    } else if (exponent < 0) {
      out.append("0.").append("0".repeat(-exponent - 1)).append(text);
    } else if (scale >= 0) {
      out.append(text).append("0".repeat(scale)).append(".0");
    } else {
      out.append(text, 0, exponent + 1).append('.').append(text, exponent + 1, text.length());
    }
  }

  /** The upper word of (128-bit power of ten) * factor; its low bit is set when it is not exact. */
  private static long scaled(Power power, long factor) {
    long carry = unsignedMultiplyHigh(power.low, factor);
    long middle = power.high * factor;
    long high = unsignedMultiplyHigh(power.high, factor);
    long sum = middle + carry;
    if (Long.compareUnsigned(sum, middle) < 0) {
      high++;
    }
    // The power is rounded up, so an exact product may show one unit here.
    return Long.compareUnsigned(sum, 1) > 0 ? high | 1 : high;
  }

  /** The upper word of an unsigned product; {@code factor} is not negative. */
  private static long unsignedMultiplyHigh(long word, long factor) {
    long high = Math.multiplyHigh(word, factor);
    return word < 0 ? high + factor : high;
  }

  /** floor(log10(2^exponent)) for the exponents of doubles. */
  static int floorLog10Pow2(int exponent) {
    return (exponent * 1_262_611) >> 22;
  }

  /** floor(log10(3/4 * 2^exponent)) for the exponents of doubles. */
  static int floorLog10ThreeQuartersPow2(int exponent) {
    return (exponent * 1_262_611 - 524_031) >> 22;
  }

  private static Power power(int power) {
    Power known = POWERS[power - MIN_POWER];
    if (known == null) {
      // Threads that come at the same time make equal ones.
      known = make(power);
      POWERS[power - MIN_POWER] = known;
    }
    return known;
  }

  private static Power make(int power) {
    BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
    BigInteger leading;
    int log2;
    if (power >= 0) {
      log2 = ten.bitLength() - 1;
      leading = divideUp(ten.shiftLeft(128), BigInteger.ONE.shiftLeft(log2 + 1));
    } else {
      log2 = -ten.bitLength();
      leading = divideUp(BigInteger.ONE.shiftLeft(127 - log2), ten);
    }
    return new Power(leading.shiftRight(64).longValue(), leading.longValue(), log2);
  }

  private static BigInteger divideUp(BigInteger dividend, BigInteger divisor) {
    return dividend.add(divisor).subtract(BigInteger.ONE).divide(divisor);
  }
}
