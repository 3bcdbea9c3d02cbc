package io.cellfolio.quant;

import java.util.Arrays;

/**
 * The rows of one category at a time, their center and their distances from it, in double precision
 * and in the order of operations that fixes the last bits. Scratch space, reused between
 * categories.
 *
 * <p>Normative text: {@code docs/format/centroids.md}.
 */
final class DoubleRows {
  private final int d;
  private final double[] rows;
  private final double[] center;
  private final double[] squares;
  private final double[] distances;
  private final double[] sorted;
  private int n;

  DoubleRows(int d, int capacity) {
    this.d = d;
    this.rows = new double[Math.multiplyExact(d, capacity)];
    this.center = new double[d];
    this.squares = new double[d];
    this.distances = new double[capacity];
    this.sorted = new double[capacity];
  }

  /** Takes over the rows of {@code count} cells of a cell-major matrix. */
  void gather(double[] matrix, int[] cells, int start, int count) {
    n = count;
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix, cells[start + i] * d, rows, i * d, d);
    }
  }

  int size() {
    return n;
  }

  /** The column means: several columns are added row by row, a single one pairwise. */
  void center() {
    if (d == 1) {
      center[0] = PairwiseSum.of(rows, 0, n);
    } else {
      Arrays.fill(center, 0);
      for (int at = 0; at < n * d; at += d) {
        for (int axis = 0; axis < d; axis++) {
          center[axis] += rows[at + axis];
        }
      }
    }
    for (int axis = 0; axis < d; axis++) {
      center[axis] = center[axis] / n;
    }
  }

  double[] centerAsDouble() {
    double[] wide = new double[d];
    for (int axis = 0; axis < d; axis++) {
      wide[axis] = center[axis];
    }
    return wide;
  }

  /** The distance of every row from the center. */
  void measure() {
    for (int i = 0; i < n; i++) {
      for (int axis = 0; axis < d; axis++) {
        double difference = rows[i * d + axis] - center[axis];
        squares[axis] = difference * difference;
      }
      distances[i] = Math.sqrt(PairwiseSum.of(squares, 0, d));
    }
    System.arraycopy(distances, 0, sorted, 0, n);
    Arrays.sort(sorted, 0, n);
  }

  /**
   * Narrows the rows to those within a quantile of the measured distances and takes their center;
   * with fewer than {@code minPoints} of them everything stays as it is.
   */
  void keepInliers(double quantile, int minPoints) {
    double limit = quantileOfDistances(quantile);
    int inliers = 0;
    for (int i = 0; i < n; i++) {
      if (distances[i] <= limit) {
        inliers++;
      }
    }
    if (inliers < minPoints) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (distances[i] <= limit) {
        System.arraycopy(rows, i * d, rows, kept * d, d);
        kept++;
      }
    }
    n = kept;
    center();
  }

  private double quantileOfDistances(double quantile) {
    double position = (n - 1) * quantile;
    int low = (int) Math.floor(position);
    double weight = position - low;
    double a = sorted[low];
    double b = sorted[Math.min(low + 1, n - 1)];
    double step = b - a;
    return weight < 0.5 ? a + step * weight : b - step * (1 - weight);
  }
}
