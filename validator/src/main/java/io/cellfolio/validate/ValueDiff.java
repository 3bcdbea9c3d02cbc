package io.cellfolio.validate;

import java.util.Arrays;

/** The difference between the values of a field in the source and in the export. */
final class ValueDiff {
  private final float[] expected;
  private final float[] exported;
  private final int n;
  private final double tolerance;

  private long compared;
  private double sum;
  private double max;
  private int worst;
  private int off;
  private int firstOff = -1;
  private int missing;
  private int firstMissing = -1;

  private ValueDiff(float[] expected, float[] exported, int n, double tolerance) {
    this.expected = expected;
    this.exported = exported;
    this.n = n;
    this.tolerance = tolerance;
  }

  /**
   * Compares values.
   *
   * @param expected of the source, NaN and infinite where there is none
   * @param exported of the export, NaN where there is none
   * @param n how many of either
   * @param tolerance the difference that is allowed
   */
  static ValueDiff of(float[] expected, float[] exported, int n, double tolerance) {
    ValueDiff diff = new ValueDiff(expected, exported, n, tolerance);
    diff.compare();
    return diff;
  }

  private void compare() {
    double total = 0;
    long count = 0;
    for (int i = 0; i < n; i++) {
      float x = expected[i];
      float e = exported[i];
      double error = Math.abs((double) e - x);
      if (error <= Double.MAX_VALUE) {
        count++;
        total += error;
        if (error > max) {
          max = error;
          worst = i;
        }
        if (error > tolerance) {
          firstOff = off++ == 0 ? i : firstOff;
        }
      } else if (Float.isFinite(x) || Float.isFinite(e)) {
        firstMissing = missing++ == 0 ? i : firstMissing;
      }
    }
    compared = count;
    sum = total;
  }

  boolean agrees() {
    return off == 0 && missing == 0;
  }

  /** How many cells have a value that is too far from the source's. */
  int off() {
    return off;
  }

  /** How many cells have a value on one side only. */
  int missing() {
    return missing;
  }

  double max() {
    return max;
  }

  double mean() {
    return compared == 0 ? 0 : sum / compared;
  }

  int worst() {
    return worst;
  }

  float[] expected() {
    return expected;
  }

  float[] exported() {
    return exported;
  }

  int n() {
    return n;
  }

  double tolerance() {
    return tolerance;
  }

  /** Whether a cell has a value on both sides, and these differ by too much. */
  boolean isOff(int cell) {
    double error = Math.abs((double) exported[cell] - expected[cell]);
    return error > tolerance && error <= Double.MAX_VALUE;
  }

  /** Whether a cell has a value on one side only. */
  boolean isMissing(int cell) {
    return Float.isFinite(expected[cell]) != Float.isFinite(exported[cell]);
  }

  /** The cells that differ in either way. */
  int[] differing() {
    int[] cells = new int[off + missing];
    int at = 0;
    for (int i = 0; i < n && at < cells.length; i++) {
      if (isOff(i) || isMissing(i)) {
        cells[at++] = i;
      }
    }
    return Arrays.copyOf(cells, at);
  }

  int firstMissing() {
    return firstMissing;
  }

  int firstOff() {
    return firstOff;
  }
}
