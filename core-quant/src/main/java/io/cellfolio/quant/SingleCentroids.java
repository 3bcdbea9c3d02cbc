package io.cellfolio.quant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Centroids of one field in single precision, from rows that pass by up to three times: their sums
 * are formed, then their distances, then the sums of those that are near. Every category meets its
 * rows in ascending order, and the order of operations fixes the last bits. Beside the codes it
 * takes 4 bytes for a cell, and a little for a category.
 *
 * <p>Normative text: {@code docs/format/centroids.md}.
 */
final class SingleCentroids {
  private static final int NONE = -1;

  private final CellCodes codes;
  private final int d;
  private final int minPoints;
  private final int[] slots;
  private final int[] sizes;
  private final boolean[] narrowed;
  private final float[] limits;
  private final float[] centers;
  private final float[] inner;
  private final float[] squares;
  private final float[] members;
  private int[] next;
  private boolean narrows;

  SingleCentroids(CellCodes codes, int d, int minPoints) {
    this.codes = codes;
    this.d = d;
    this.minPoints = minPoints;
    this.slots = new int[codes.nCategories()];
    int used = 0;
    for (int c = 0; c < slots.length; c++) {
      slots[c] = codes.size(c) < minPoints ? NONE : used++;
      narrows |= codes.size(c) > minPoints;
    }
    this.sizes = new int[used];
    this.narrowed = new boolean[used];
    this.limits = new float[used];
    this.centers = new float[Math.multiplyExact(used, d)];
    this.inner = new float[centers.length];
    this.squares = new float[d];
    this.members = new float[used > 0 && (d == 1 || narrows) ? codes.present() : 0];
    this.next = codes.starts();
  }

  /** The first pass. A single column is only kept, because its sum is not formed in order. */
  void add(int firstCell, int count, float[] values, int from) {
    for (int i = 0; i < count; i++) {
      int code = codes.code(firstCell + i);
      if (code < 0 || slots[code] == NONE) {
        continue;
      }
      int row = from + i * d;
      if (d == 1) {
        members[next[code]++] = values[row];
      } else {
        int center = slots[code] * d;
        for (int axis = 0; axis < d; axis++) {
          centers[center + axis] += values[row + axis];
        }
      }
    }
  }

  /** Turns sums into means, after the first pass. */
  void settle() {
    for (int c = 0; c < slots.length; c++) {
      if (slots[c] != NONE) {
        sizes[slots[c]] = codes.size(c);
        settle(centers, c, codes.size(c));
      }
    }
    next = codes.starts();
  }

  private void settle(float[] sums, int category, int n) {
    int slot = slots[category];
    if (d == 1) {
      sums[slot] = PairwiseSum.of(members, codes.start(category), n);
    }
    for (int at = slot * d; at < (slot + 1) * d; at++) {
      sums[at] = (float) ((double) sums[at] / n);
    }
  }

  /** Whether any category has more cells than it must, so that the far ones may be left out. */
  boolean narrows() {
    return narrows;
  }

  /** The second pass, where categories narrow. */
  void measure(int firstCell, int count, float[] values, int from) {
    for (int i = 0; i < count; i++) {
      int code = codes.code(firstCell + i);
      if (code >= 0 && codes.size(code) > minPoints) {
        members[next[code]++] = distance(slots[code], values, from + i * d);
      }
    }
  }

  private float distance(int slot, float[] values, int row) {
    int center = slot * d;
    for (int axis = 0; axis < d; axis++) {
      float difference = values[row + axis] - centers[center + axis];
      squares[axis] = difference * difference;
    }
    return (float) Math.sqrt(PairwiseSum.of(squares, 0, d));
  }

  /** Finds how far the near cells reach, after the second pass. */
  void limit(double quantile) {
    for (int c = 0; c < slots.length; c++) {
      int n = codes.size(c);
      if (n <= minPoints) {
        continue;
      }
      int start = codes.start(c);
      Arrays.sort(members, start, start + n);
      float limit = quantileOfDistances(start, n, quantile);
      int inliers = 0;
      for (int i = start; i < start + n; i++) {
        inliers += members[i] <= limit ? 1 : 0;
      }
      if (inliers >= minPoints) {
        narrowed[slots[c]] = true;
        limits[slots[c]] = limit;
        sizes[slots[c]] = inliers;
      }
    }
    next = codes.starts();
  }

  private float quantileOfDistances(int start, int n, double quantile) {
    double position = (n - 1) * quantile;
    int low = (int) Math.floor(position);
    double weight = position - low;
    float a = members[start + low];
    float b = members[start + Math.min(low + 1, n - 1)];
    float step = b - a;
    return weight < 0.5 ? a + step * (float) weight : b - step * (float) (1 - weight);
  }

  /** The third pass. */
  void addNear(int firstCell, int count, float[] values, int from) {
    for (int i = 0; i < count; i++) {
      int code = codes.code(firstCell + i);
      int slot = code < 0 ? NONE : slots[code];
      int row = from + i * d;
      if (slot == NONE || !narrowed[slot] || !(distance(slot, values, row) <= limits[slot])) {
        continue;
      }
      if (d == 1) {
        members[next[code]++] = values[row];
      } else {
        for (int axis = 0; axis < d; axis++) {
          inner[slot * d + axis] += values[row + axis];
        }
      }
    }
  }

  /** Turns the sums of near cells into means, after the third pass. */
  void settleNear() {
    for (int c = 0; c < slots.length; c++) {
      int slot = slots[c];
      if (slot != NONE && narrowed[slot]) {
        settle(inner, c, sizes[slot]);
        System.arraycopy(inner, slot * d, centers, slot * d, d);
      }
    }
  }

  /** The centroids in category order, after the last pass. */
  List<CategoryCentroid> found() {
    List<CategoryCentroid> found = new ArrayList<>();
    for (int c = 0; c < slots.length; c++) {
      if (slots[c] != NONE) {
        double[] position = new double[d];
        for (int axis = 0; axis < d; axis++) {
          position[axis] = centers[slots[c] * d + axis];
        }
        found.add(new CategoryCentroid(c, position, sizes[slots[c]]));
      }
    }
    return List.copyOf(found);
  }
}
