package io.cellfolio.h5ad;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads runs of elements of a dataset, as bytes. Reading forward decodes every chunk once; memory
 * is that of one chunk. For one thread.
 */
final class ChunkCursor implements Closeable {
  private final HdfDataset dataset;
  private final int width;
  private final long count;
  private final ChunkReader chunks;
  private final byte[] fill;

  ChunkCursor(HdfDataset dataset) throws IOException {
    this.dataset = dataset;
    this.width = dataset.type().size();
    this.count = dataset.count();
    this.chunks =
        dataset.layout() instanceof HdfDataset.Chunked chunked
            ? new ChunkReader(dataset, chunked)
            : null;
    this.fill = dataset.fillElement();
    checkExtent();
  }

  private void checkExtent() throws IOException {
    long bytes = dataset.container().call(dataset.path(), () -> Math.multiplyExact(count, width));
    if (dataset.layout() instanceof HdfDataset.Contiguous piece
        && !dataset.container().holds(piece.address(), bytes)) {
      throw dataset.malformed(
          bytes + " bytes for its shape " + dataset.shape(), "a place beyond the end of the file");
    }
    if (dataset.layout() instanceof HdfDataset.Compact piece && piece.bytes().length < bytes) {
      throw dataset.malformed(
          bytes + " bytes for its shape " + dataset.shape(), piece.bytes().length + " bytes");
    }
  }

  /** Bytes that this cursor holds once it is running. */
  long bufferBytes() {
    return chunks == null ? 0 : chunks.bufferBytes();
  }

  /**
   * Reads elements of a one-dimensional dataset, or of one that is not chunked, in storage order.
   *
   * @param from position of the first element
   * @param length number of elements; all must be inside the dataset
   * @param target where their bytes go
   * @param to first position in the target
   */
  void read(long from, int length, byte[] target, int to) throws IOException {
    if (from < 0 || length < 0 || from > count - length) {
      throw new IllegalArgumentException(
          dataset.path() + ": elements " + from + " + " + length + " of " + count);
    }
    HdfDataset.Layout layout = dataset.layout();
    if (layout instanceof HdfDataset.Chunked chunked) {
      readChunks(chunked.dimensions(), from, length, target, to);
    } else if (layout instanceof HdfDataset.Contiguous piece) {
      ByteBuffer buffer = ByteBuffer.wrap(target, to, length * width).slice();
      dataset.container().read(buffer, piece.address() + from * width);
    } else if (layout instanceof HdfDataset.Compact piece) {
      System.arraycopy(piece.bytes(), (int) from * width, target, to, length * width);
    } else {
      for (int i = 0; i < length; i++) {
        System.arraycopy(fill, 0, target, to + i * width, width);
      }
    }
  }

  private void readChunks(int[] shape, long from, int length, byte[] target, int to)
      throws IOException {
    if (shape.length != 1) {
      throw new IllegalArgumentException(dataset.path() + ": chunks of several dimensions");
    }
    long at = from;
    int done = 0;
    while (done < length) {
      int inside = (int) (at % shape[0]);
      int piece = Math.min(length - done, shape[0] - inside);
      byte[] bytes = chunks.chunk(at / shape[0]);
      System.arraycopy(bytes, inside * width, target, to + done * width, piece * width);
      at += piece;
      done += piece;
    }
  }

  /** Reads a whole dataset of any rank, row-major. */
  static byte[] readWhole(HdfDataset dataset) throws IOException {
    int bytes = dataset.wholeBytes();
    byte[] whole = dataset.container().call(dataset.path(), () -> new byte[bytes]);
    int count = bytes / dataset.type().size();
    try (ChunkCursor cursor = new ChunkCursor(dataset)) {
      if (cursor.chunks != null && dataset.dimensions().length > 1) {
        cursor.assemble(((HdfDataset.Chunked) dataset.layout()).dimensions(), whole);
      } else {
        cursor.read(0, count, whole, 0);
      }
    }
    return whole;
  }

  private void assemble(int[] shape, byte[] whole) throws IOException {
    long[] dimensions = dataset.dimensions();
    long[] grid = chunks.table().grid();
    int rank = shape.length;
    long total = Arrays.stream(grid).reduce(1, Math::multiplyExact);
    long[] origin = new long[rank];
    int[] extent = new int[rank];
    for (long chunk = 0; chunk < total; chunk++) {
      long rest = chunk;
      int runs = 1;
      for (int i = rank - 1; i >= 0; i--) {
        origin[i] = rest % grid[i] * shape[i];
        rest /= grid[i];
        extent[i] = (int) Math.min(shape[i], dimensions[i] - origin[i]);
        runs *= i < rank - 1 ? extent[i] : 1;
      }
      byte[] bytes = chunks.chunk(chunk);
      for (int run = 0; run < runs; run++) {
        int position = run;
        long source = 0;
        long target = 0;
        long sourceStep = shape[rank - 1];
        long targetStep = dimensions[rank - 1];
        for (int i = rank - 2; i >= 0; i--) {
          int coordinate = position % extent[i];
          position /= extent[i];
          source += coordinate * sourceStep;
          target += (origin[i] + coordinate) * targetStep;
          sourceStep *= shape[i];
          targetStep *= dimensions[i];
        }
        target += origin[rank - 1];
        System.arraycopy(
            bytes, (int) source * width, whole, (int) target * width, extent[rank - 1] * width);
      }
    }
  }

  @Override
  public void close() {
    if (chunks != null) {
      chunks.close();
    }
  }
}
