package io.cellfolio.h5ad;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Decodes chunks of one dataset and keeps the last. For one thread. */
final class ChunkReader implements Closeable {
  private final HdfDataset dataset;
  private final ChunkTable table;
  private final FilterPipeline pipeline;
  private ByteBuffer stored = ByteBuffer.allocate(0);
  private byte[] filled;
  private byte[] decoded;
  private long current = -1;

  ChunkReader(HdfDataset dataset, HdfDataset.Chunked layout) throws IOException {
    this.dataset = dataset;
    this.table = ChunkTable.read(dataset, layout);
    this.pipeline = new FilterPipeline(dataset, table.chunkBytes());
  }

  ChunkTable table() {
    return table;
  }

  /** Bytes that this reader holds once it is running. */
  long bufferBytes() {
    return table.largestStored() + FilterPipeline.bufferBytes(dataset, table.chunkBytes());
  }

  /**
   * The bytes of a chunk, valid until the next call.
   *
   * @param linearIndex position in the row-major grid of chunks
   */
  byte[] chunk(long linearIndex) throws IOException {
    if (linearIndex == current) {
      return decoded;
    }
    current = -1;
    int entry = table.find(linearIndex);
    decoded = entry < 0 ? fill() : decode(entry);
    current = linearIndex;
    return decoded;
  }

  private byte[] decode(int entry) throws IOException {
    int size = table.size(entry);
    if (stored.capacity() < size) {
      stored = ByteBuffer.allocate(size);
    }
    stored.clear().limit(size);
    dataset.container().read(stored, table.address(entry));
    return pipeline.decode(stored.array(), size, table.mask(entry));
  }

  private byte[] fill() throws IOException {
    if (filled == null) {
      byte[] element = dataset.fillElement();
      filled = new byte[table.chunkBytes()];
      for (int at = 0; at < filled.length; at += element.length) {
        System.arraycopy(element, 0, filled, at, element.length);
      }
    }
    return filled;
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
