package io.cellfolio.validate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Tells rows of coordinates that were exchanged from rows that were changed. */
final class RowOrder {
  private RowOrder() {}

  /**
   * The cells whose rows are those of other cells, each used once.
   *
   * @param d numbers in a row
   * @return the cells, or empty when at least one row is nobody's
   */
  static Optional<int[]> exchanged(ValueDiff diff, int d) {
    int[] cells = Arrays.stream(diff.differing()).map(i -> i / d).distinct().toArray();
    if (cells.length < 2) {
      return Optional.empty();
    }
    Integer[] sorted = Arrays.stream(cells).boxed().toArray(Integer[]::new);
    float[] there = diff.expected();
    Arrays.sort(sorted, Comparator.comparing(cell -> there[cell * d]));
    boolean[] used = new boolean[sorted.length];
    for (int cell : cells) {
      int found = find(diff, d, sorted, used, cell);
      if (found < 0) {
        return Optional.empty();
      }
      used[found] = true;
    }
    return Optional.of(cells);
  }

  /** The place of an unused row of the source that equals an exported one. */
  private static int find(ValueDiff diff, int d, Integer[] sorted, boolean[] used, int cell) {
    double wanted = diff.exported()[cell * d];
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (diff.expected()[sorted[middle] * d] < wanted - diff.tolerance()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low; i < sorted.length; i++) {
      if (diff.expected()[sorted[i] * d] > wanted + diff.tolerance()) {
        return -1;
      }
      if (!used[i] && isSame(diff, d, sorted[i], cell)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSame(ValueDiff diff, int d, int there, int here) {
    for (int axis = 0; axis < d; axis++) {
      float x = diff.expected()[there * d + axis];
      float e = diff.exported()[here * d + axis];
      boolean neither = !Float.isFinite(x) && !Float.isFinite(e);
      if (!neither && !(Math.abs((double) e - x) <= diff.tolerance())) {
        return false;
      }
    }
    return true;
  }
}
