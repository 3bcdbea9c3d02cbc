package io.cellfolio.quant;

import java.util.Arrays;

/** Rows in double precision. */
final class DoubleRows implements CategoryRows {
  private final double[] matrix;
  private final int d;
  private final int[] members;
  private final double[] center;
  private final double[] squares;
  private final double[] distances;
  private final double[] sorted;
  private int n;

  /**
   * Scratch for categories of up to {@code capacity} cells of a matrix of {@code d} columns. The
   * matrix is read only.
   */
  DoubleRows(double[] matrix, int d, int capacity) {
    this.matrix = matrix;
    this.d = d;
    this.members = new int[capacity];
    this.center = new double[d];
    this.squares = new double[d];
    this.distances = new double[capacity];
    this.sorted = new double[capacity];
  }

  @Override
  public void select(int[] cells, int start, int count) {
    System.arraycopy(cells, start, members, 0, count);
    n = count;
  }

  @Override
  public int size() {
    return n;
  }

  @Override
  public void findCenter() {
    if (d == 1) {
      for (int i = 0; i < n; i++) {
        sorted[i] = matrix[members[i]];
      }
      center[0] = PairwiseSum.of(sorted, 0, n);
    } else {
      Arrays.fill(center, 0);
      for (int i = 0; i < n; i++) {
        int row = members[i] * d;
        for (int axis = 0; axis < d; axis++) {
          center[axis] += matrix[row + axis];
        }
      }
    }
    for (int axis = 0; axis < d; axis++) {
      center[axis] = center[axis] / n;
    }
  }

  @Override
  public double[] center() {
    return center.clone();
  }

  @Override
  public void measure() {
    for (int i = 0; i < n; i++) {
      int row = members[i] * d;
      for (int axis = 0; axis < d; axis++) {
        double difference = matrix[row + axis] - center[axis];
        squares[axis] = difference * difference;
      }
      distances[i] = Math.sqrt(PairwiseSum.of(squares, 0, d));
    }
    System.arraycopy(distances, 0, sorted, 0, n);
    Arrays.sort(sorted, 0, n);
  }

  @Override
  public void keepInliers(double quantile, int minPoints) {
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
        members[kept++] = members[i];
      }
    }
    n = kept;
    findCenter();
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
