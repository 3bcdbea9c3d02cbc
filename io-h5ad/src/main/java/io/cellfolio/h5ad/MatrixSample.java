package io.cellfolio.h5ad;

import java.io.IOException;

/**
 * Judges a matrix by a bounded sample: a few runs of stored values, evenly spread over it. Reads at
 * most eight chunks, or half a megabyte of what is not chunked.
 */
final class MatrixSample {
  private static final int RUNS = 8;
  private static final int RUN_LENGTH = 8192;
  private static final long LARGEST_CHUNK = 1L << 26;

  private MatrixSample() {}

  /** The kind of a matrix; unknown when the sample cannot be read. */
  static MatrixKind kind(MatrixShape shape) {
    try {
      MatrixKind.Judge judge = new MatrixKind.Judge();
      if (shape instanceof MatrixShape.Dense dense) {
        sample(dense.values(), dense.type(), judge);
      } else {
        MatrixShape.SparseParts parts =
            shape instanceof MatrixShape.Csr csr ? csr.parts() : ((MatrixShape.Csc) shape).parts();
        sample(parts.data(), parts.type(), judge);
      }
      return judge.verdict();
    } catch (IOException e) {
      // Reading the matrix itself will say what is wrong with it.
      return MatrixKind.UNKNOWN;
    }
  }

  private static void sample(HdfDataset values, NumericType type, MatrixKind.Judge judge)
      throws IOException {
    if (values.layout() instanceof HdfDataset.Chunked chunked) {
      long bytes = type.size();
      for (int length : chunked.dimensions()) {
        bytes = bytes > LARGEST_CHUNK ? bytes : bytes * length;
      }
      if (bytes <= LARGEST_CHUNK) {
        sampleChunks(values, chunked, type, judge);
      }
      return;
    }
    long count = values.count();
    int length = (int) Math.min(RUN_LENGTH, count);
    byte[] bytes = new byte[length * type.size()];
    try (ChunkCursor cursor = new ChunkCursor(values)) {
      for (int run = 0; run < RUNS; run++) {
        cursor.read((count - length) / (RUNS - 1) * run, length, bytes, 0);
        add(type, bytes, 0, length, judge);
      }
    }
  }

  private static void sampleChunks(
      HdfDataset values, HdfDataset.Chunked layout, NumericType type, MatrixKind.Judge judge)
      throws IOException {
    int[] chunk = layout.dimensions();
    long[] shape = values.dimensions();
    int width = chunk[chunk.length - 1];
    int height = chunk.length == 1 ? 1 : chunk[0];
    if (chunk.length > 2) {
      return;
    }
    try (ChunkReader reader = new ChunkReader(values, layout)) {
      long[] grid = reader.table().grid();
      long across = grid[grid.length - 1];
      long chunks = Math.multiplyExact(across, chunk.length == 1 ? 1 : grid[0]);
      long step = Math.max(1, chunks / RUNS);
      for (long at = 0, run = 0; at < chunks && run < RUNS; at += step, run++) {
        byte[] bytes = reader.chunk(at);
        // A chunk at the edge holds more than the matrix does.
        int columns = (int) Math.min(width, shape[shape.length - 1] - at % across * width);
        int rows = chunk.length == 1 ? 1 : (int) Math.min(height, shape[0] - at / across * height);
        int most = Math.max(1, RUN_LENGTH / Math.max(1, columns));
        for (int row = 0; row < Math.min(rows, most); row++) {
          add(type, bytes, row * width * type.size(), Math.min(columns, RUN_LENGTH), judge);
        }
      }
    }
  }

  private static void add(
      NumericType type, byte[] bytes, int from, int count, MatrixKind.Judge judge) {
    double[] values = new double[count];
    type.toDoubles(bytes, from, values, 0, count);
    judge.add(values);
  }
}
