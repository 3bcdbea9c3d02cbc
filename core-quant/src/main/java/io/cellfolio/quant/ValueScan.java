package io.cellfolio.quant;

/**
 * Extremes and counts of stored values. The extremes are those of the finite values; without any,
 * {@code min} is above {@code max}.
 */
record ValueScan(float min, float max, long finite, long nan, long infinite) {

  static ValueScan of(float[] values, int from, int to) {
    float lo = Float.POSITIVE_INFINITY;
    float hi = Float.NEGATIVE_INFINITY;
    float gaps = 0;
    for (int i = from; i < to; i++) {
      float v = values[i];
      // The first compiler calls Math.min and Math.max, but not comparisons.
      if (v < lo) {
        lo = v;
      }
      if (v > hi) {
        hi = v;
      }
      // 0 for finite numbers, NaN for all others.
      gaps += v - v;
    }
    if (gaps != 0 || lo > hi) {
      return withGaps(values, from, to);
    }
    // Comparisons take both zeros for the same.
    if (lo == 0) {
      lo = holds(-0f, values, from, to) ? -0f : 0f;
    }
    if (hi == 0) {
      hi = holds(0f, values, from, to) ? 0f : -0f;
    }
    return new ValueScan(lo, hi, to - from, 0, 0);
  }

  private static boolean holds(float wanted, float[] values, int from, int to) {
    int bits = Float.floatToRawIntBits(wanted);
    for (int i = from; i < to; i++) {
      if (Float.floatToRawIntBits(values[i]) == bits) {
        return true;
      }
    }
    return false;
  }

  /** A scan whose extremes came out of {@code Math.min} and {@code Math.max} over all values. */
  static ValueScan completed(float lo, float hi, float[] values, int from, int to) {
    // NaN and infinities survive in the extremes, so a clean column needs no test per value.
    if (lo > Float.NEGATIVE_INFINITY && hi < Float.POSITIVE_INFINITY) {
      return new ValueScan(lo, hi, to - from, 0, 0);
    }
    return withGaps(values, from, to);
  }

  private static ValueScan withGaps(float[] values, int from, int to) {
    float lo = Float.POSITIVE_INFINITY;
    float hi = Float.NEGATIVE_INFINITY;
    long nan = 0;
    long infinite = 0;
    for (int i = from; i < to; i++) {
      float v = values[i];
      if (Float.isNaN(v)) {
        nan++;
      } else if (Float.isInfinite(v)) {
        infinite++;
      } else {
        lo = Math.min(lo, v);
        hi = Math.max(hi, v);
      }
    }
    return new ValueScan(lo, hi, to - from - nan - infinite, nan, infinite);
  }

  /** This scan and so many zeros more. */
  ValueScan plusZeros(long zeros) {
    return zeros == 0
        ? this
        : new ValueScan(Math.min(min, 0f), Math.max(max, 0f), finite + zeros, nan, infinite);
  }

  boolean clean() {
    return nan + infinite == 0;
  }
}
