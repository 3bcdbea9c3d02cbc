package io.cellfolio.source;

import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixSparseCSC;

/** The order that the carriers promise of sparse matrices: rows of a column ascend strictly. */
final class SortedCsc {
  private SortedCsc() {}

  /** The matrix itself when its rows ascend, else a sorted copy. */
  static DMatrixSparseCSC of(DMatrixSparseCSC matrix) {
    if (firstColumnOutOfOrder(matrix.col_idx, matrix.nz_rows, matrix.getNumCols()) < 0) {
      return matrix;
    }
    DMatrixSparseCSC sorted = matrix.copy();
    sorted.sortIndices(null);
    return sorted;
  }

  /** The matrix itself when its rows ascend, else a sorted copy. */
  static FMatrixSparseCSC of(FMatrixSparseCSC matrix) {
    if (firstColumnOutOfOrder(matrix.col_idx, matrix.nz_rows, matrix.getNumCols()) < 0) {
      return matrix;
    }
    FMatrixSparseCSC sorted = matrix.copy();
    sorted.sortIndices(null);
    return sorted;
  }

  /** The first column that lists a row twice, however its rows are ordered, or -1. */
  static int firstColumnWithDuplicates(int[] starts, int[] rows, int nRows, int nColumns) {
    if (firstColumnOutOfOrder(starts, rows, nColumns) < 0) {
      return -1;
    }
    int[] lastColumn = new int[nRows];
    for (int column = 0; column < nColumns; column++) {
      for (int k = starts[column]; k < starts[column + 1]; k++) {
        if (lastColumn[rows[k]] == column + 1) {
          return column;
        }
        lastColumn[rows[k]] = column + 1;
      }
    }
    return -1;
  }

  static String storage(String dtype, int nonZeros) {
    return "csc " + dtype + ", " + Thousands.of(nonZeros) + " non-zeros";
  }

  private static int firstColumnOutOfOrder(int[] starts, int[] rows, int nColumns) {
    for (int column = 0; column < nColumns; column++) {
      for (int k = starts[column] + 1; k < starts[column + 1]; k++) {
        if (rows[k - 1] >= rows[k]) {
          return column;
        }
      }
    }
    return -1;
  }
}
