package io.cellfolio.h5ad;

import java.io.IOException;
import java.util.Arrays;

/**
 * How many entries each column of a matrix sorted by rows has, and whether any place comes twice.
 */
final class ColumnCounts implements SparseScan.Visitor {
  private final long[] counts;
  private final int[] lastRow;
  private boolean duplicates;

  private ColumnCounts(int columns) {
    counts = new long[columns];
    lastRow = new int[columns];
    Arrays.fill(lastRow, -1);
  }

  static ColumnCounts of(MatrixShape.SparseParts parts) throws IOException {
    ColumnCounts counts = new ColumnCounts(parts.minor());
    SparseScan.places(parts, counts);
    return counts;
  }

  /** Bytes for each column while counting. */
  static final int BYTES = Long.BYTES + Integer.BYTES;

  @Override
  public void run(int major, int[] minor, int from, int to) {
    for (int i = from; i < to; i++) {
      int column = minor[i];
      counts[column]++;
      duplicates |= lastRow[column] == major;
      lastRow[column] = major;
    }
  }

  long count(int column) {
    return counts[column];
  }

  boolean duplicates() {
    return duplicates;
  }
}
