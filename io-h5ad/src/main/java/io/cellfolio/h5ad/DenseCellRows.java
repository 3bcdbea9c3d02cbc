package io.cellfolio.h5ad;

import io.cellfolio.source.CellRows;
import java.io.IOException;

/** The rows of a dense matrix, as many at a time as a chunk is high. */
final class DenseCellRows implements CellRows {
  private static final int BLOCK_VALUES = 1 << 16;

  private final MatrixShape.Dense matrix;
  private final int nCells;
  private final int nColumns;

  DenseCellRows(MatrixShape.Dense matrix) {
    this.matrix = matrix;
    this.nCells = Math.toIntExact(matrix.rows());
    this.nColumns = Math.toIntExact(matrix.columns());
  }

  @Override
  public int nCells() {
    return nCells;
  }

  @Override
  public int nColumns() {
    return nColumns;
  }

  @Override
  public void read(Visitor visitor) throws IOException {
    HdfDataset dataset = matrix.values();
    dataset
        .container()
        .call(
            dataset.path(),
            () -> {
              int height = height();
              dataset
                  .container()
                  .requireHeap(dataset.path(), (long) Float.BYTES * height * nColumns);
              Block block = new Block(height, visitor);
              DenseRuns.read(matrix, block);
              block.show();
              return null;
            });
  }

  /** Rows that runs may jump between. */
  private int height() throws IOException {
    int height = Math.max(1, BLOCK_VALUES / Math.max(1, nColumns));
    if (matrix.values().layout() instanceof HdfDataset.Chunked chunked
        && chunked.dimensions().length == 2) {
      int chunk = chunked.dimensions()[0];
      height = (int) Math.min(nCells, Math.max(1L, height / chunk) * chunk);
    }
    return Math.max(1, Math.min(nCells, height));
  }

  /** Gathers runs until the rows are complete. */
  private final class Block implements DenseRuns.Visitor {
    private final int height;
    private final Visitor visitor;
    private final float[] values;
    private int first;
    private int end;

    Block(int height, Visitor visitor) {
      this.height = height;
      this.visitor = visitor;
      this.values = new float[Math.multiplyExact(height, nColumns)];
    }

    @Override
    public void run(byte[] bytes, int at, int row, int column, int count) {
      if (row >= first + height) {
        show();
      }
      matrix.type().toFloats(bytes, at, values, (row - first) * nColumns + column, count);
      end = Math.max(end, row + 1);
    }

    void show() {
      if (end > first) {
        visitor.rows(first, end - first, values, 0);
      }
      first = end;
    }
  }
}
