package io.cellfolio.quant;

import io.cellfolio.source.GeneColumn;

/** Checks of sparse columns that an encoder makes before it writes through their cell numbers. */
final class SparseColumns {
  private SparseColumns() {}

  static void requireInside(GeneColumn.Sparse column) {
    int stored = column.to() - column.from();
    if (stored < 0 || stored > column.nCells()) {
      throw new IllegalArgumentException(
          "sparse column: expected 0 to " + column.nCells() + " stored values, got " + stored);
    }
    if (stored == 0) {
      return;
    }
    // Cells ascend, so the first and the last stand for all.
    int first = column.cells()[column.from()];
    int last = column.cells()[column.to() - 1];
    if (first < 0 || last >= column.nCells()) {
      throw new IllegalArgumentException(
          "sparse column: expected cells in 0 to "
              + (column.nCells() - 1)
              + ", got "
              + first
              + " to "
              + last);
    }
  }
}
