package io.cellfolio.quant;

/**
 * The order in which contiguous numbers are added: up to 7 one by one; up to 128 in eight running
 * sums that are joined as a tree, the rest one by one; more as two halves, the first a multiple of
 * 8 long. The order decides the last bits.
 *
 * <p>Normative text: {@code docs/format/centroids.md}.
 */
final class PairwiseSum {
  private static final int LANES = 8;
  private static final int BLOCK = 128;

  private PairwiseSum() {}

  static float of(float[] a, int from, int n) {
    if (n < LANES) {
      float sum = n == 0 ? 0 : a[from];
      for (int i = 1; i < n; i++) {
        sum += a[from + i];
      }
      return sum;
    }
    if (n > BLOCK) {
      int half = firstHalf(n);
      return of(a, from, half) + of(a, from + half, n - half);
    }
    float r0 = a[from];
    float r1 = a[from + 1];
    float r2 = a[from + 2];
    float r3 = a[from + 3];
    float r4 = a[from + 4];
    float r5 = a[from + 5];
    float r6 = a[from + 6];
    float r7 = a[from + 7];
    int i = LANES;
    for (; i < n - n % LANES; i += LANES) {
      int at = from + i;
      r0 += a[at];
      r1 += a[at + 1];
      r2 += a[at + 2];
      r3 += a[at + 3];
      r4 += a[at + 4];
      r5 += a[at + 5];
      r6 += a[at + 6];
      r7 += a[at + 7];
    }
    float sum = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7));
    for (; i < n; i++) {
      sum += a[from + i];
    }
    return sum;
  }

  static double of(double[] a, int from, int n) {
    if (n < LANES) {
      double sum = n == 0 ? 0 : a[from];
      for (int i = 1; i < n; i++) {
        sum += a[from + i];
      }
      return sum;
    }
    if (n > BLOCK) {
      int half = firstHalf(n);
      return of(a, from, half) + of(a, from + half, n - half);
    }
    double r0 = a[from];
    double r1 = a[from + 1];
    double r2 = a[from + 2];
    double r3 = a[from + 3];
    double r4 = a[from + 4];
    double r5 = a[from + 5];
    double r6 = a[from + 6];
    double r7 = a[from + 7];
    int i = LANES;
    for (; i < n - n % LANES; i += LANES) {
      int at = from + i;
      r0 += a[at];
      r1 += a[at + 1];
      r2 += a[at + 2];
      r3 += a[at + 3];
      r4 += a[at + 4];
      r5 += a[at + 5];
      r6 += a[at + 6];
      r7 += a[at + 7];
    }
    double sum = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7));
    for (; i < n; i++) {
      sum += a[from + i];
    }
    return sum;
  }

  private static int firstHalf(int n) {
    int half = n / 2;
    return half - half % LANES;
  }
}
