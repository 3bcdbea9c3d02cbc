package io.cellfolio.quant;

/**
 * What a column encoder saw. For quantised columns {@code min} and {@code max} are the bounds that
 * a manifest records and a {@link Dequantizer} needs; they obey the rules of the encoder's layout
 * for constant and all-missing columns. For float32 columns they are the plain extremes of the
 * finite values, 0 and 0 when there are none. A bound of zero is never negative zero.
 *
 * @param min the lower bound, finite
 * @param max the upper bound, finite and not below {@code min}
 * @param finite number of finite values
 * @param nan number of NaN values
 * @param infinite number of values that were positive or negative infinity
 */
public record ColumnRange(double min, double max, long finite, long nan, long infinite) {
  /** Checks the order of the bounds and the signs of the counts. */
  public ColumnRange {
    if (!(min <= max) || Double.isInfinite(min) || Double.isInfinite(max)) {
      throw new IllegalArgumentException("bounds " + min + " and " + max + " are no finite range");
    }
    if (finite < 0 || nan < 0 || infinite < 0) {
      throw new IllegalArgumentException(
          "negative count: finite " + finite + ", nan " + nan + ", infinite " + infinite);
    }
  }

  /**
   * The number of values that are stored as missing.
   *
   * @return NaN and infinite values together
   */
  public long missing() {
    return nan + infinite;
  }
}
