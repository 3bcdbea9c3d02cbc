package io.cellfolio.source;

import java.io.IOException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** Rows of a matrix in memory in the other precision, converted a piece at a time. */
final class ConvertedRows {
  private static final int PIECE_VALUES = 1 << 14;

  private ConvertedRows() {}

  private static int rowsAtOnce(int rows, int columns) {
    return Math.min(rows, Math.max(1, PIECE_VALUES / Math.max(1, columns)));
  }

  /** Single precision as double precision. */
  record Widened(FMatrixRMaj matrix) implements ExactRows {
    @Override
    public int nCells() {
      return matrix.getNumRows();
    }

    @Override
    public int nColumns() {
      return matrix.getNumCols();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
      int columns = nColumns();
      int rows = rowsAtOnce(nCells(), columns);
      double[] piece = new double[Math.multiplyExact(rows, columns)];
      for (int first = 0; first < nCells(); first += rows) {
        int count = Math.min(rows, nCells() - first);
        for (int i = 0; i < count * columns; i++) {
          piece[i] = matrix.data[first * columns + i];
        }
        visitor.rows(first, count, piece, 0);
      }
    }
  }

  /** Double precision rounded to single precision. */
  record Narrowed(DMatrixRMaj matrix) implements CellRows {
    @Override
    public int nCells() {
      return matrix.getNumRows();
    }

    @Override
    public int nColumns() {
      return matrix.getNumCols();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
      int columns = nColumns();
      int rows = rowsAtOnce(nCells(), columns);
      float[] piece = new float[Math.multiplyExact(rows, columns)];
      for (int first = 0; first < nCells(); first += rows) {
        int count = Math.min(rows, nCells() - first);
        for (int i = 0; i < count * columns; i++) {
          piece[i] = (float) matrix.data[first * columns + i];
        }
        visitor.rows(first, count, piece, 0);
      }
    }
  }
}
