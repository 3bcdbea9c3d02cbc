package io.cellfolio.quant;

import java.util.Arrays;

/**
 * Outlier quantiles of one categorical field, from rows that pass by twice: first their sums are
 * formed, then their distances. Every category meets its rows in ascending order, and the order of
 * operations fixes the last bits. Beside the codes it takes 4 bytes for a cell, 8 at the end, and
 * the categories' means.
 *
 * <p>Normative text: {@code docs/format/centroids.md}.
 */
final class StreamedOutliers {
  private static final int NONE = -1;

  private final int d;
  private final CellCodes codes;
  private final int[] slots;
  private final float[] centers;
  private final float[] distances;
  private final float[] squares;

  /** Prepares the categories that have enough cells. */
  StreamedOutliers(CellCodes codes, int d, int minPoints) {
    this.d = d;
    this.codes = codes;
    this.slots = new int[codes.nCategories()];
    int used = 0;
    for (int c = 0; c < slots.length; c++) {
      slots[c] = codes.size(c) < minPoints ? NONE : used++;
    }
    this.centers = new float[Math.multiplyExact(used, d)];
    this.distances = new float[codes.nCells()];
    this.squares = new float[d];
  }

  /** The first pass. A single column is only kept, because its sum is not formed in order. */
  void add(int firstCell, int count, float[] values, int from) {
    if (d == 1) {
      System.arraycopy(values, from, distances, firstCell, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      int slot = slot(firstCell + i);
      if (slot != NONE) {
        int row = from + i * d;
        int center = slot * d;
        for (int axis = 0; axis < d; axis++) {
          centers[center + axis] += values[row + axis];
        }
      }
    }
  }

  /** Turns sums into means, after the first pass. */
  void settle() {
    float[] members = d == 1 ? byCategory() : new float[0];
    for (int c = 0; c < slots.length; c++) {
      if (slots[c] == NONE) {
        continue;
      }
      int n = codes.size(c);
      if (d == 1) {
        centers[slots[c]] = PairwiseSum.of(members, codes.start(c), n);
      }
      for (int at = slots[c] * d; at < (slots[c] + 1) * d; at++) {
        centers[at] = (float) ((double) centers[at] / n);
      }
    }
  }

  /** What is kept for the cells, category by category. */
  private float[] byCategory() {
    float[] members = new float[codes.present()];
    int[] next = codes.starts();
    for (int cell = 0; cell < distances.length; cell++) {
      int code = codes.code(cell);
      if (code >= 0) {
        members[next[code]++] = distances[cell];
      }
    }
    return members;
  }

  /** The second pass. */
  void measure(int firstCell, int count, float[] values, int from) {
    for (int i = 0; i < count; i++) {
      int slot = slot(firstCell + i);
      if (slot != NONE) {
        int row = from + i * d;
        int center = slot * d;
        for (int axis = 0; axis < d; axis++) {
          float difference = values[row + axis] - centers[center + axis];
          squares[axis] = difference * difference;
        }
        distances[firstCell + i] = (float) Math.sqrt(PairwiseSum.of(squares, 0, d));
      }
    }
  }

  private int slot(int cell) {
    int code = codes.code(cell);
    return code < 0 ? NONE : slots[code];
  }

  /** One number per cell, after the second pass; to be asked for once. */
  float[] quantiles() {
    float[] sorted = byCategory();
    for (int c = 0; c < slots.length; c++) {
      if (slots[c] != NONE) {
        Arrays.sort(sorted, codes.start(c), codes.start(c) + codes.size(c));
      }
    }
    for (int cell = 0; cell < distances.length; cell++) {
      int code = codes.code(cell);
      distances[cell] =
          code < 0 || slots[code] == NONE
              ? Float.NaN
              : rank(sorted, codes.start(code), codes.size(code), distances[cell]);
    }
    return distances;
  }

  /** The share of {@code n} sorted distances that are no greater than one of them. */
  private static float rank(float[] sorted, int start, int n, float distance) {
    if (Float.isNaN(distance)) {
      return 1;
    }
    int low = 0;
    int high = n;
    while (low < high) {
      int middle = (low + high) >>> 1;
      // Distances are not negative, and NaN are at the end.
      if (sorted[start + middle] <= distance) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (float) low / (float) n;
  }
}
