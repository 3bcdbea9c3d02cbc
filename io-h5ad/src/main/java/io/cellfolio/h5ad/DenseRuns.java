package io.cellfolio.h5ad;

import java.io.IOException;

/**
 * Reads a dense matrix whole, as runs of neighbours in a row, in the order in which it is stored.
 */
final class DenseRuns {
  private static final int BAND_BYTES = 1 << 18;

  private DenseRuns() {}

  /** Takes runs. */
  interface Visitor {
    /**
     * Values next to each other in one row.
     *
     * @param bytes where they are, from {@code at}
     * @param row their row
     * @param column the column of the first
     * @param count how many
     */
    void run(byte[] bytes, int at, int row, int column, int count) throws IOException;
  }

  static void read(MatrixShape.Dense matrix, Visitor visitor) throws IOException {
    read(matrix, 0, Math.toIntExact(matrix.rows()), visitor);
  }

  /** Reads some rows, {@code first} (inclusive) to {@code end} (exclusive). */
  static void read(MatrixShape.Dense matrix, int first, int end, Visitor visitor)
      throws IOException {
    read(matrix, first, end, false, visitor);
  }

  /** Reads all rows; what is next to each other in several whole rows may come as one run. */
  static void readJoined(MatrixShape.Dense matrix, Visitor visitor) throws IOException {
    read(matrix, 0, Math.toIntExact(matrix.rows()), true, visitor);
  }

  private static void read(
      MatrixShape.Dense matrix, int first, int end, boolean joined, Visitor visitor)
      throws IOException {
    int columns = Math.toIntExact(matrix.columns());
    HdfDataset dataset = matrix.values();
    if (first == end || columns == 0) {
      return;
    }
    if (dataset.layout() instanceof HdfDataset.Chunked layout && layout.dimensions().length == 2) {
      readChunks(dataset, layout, first, end, columns, joined, visitor);
    } else {
      readBands(dataset, first, end, columns, joined, visitor);
    }
  }

  private static void readBands(
      HdfDataset dataset, int first, int end, int columns, boolean joined, Visitor visitor)
      throws IOException {
    long rowBytes = (long) columns * dataset.type().size();
    int band = (int) Math.min(end - first, Math.max(1, BAND_BYTES / rowBytes));
    dataset.container().requireHeap(dataset.path(), band * rowBytes);
    byte[] bytes = new byte[Math.toIntExact(band * rowBytes)];
    try (ChunkCursor cursor = new ChunkCursor(dataset)) {
      for (int row = first; row < end; row += band) {
        int count = Math.min(band, end - row);
        cursor.read((long) row * columns, count * columns, bytes, 0);
        int step = joined ? count : 1;
        for (int i = 0; i < count; i += step) {
          visitor.run(bytes, (int) (i * rowBytes), row + i, 0, step * columns);
        }
      }
    }
  }

  private static void readChunks(
      HdfDataset dataset,
      HdfDataset.Chunked layout,
      int first,
      int end,
      int columns,
      boolean joined,
      Visitor visitor)
      throws IOException {
    int height = layout.dimensions()[0];
    int width = layout.dimensions()[1];
    int size = dataset.type().size();
    try (ChunkReader chunks = new ChunkReader(dataset, layout)) {
      long[] grid = chunks.table().grid();
      for (long gridRow = first / height; gridRow * height < end; gridRow++) {
        for (long gridColumn = 0; gridColumn < grid[1]; gridColumn++) {
          byte[] bytes = chunks.chunk(gridRow * grid[1] + gridColumn);
          int row = (int) (gridRow * height);
          int column = (int) (gridColumn * width);
          int count = Math.min(width, columns - column);
          int from = Math.max(0, first - row);
          int to = Math.min(height, end - row);
          int step = joined && width == columns ? to - from : 1;
          for (int i = from; i < to; i += step) {
            visitor.run(bytes, i * width * size, row + i, column, step * count);
          }
        }
      }
    }
  }
}
