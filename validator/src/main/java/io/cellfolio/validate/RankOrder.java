package io.cellfolio.validate;

/** Tells values that were transformed from values that have nothing to do with each other. */
final class RankOrder {
  private static final double LEAST_SHARE = 0.98;
  private static final int PAIRS = 4096;

  private RankOrder() {}

  /**
   * Whether values are 0 in the same cells and grow together nearly everywhere: what taking logs,
   * scaling cells, or leaving both out does.
   *
   * @param tolerance differences that mean nothing
   */
  static boolean sameSign(float[] expected, float[] exported, double tolerance) {
    int n = expected.length;
    int[] nonZero = new int[n];
    int count = 0;
    int strange = 0;
    for (int i = 0; i < n; i++) {
      boolean zero = expected[i] == 0;
      boolean zeroHere = Math.abs(exported[i]) <= tolerance;
      if (zero && !zeroHere) {
        strange++;
      }
      if (!zero) {
        nonZero[count++] = i;
      }
    }
    if (strange > n * (1 - LEAST_SHARE) || count == 0) {
      return false;
    }
    // A fixed pattern of pairs is as good as a random one and gives the same answer every time.
    long agree = 0;
    long told = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      int a = nonZero[(int) ((long) pair * 7919 % count)];
      int b = nonZero[(int) (((long) pair * 104729 + 1) % count)];
      double there = (double) expected[a] - expected[b];
      double here = (double) exported[a] - exported[b];
      if (there != 0 && Math.abs(here) > 2 * tolerance) {
        told++;
        agree += there > 0 == here > 0 ? 1 : 0;
      }
    }
    return told == 0 || agree >= told * 0.7;
  }
}
