package io.cellfolio.h5ad;

import io.cellfolio.source.MatrixSummary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** One matrix with a row per cell, in any of the ways in which files hold such. */
sealed interface ObsmElement {

  MatrixSummary summary();

  H5adSummary.Element element();

  /** Fills a row-major target of {@code rows x columns}. */
  void read(Target target) throws IOException;

  default DMatrixRMaj readDouble() throws IOException {
    double[] values = new double[elements()];
    read(
        new Target() {
          @Override
          public void put(NumericType type, byte[] bytes, int at, int to, int count) {
            type.toDoubles(bytes, at, values, to, count);
          }

          @Override
          public void put(double value, int to) {
            values[to] = value;
          }
        });
    return DMatrixRMaj.wrap((int) summary().rows(), (int) summary().columns(), values);
  }

  default FMatrixRMaj readFloat() throws IOException {
    float[] values = new float[elements()];
    read(
        new Target() {
          @Override
          public void put(NumericType type, byte[] bytes, int at, int to, int count) {
            type.toFloats(bytes, at, values, to, count);
          }

          @Override
          public void put(double value, int to) {
            values[to] = (float) value;
          }
        });
    return FMatrixRMaj.wrap((int) summary().rows(), (int) summary().columns(), values);
  }

  private int elements() {
    return Math.toIntExact(Math.multiplyExact(summary().rows(), summary().columns()));
  }

  /** Takes values of a matrix. */
  interface Target {
    void put(NumericType type, byte[] bytes, int at, int to, int count);

    void put(double value, int to);
  }

  /** A dense dataset. */
  record Dense(String key, MatrixShape.Dense matrix) implements ObsmElement {
    @Override
    public MatrixSummary summary() {
      return new MatrixSummary(key, matrix.rows(), matrix.columns(), matrix.storage(), "");
    }

    @Override
    public H5adSummary.Element element() {
      return ElementSummaries.of(matrix.values());
    }

    @Override
    public void read(Target target) throws IOException {
      int columns = (int) matrix.columns();
      DenseRuns.read(
          matrix,
          (bytes, at, row, column, count) ->
              target.put(matrix.type(), bytes, at, row * columns + column, count));
    }
  }

  /** A sparse matrix small enough to be spread out. */
  record Sparse(String key, MatrixShape shape) implements ObsmElement {
    @Override
    public MatrixSummary summary() {
      return new MatrixSummary(key, shape.rows(), shape.columns(), shape.storage(), "");
    }

    @Override
    public H5adSummary.Element element() {
      return ElementSummaries.of(shape);
    }

    @Override
    public void read(Target target) throws IOException {
      var columns = DoubleColumns.read(shape);
      for (int column = 0; column < columns.numCols; column++) {
        for (int at = columns.col_idx[column]; at < columns.col_idx[column + 1]; at++) {
          target.put(columns.nz_values[at], columns.nz_rows[at] * columns.numCols + column);
        }
      }
    }
  }

  /** A data frame whose columns are all numbers. */
  record Frame(String key, DataFrameReader frame) implements ObsmElement {
    @Override
    public MatrixSummary summary() {
      return new MatrixSummary(
          key, frame.rows(), frame.columns().size(), "data frame of numbers", "");
    }

    @Override
    public H5adSummary.Element element() {
      return new H5adSummary.Element(
          frame.path(),
          ElementEncoding.DATAFRAME.label(),
          List.of((long) frame.rows(), (long) frame.columns().size()),
          "numbers",
          "",
          Optional.empty(),
          "");
    }

    @Override
    public void read(Target target) throws IOException {
      int columns = frame.columns().size();
      for (int column = 0; column < columns; column++) {
        double[] values = frame.numbers(column);
        for (int row = 0; row < values.length; row++) {
          target.put(values[row], row * columns + column);
        }
      }
    }
  }

  /** A field of a table with a row per cell (AnnData up to 0.6). */
  record TableField(String key, LegacyTable table, HdfType.Field field, NumericType type, int width)
      implements ObsmElement {
    @Override
    public MatrixSummary summary() {
      return new MatrixSummary(key, table.rows(), width, "table field of " + type.label(), "");
    }

    @Override
    public H5adSummary.Element element() {
      return new H5adSummary.Element(
          table.path() + "/" + key,
          "table field",
          List.of((long) table.rows(), (long) width),
          type.label(),
          "",
          Optional.empty(),
          "");
    }

    @Override
    public void read(Target target) throws IOException {
      byte[] cells = table.field(field);
      target.put(type, cells, 0, 0, table.rows() * width);
    }
  }

  /** Something that cannot be read as a matrix. */
  record Unreadable(String key, H5adSummary.Element element, long rows, long columns)
      implements ObsmElement {
    @Override
    public MatrixSummary summary() {
      // A damaged size may be anything.
      return new MatrixSummary(
          key, Math.max(0, rows), Math.max(0, columns), element.encoding(), element.problem());
    }

    @Override
    public void read(Target target) {
      throw new IllegalArgumentException(element.path() + ": " + element.problem());
    }
  }
}
