package io.cellfolio.h5ad;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

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

  @Override
  public void close() {
    if (chunks != null) {
      chunks.close();
    }
  }
}
