package io.cellfolio.validate;

/** Rounding to IEEE 754 binary16, in which data are sometimes kept on their way. */
final class HalfPrecision {
  private static final double SMALLEST_NORMAL = 0x1p-14;
  private static final double SUBNORMAL_STEP = 0x1p-24;
  private static final double LARGEST = 65504;
  private static final int FRACTION_BITS = 10;

  private HalfPrecision() {}

  /** The nearest half-precision number, ties to even. */
  static float round(float value) {
    double size = Math.abs((double) value);
    if (!(size <= Float.MAX_VALUE)) {
      return value;
    }
    double step =
        size < SMALLEST_NORMAL
            ? SUBNORMAL_STEP
            : Math.scalb(1d, Math.getExponent(size) - FRACTION_BITS);
    double rounded = Math.rint(size / step) * step;
    float result = rounded > LARGEST ? Float.POSITIVE_INFINITY : (float) rounded;
    return Math.copySign(result, value);
  }
}
