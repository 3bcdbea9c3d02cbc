package io.cellfolio.h5ad;

import java.io.IOException;
import org.ejml.data.DMatrixSparseCSC;

/** Reads a whole matrix as sparse columns in double precision: rows ascending and unique. */
final class DoubleColumns {
  private DoubleColumns() {}

  static DMatrixSparseCSC read(MatrixShape shape) throws IOException {
    if (shape instanceof MatrixShape.Csr csr) {
      return fromRows(csr.parts());
    }
    if (shape instanceof MatrixShape.Csc csc) {
      return fromColumns(csc.parts());
    }
    return fromDense((MatrixShape.Dense) shape);
  }

  private static DMatrixSparseCSC fromRows(MatrixShape.SparseParts parts) throws IOException {
    ColumnCounts counts = ColumnCounts.of(parts);
    int[] entries = new int[parts.minor()];
    int[] slots = new int[parts.minor()];
    long stored = 0;
    for (int column = 0; column < entries.length; column++) {
      stored += counts.count(column);
      entries[column] = counts.count(column);
      slots[column] = column;
    }
    checkStored(parts, stored);
    Transposition transposition =
        Transposition.wide(slots, entries, parts.type(), counts.duplicates());
    SparseScan.entries(parts, transposition);
    return transposition.toDoubleColumns(parts.major());
  }

  private static void checkStored(MatrixShape.SparseParts parts, long stored)
      throws UnsupportedEncodingException {
    if (stored > Integer.MAX_VALUE - 64) {
      throw parts
          .group()
          .unsupported("a graph of " + stored + " entries", "thin it out before exporting");
    }
  }

  private static DMatrixSparseCSC fromColumns(MatrixShape.SparseParts parts) throws IOException {
    try (CscColumns source = new CscColumns(parts)) {
      long stored = 0;
      for (int column = 0; column < parts.major(); column++) {
        stored += source.count(column);
      }
      checkStored(parts, stored);
      int[] rows = new int[(int) stored];
      double[] doubles = new double[(int) stored];
      NumericType type = parts.type();
      CscColumns.Values values =
          new CscColumns.Values() {
            @Override
            public void put(byte[] bytes, int to, int count) {
              type.toDoubles(bytes, 0, doubles, to, count);
            }

            @Override
            public void put(Sums sums, int from, int to) {
              doubles[to] = sums.toDouble(from);
            }
          };
      int[] start = new int[parts.major() + 1];
      for (int column = 0; column < parts.major(); column++) {
        start[column + 1] = source.read(column, rows, values, start[column]);
      }
      return Transposition.doubleColumns(parts.minor(), start, rows, doubles);
    }
  }

  /** Keeps what is not zero, in two passes: count, then place. */
  private static DMatrixSparseCSC fromDense(MatrixShape.Dense matrix) throws IOException {
    int nColumns = Math.toIntExact(matrix.columns());
    NumericType type = matrix.type();
    int[] next = new int[nColumns];
    DenseRuns.read(
        matrix,
        (bytes, at, row, column, count) -> {
          for (int i = 0; i < count; i++) {
            next[column + i] += type.doubleAt(bytes, at + i * type.size()) == 0 ? 0 : 1;
          }
        });
    int[] start = new int[nColumns + 1];
    long stored = 0;
    for (int column = 0; column < nColumns; column++) {
      stored += next[column];
      start[column + 1] = (int) Math.min(stored, Integer.MAX_VALUE);
    }
    if (stored > Integer.MAX_VALUE - 64) {
      throw matrix
          .values()
          .unsupported("a dense graph of " + stored + " weights", "store it as a csr matrix");
    }
    System.arraycopy(start, 0, next, 0, nColumns);
    int[] rows = new int[(int) stored];
    double[] values = new double[(int) stored];
    DenseRuns.read(
        matrix,
        (bytes, at, row, column, count) -> {
          for (int i = 0; i < count; i++) {
            double value = type.doubleAt(bytes, at + i * type.size());
            if (value != 0) {
              int to = next[column + i]++;
              rows[to] = row;
              values[to] = value;
            }
          }
        });
    return Transposition.doubleColumns(Math.toIntExact(matrix.rows()), start, rows, values);
  }
}
