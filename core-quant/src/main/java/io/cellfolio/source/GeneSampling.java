package io.cellfolio.source;

import java.util.Arrays;

/** Which genes stand for all. */
final class GeneSampling {
  static final int GENES = 512;

  private GeneSampling() {}

  /** At most so many of the columns, evenly spread over them. */
  static int[] evenly(int[] columns, int most) {
    if (columns.length <= most) {
      return columns.clone();
    }
    int[] some = new int[most];
    Arrays.setAll(some, i -> columns[(int) ((2L * i + 1) * columns.length / (2L * most))]);
    return some;
  }
}
