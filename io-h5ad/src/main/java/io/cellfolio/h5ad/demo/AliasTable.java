package io.cellfolio.h5ad.demo;

import java.util.Arrays;

/** Draws numbers with given weights in the same time for each: the alias method of Walker. */
final class AliasTable {
  private final double total;

  /** Below this threshold, in 1/2^32, a column stands for itself, otherwise for its alias. */
  private final long[] thresholds;

  private final int[] aliases;

  /**
   * A table.
   *
   * @param weights one or more, 0 or more each and not all 0
   */
  AliasTable(double[] weights) {
    int n = weights.length;
    total = Arrays.stream(weights).sum();
    thresholds = new long[n];
    aliases = new int[n];
    double[] left = new double[n];
    int[] queue = new int[n];
    int small = 0;
    int large = n;
    for (int i = 0; i < n; i++) {
      left[i] = weights[i] * n / total;
      if (left[i] < 1) {
        queue[small++] = i;
      } else {
        queue[--large] = i;
      }
    }
    while (small > 0 && large < n) {
      int poor = queue[--small];
      int rich = queue[large];
      thresholds[poor] = (long) (left[poor] * (1L << 32));
      aliases[poor] = rich;
      left[rich] -= 1 - left[poor];
      if (left[rich] < 1) {
        large++;
        queue[small++] = rich;
      }
    }
    for (; small > 0; small--) {
      fill(queue[small - 1]);
    }
    for (; large < n; large++) {
      fill(queue[large]);
    }
  }

  private void fill(int column) {
    thresholds[column] = 1L << 32;
    aliases[column] = column;
  }

  /** The sum of the weights. */
  double total() {
    return total;
  }

  /** A number from 0 to one less than there are weights, from 64 random bits. */
  int draw(long bits) {
    int column = (int) ((bits >>> 32) * thresholds.length >>> 32);
    return (bits & 0xffffffffL) < thresholds[column] ? column : aliases[column];
  }
}
