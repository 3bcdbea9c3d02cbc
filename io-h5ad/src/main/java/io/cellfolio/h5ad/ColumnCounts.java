package io.cellfolio.h5ad;

import java.io.IOException;
import java.util.Arrays;

/**
 * How many entries each column of a matrix sorted by rows has, and whether any place comes twice.
 */
final class ColumnCounts implements SparseScan.Visitor {
  private final int[] counts;
  private int[] lastRow;
  private boolean duplicates;

  private ColumnCounts(int columns) {
    counts = new int[columns];
    lastRow = new int[columns];
    Arrays.fill(lastRow, -1);
  }

  static ColumnCounts of(MatrixShape.SparseParts parts) throws IOException {
    ColumnCounts counts = new ColumnCounts(parts.minor());
    SparseScan.places(parts, counts);
    counts.lastRow = null;
    return counts;
  }

  /** Bytes for each column once counted. */
  static final int BYTES = Integer.BYTES;

  @Override
  public void run(int major, int[] minor, int from, int to) {
    for (int i = from; i < to; i++) {
      int column = minor[i];
      // Saturates far beyond what an array can hold, which is refused later.
      counts[column] += counts[column] == Integer.MAX_VALUE ? 0 : 1;
      duplicates |= lastRow[column] == major;
      lastRow[column] = major;
    }
  }

  int count(int column) {
    return counts[column];
  }

  boolean duplicates() {
    return duplicates;
  }
}
