package io.cellfolio.validate;

/** What kinds of numbers a payload of singles holds. */
final class SingleScan {
  private static final int EXPONENT = 0x7f800000;
  private static final int MAGNITUDE = 0x7fffffff;

  private long finite;
  private long missing;
  private long infinite;
  private long firstInfinite;

  void look(byte[] bytes, int length, long before) {
    long good = 0;
    for (int i = 0; i < length; i += Float.BYTES) {
      int magnitude = Elements.i32(bytes, i) & MAGNITUDE;
      if (magnitude < EXPONENT) {
        good++;
      } else if (magnitude > EXPONENT) {
        missing++;
      } else if (infinite++ == 0) {
        firstInfinite = before + i;
      }
    }
    finite += good;
  }

  long finite() {
    return finite;
  }

  /** How many are NaN. */
  long missing() {
    return missing;
  }

  long infinite() {
    return infinite;
  }

  /** The byte at which the first infinity begins. */
  long firstInfinite() {
    return firstInfinite;
  }
}
