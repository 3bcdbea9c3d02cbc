package io.cellfolio.quant;

import java.util.Arrays;

/** Rows in single precision. */
final class SingleRows implements CategoryRows {
  private final float[] matrix;
  private final int d;
  private final int[] members;
  private final float[] center;
  private final float[] squares;
  private final float[] distances;
  private final float[] sorted;
  private int n;

  /**
   * Scratch for categories of up to {@code capacity} cells of a matrix of {@code d} columns. The
   * matrix is read only.
   */
  SingleRows(float[] matrix, int d, int capacity) {
    this.matrix = matrix;
    this.d = d;
    this.members = new int[capacity];
    this.center = new float[d];
    this.squares = new float[d];
    this.distances = new float[capacity];
    this.sorted = new float[capacity];
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
      float[] sums = center;
      float[] values = matrix;
      int columns = d;
      Arrays.fill(sums, 0);
      for (int i = 0; i < n; i++) {
        int row = members[i] * columns;
        for (int axis = 0; axis < columns; axis++) {
          sums[axis] += values[row + axis];
        }
      }
    }
    for (int axis = 0; axis < d; axis++) {
      center[axis] = (float) ((double) center[axis] / n);
    }
  }

  @Override
  public double[] center() {
    double[] wide = new double[d];
    for (int axis = 0; axis < d; axis++) {
      wide[axis] = center[axis];
    }
    return wide;
  }

  @Override
  public void measure() {
    float[] values = matrix;
    float[] middle = center;
    float[] summands = squares;
    int columns = d;
    for (int i = 0; i < n; i++) {
      int row = members[i] * columns;
      for (int axis = 0; axis < columns; axis++) {
        float difference = values[row + axis] - middle[axis];
        summands[axis] = difference * difference;
      }
      distances[i] = (float) Math.sqrt(PairwiseSum.of(summands, 0, columns));
    }
    System.arraycopy(distances, 0, sorted, 0, n);
    Arrays.sort(sorted, 0, n);
  }

  @Override
  public void keepInliers(double quantile, int minPoints) {
    float limit = quantileOfDistances(quantile);
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

  private float quantileOfDistances(double quantile) {
    double position = (n - 1) * quantile;
    int low = (int) Math.floor(position);
    double weight = position - low;
    float a = sorted[low];
    float b = sorted[Math.min(low + 1, n - 1)];
    float step = b - a;
    return weight < 0.5 ? a + step * (float) weight : b - step * (float) (1 - weight);
  }

  /**
   * The share of rows that are no farther from the center than row {@code i}, as measured.
   *
   * @return above 0 and at most 1
   */
  float rank(int i) {
    return rank(sorted, n, distances[i]);
  }

  /** The share of the first {@code n} distances of a sorted array that are no greater than one. */
  static float rank(float[] sorted, int n, float distance) {
    if (Float.isNaN(distance)) {
      return 1;
    }
    int low = 0;
    int high = n;
    while (low < high) {
      int middle = (low + high) >>> 1;
      // Distances are not negative, and NaN are at the end.
      if (sorted[middle] <= distance) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (float) low / (float) n;
  }
}
