package io.cellfolio.quant;

import java.util.Arrays;

/**
 * Outlier quantiles of one categorical field, from rows that pass by twice: first their sums are
 * formed, then their distances. Every category meets its rows in the order in which {@link
 * SingleRows} takes them, so the results are the same to the last bit.
 *
 * <p>Normative text: {@code docs/format/centroids.md}.
 */
final class StreamedOutliers {
  private static final int NONE = -1;

  private final int d;
  private final int minPoints;
  private final int[] codes;
  private final CellGroups groups;
  private final int[] slots;
  private final float[] centers;
  private final float[] distances;
  private final float[] squares;

  /** Prepares the categories that have enough cells. */
  StreamedOutliers(int[] codes, int nCategories, int d, int minPoints) {
    this.d = d;
    this.minPoints = minPoints;
    this.codes = codes;
    this.groups = CellGroups.of(codes, nCategories);
    this.slots = new int[nCategories];
    int used = 0;
    for (int c = 0; c < nCategories; c++) {
      slots[c] = groups.size(c) < minPoints ? NONE : used++;
    }
    this.centers = new float[Math.multiplyExact(used, d)];
    this.distances = new float[codes.length];
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
    float[] members = new float[d == 1 ? groups.largest() : 0];
    for (int c = 0; c < slots.length; c++) {
      if (slots[c] == NONE) {
        continue;
      }
      int n = groups.size(c);
      if (d == 1) {
        for (int i = 0; i < n; i++) {
          members[i] = distances[groups.cells()[groups.starts()[c] + i]];
        }
        centers[slots[c]] = PairwiseSum.of(members, 0, n);
      }
      for (int at = slots[c] * d; at < (slots[c] + 1) * d; at++) {
        centers[at] = (float) ((double) centers[at] / n);
      }
    }
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
    return codes[cell] < 0 ? NONE : slots[codes[cell]];
  }

  /** One number per cell, after the second pass. */
  float[] quantiles() {
    float[] sorted = new float[groups.largest()];
    float[] quantiles = new float[codes.length];
    Arrays.fill(quantiles, Float.NaN);
    for (int c = 0; c < slots.length; c++) {
      int n = groups.size(c);
      if (n < minPoints) {
        continue;
      }
      int start = groups.starts()[c];
      for (int i = 0; i < n; i++) {
        sorted[i] = distances[groups.cells()[start + i]];
      }
      Arrays.sort(sorted, 0, n);
      for (int i = 0; i < n; i++) {
        int cell = groups.cells()[start + i];
        quantiles[cell] = SingleRows.rank(sorted, n, distances[cell]);
      }
    }
    return quantiles;
  }
}
