package io.cellfolio.h5ad;

import io.cellfolio.source.MatrixSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** One matrix with a row per cell, in any of the ways in which files hold such. */
sealed interface ObsmElement {
  /** Values of a block where rows come one after the other. */
  int BLOCK_VALUES = 1 << 16;

  /** Values of a block where every block begins anew in each column. */
  int LARGE_BLOCK_VALUES = 1 << 18;

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

  /** Rows that are read at a time. */
  int blockHeight() throws IOException;

  /**
   * Reads all rows, in blocks of {@code height} from the first on; positions count from the first
   * value of a block.
   */
  void readBlocks(int height, Blocks blocks) throws IOException;

  /** Takes blocks of rows. */
  interface Blocks extends Target {
    /** Makes room for the values of a block, before the first. */
    void prepare(int count);

    /** Tells that rows are complete; the next block begins behind them. */
    void show(int first, int rows) throws IOException;
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
      DenseRuns.readJoined(
          matrix,
          (bytes, at, row, column, count) ->
              target.put(matrix.type(), bytes, at, row * columns + column, count));
    }

    /** Rows that runs may jump between. */
    @Override
    public int blockHeight() throws IOException {
      int height = Math.max(1, BLOCK_VALUES / (int) Math.max(1, matrix.columns()));
      if (matrix.values().layout() instanceof HdfDataset.Chunked chunked
          && chunked.dimensions().length == 2) {
        int chunk = chunked.dimensions()[0];
        return (int) Math.min(matrix.rows(), Math.max(1L, height / chunk) * chunk);
      }
      return height;
    }

    @Override
    public void readBlocks(int height, Blocks blocks) throws IOException {
      int columns = (int) matrix.columns();
      int size = matrix.type().size();
      int[] block = {0, 0};
      DenseRuns.readJoined(
          matrix,
          (bytes, at, row, column, count) -> {
            int done = 0;
            while (done < count) {
              int next = row + done / columns;
              if (next >= block[0] + height) {
                blocks.show(block[0], block[1] - block[0]);
                block[0] = block[1];
              }
              // A run of more than one row consists of whole ones.
              int some = Math.min(count - done, (block[0] + height - next) * columns - column);
              blocks.put(
                  matrix.type(),
                  bytes,
                  at + done * size,
                  (next - block[0]) * columns + column,
                  some);
              done += some;
              block[1] = Math.max(block[1], next + Math.max(1, some / columns));
            }
          });
      if (block[1] > block[0]) {
        blocks.show(block[0], block[1] - block[0]);
      }
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

    @Override
    public int blockHeight() {
      return Math.max(1, LARGE_BLOCK_VALUES / (int) Math.max(1, shape.columns()));
    }

    @Override
    public void readBlocks(int height, Blocks blocks) throws IOException {
      boolean byRow = shape instanceof MatrixShape.Csr;
      MatrixShape.SparseParts parts =
          shape instanceof MatrixShape.Csr csr ? csr.parts() : ((MatrixShape.Csc) shape).parts();
      new SparseBlock(parts, byRow, height, blocks).readAll();
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

    @Override
    public int blockHeight() {
      return Math.max(1, LARGE_BLOCK_VALUES / Math.max(1, frame.columns().size()));
    }

    @Override
    public void readBlocks(int height, Blocks blocks) throws IOException {
      List<NumberColumn> columns = new ArrayList<>();
      for (int column = 0; column < frame.columns().size(); column++) {
        columns.add(frame.numberColumn(column));
      }
      double[] piece = new double[height];
      for (int first = 0; first < frame.rows(); first += height) {
        int count = Math.min(height, frame.rows() - first);
        for (int column = 0; column < columns.size(); column++) {
          columns.get(column).read(first, count, piece);
          for (int row = 0; row < count; row++) {
            blocks.put(piece[row], row * columns.size() + column);
          }
        }
        blocks.show(first, count);
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

    @Override
    public int blockHeight() {
      return Math.max(1, BLOCK_VALUES / Math.max(1, width));
    }

    @Override
    public void readBlocks(int height, Blocks blocks) throws IOException {
      int[] block = {0, 0};
      table.field(
          field,
          (bytes, first, count) -> {
            for (int done = 0; done < count; ) {
              if (block[1] == block[0] + height) {
                blocks.show(block[0], height);
                block[0] = block[1];
              }
              int rows = Math.min(count - done, block[0] + height - block[1]);
              int at = done * width * type.size();
              blocks.put(type, bytes, at, (block[1] - block[0]) * width, rows * width);
              block[1] += rows;
              done += rows;
            }
          });
      if (block[1] > block[0]) {
        blocks.show(block[0], block[1] - block[0]);
      }
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

    @Override
    public int blockHeight() {
      return 1;
    }

    @Override
    public void readBlocks(int height, Blocks blocks) {
      throw new IllegalArgumentException(element.path() + ": " + element.problem());
    }
  }
}
