package io.cellfolio.quant;

import io.cellfolio.source.CellRows;
import io.cellfolio.source.ExactRows;
import java.io.IOException;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** Matrices that pass by in pieces of any size. */
final class Pieces {
  private static final int MOST_ROWS = 90;

  private Pieces() {}

  static CellRows of(FMatrixRMaj matrix, Random random) {
    return new CellRows() {
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
        int d = nColumns();
        for (int row = 0; row < nCells(); ) {
          int count = Math.min(nCells() - row, 1 + random.nextInt(MOST_ROWS));
          float[] some = new float[3 + count * d];
          System.arraycopy(matrix.data, row * d, some, 3, count * d);
          visitor.rows(row, count, some, 3);
          row += count;
        }
      }
    };
  }

  static ExactRows of(DMatrixRMaj matrix, Random random) {
    return new ExactRows() {
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
        int d = nColumns();
        for (int row = 0; row < nCells(); ) {
          int count = Math.min(nCells() - row, 1 + random.nextInt(MOST_ROWS));
          double[] some = new double[3 + count * d];
          System.arraycopy(matrix.data, row * d, some, 3, count * d);
          visitor.rows(row, count, some, 3);
          row += count;
        }
      }
    };
  }
}
