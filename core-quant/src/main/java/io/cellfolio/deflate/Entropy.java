package io.cellfolio.deflate;

/** Estimates of code sizes in whole numbers, the same on every machine. */
final class Entropy {
  /** Sizes are in fractions of a bit: 1 / 2^8. */
  static final int FRACTION_BITS = 8;

  private static final int TABLE_BITS = 12;
  private static final short[] LOG = new short[1 << TABLE_BITS];

  static {
    for (int x = 1; x < LOG.length; x++) {
      LOG[x] = (short) Math.round(StrictMath.log(x) / StrictMath.log(2) * (1 << FRACTION_BITS));
    }
  }

  private Entropy() {}

  /** The binary logarithm of a positive number, in fractions of a bit. */
  static int log2(int x) {
    if (x < LOG.length) {
      return LOG[x];
    }
    int shift = 32 - TABLE_BITS - Integer.numberOfLeadingZeros(x);
    return LOG[x >>> shift] + (shift << FRACTION_BITS);
  }

  /** The size of symbols under an ideal code, in fractions of a bit. */
  static long size(int[] frequencies, int symbols) {
    long total = 0;
    long sum = 0;
    for (int s = 0; s < symbols; s++) {
      int frequency = frequencies[s];
      if (frequency > 0) {
        total += frequency;
        sum += (long) frequency * log2(frequency);
      }
    }
    return total == 0 ? 0 : total * log2((int) total) - sum;
  }
}
