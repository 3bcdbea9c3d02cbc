package io.cellfolio.source;

import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** A matrix in memory with a row per cell. */
sealed interface CellMatrix {

  int rows();

  int columns();

  String storage();

  /** The matrix in double precision, shared when it is so already. */
  DMatrixRMaj asDouble();

  /** The matrix in single precision, shared when it is so already. */
  FMatrixRMaj asSingle();

  /** The rows in double precision, converted in pieces. */
  ExactRows exactRows();

  /** The rows in single precision, converted in pieces. */
  CellRows singleRows();

  record OfDouble(DMatrixRMaj matrix) implements CellMatrix {
    public OfDouble {
      Objects.requireNonNull(matrix, "matrix");
    }

    @Override
    public int rows() {
      return matrix.getNumRows();
    }

    @Override
    public int columns() {
      return matrix.getNumCols();
    }

    @Override
    public String storage() {
      return "dense float64";
    }

    @Override
    public DMatrixRMaj asDouble() {
      return matrix;
    }

    @Override
    public FMatrixRMaj asSingle() {
      FMatrixRMaj single = new FMatrixRMaj(rows(), columns());
      for (int i = 0; i < single.getNumElements(); i++) {
        single.data[i] = (float) matrix.data[i];
      }
      return single;
    }

    @Override
    public ExactRows exactRows() {
      return ExactRows.of(matrix);
    }

    @Override
    public CellRows singleRows() {
      return new ConvertedRows.Narrowed(matrix);
    }
  }

  record OfSingle(FMatrixRMaj matrix) implements CellMatrix {
    public OfSingle {
      Objects.requireNonNull(matrix, "matrix");
    }

    @Override
    public int rows() {
      return matrix.getNumRows();
    }

    @Override
    public int columns() {
      return matrix.getNumCols();
    }

    @Override
    public String storage() {
      return "dense float32";
    }

    @Override
    public DMatrixRMaj asDouble() {
      DMatrixRMaj wide = new DMatrixRMaj(rows(), columns());
      for (int i = 0; i < wide.getNumElements(); i++) {
        wide.data[i] = matrix.data[i];
      }
      return wide;
    }

    @Override
    public FMatrixRMaj asSingle() {
      return matrix;
    }

    @Override
    public ExactRows exactRows() {
      return new ConvertedRows.Widened(matrix);
    }

    @Override
    public CellRows singleRows() {
      return CellRows.of(matrix);
    }
  }
}
