package io.cellfolio.h5ad;

/** What the values of an expression matrix look like, judged by a sample of them. */
public enum MatrixKind {
  /** Whole numbers, none negative. */
  COUNTS("counts"),
  /** No negative number, fractions, and nothing beyond what a logarithm of counts reaches. */
  LOG_NORMALIZED("log-normalized"),
  /** No negative number, fractions, and values too large for a logarithm of counts. */
  NORMALIZED("normalized, not log-transformed"),
  /** Negative numbers, as scaling and centering leave them. */
  SCALED("scaled or centered"),
  /** Nothing to judge by. */
  UNKNOWN("unknown");

  /** The logarithm to base two of a million, the largest scale in use, rounded up. */
  private static final double LARGEST_LOGARITHM = 20;

  /** Doubles from here on are whole. */
  private static final double LARGEST_FRACTION = 1L << 53;

  private final String label;

  MatrixKind(String label) {
    this.label = label;
  }

  /**
   * The kind for people.
   *
   * @return for example {@code counts}
   */
  public String label() {
    return label;
  }

  /** Gathers values and judges them. */
  static final class Judge {
    private boolean any;
    private boolean fractions;
    private boolean negative;
    private double largest;

    /** Takes values; missing and infinite ones say nothing. */
    void add(double[] values) {
      for (double value : values) {
        if (value != 0 && Math.abs(value) <= Double.MAX_VALUE) {
          any = true;
          fractions |= Math.abs(value) < LARGEST_FRACTION && value != (long) value;
          negative |= value < 0;
          largest = value > largest ? value : largest;
        }
      }
    }

    MatrixKind verdict() {
      if (!any) {
        return UNKNOWN;
      }
      if (negative) {
        return SCALED;
      }
      if (!fractions) {
        return COUNTS;
      }
      return largest <= LARGEST_LOGARITHM ? LOG_NORMALIZED : NORMALIZED;
    }
  }
}
