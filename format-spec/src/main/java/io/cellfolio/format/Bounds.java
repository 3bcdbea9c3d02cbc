package io.cellfolio.format;

/**
 * The value range of quantised codes: code 0 stands for {@code min}, the largest code for {@code
 * max}.
 *
 * @param min finite
 * @param max finite, not below {@code min}
 */
public record Bounds(double min, double max) {
  /** Checks order and finiteness. */
  public Bounds {
    if (!Double.isFinite(min) || !Double.isFinite(max) || min > max) {
      throw new IllegalArgumentException(
          "bounds must be finite and ascending, got " + min + " and " + max);
    }
  }
}
