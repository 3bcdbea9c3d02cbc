package io.cellfolio.h5ad;

import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.DatasetInfo;
import io.jhdf.dataset.chunked.indexing.SingleChunkIndex;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Where the stored chunks of one dataset are. Holds 24 bytes for each chunk that is in the file,
 * however large the declared shape; chunks that were never written are simply not found.
 */
final class ChunkTable {
  /** As many chunks must fit into the heap: as stored, before and after a filter, and to spare. */
  private static final int LEAST_CHUNKS = 4;

  private final HdfDataset dataset;
  private final long[] grid;
  private final int chunkBytes;
  private long[] index = new long[16];
  private long[] address = new long[16];
  private int[] size = new int[16];
  private int[] mask = new int[16];
  private int count;

  private ChunkTable(HdfDataset dataset, long[] grid, int chunkBytes) {
    this.dataset = dataset;
    this.grid = grid;
    this.chunkBytes = chunkBytes;
  }

  static ChunkTable read(HdfDataset dataset, HdfDataset.Chunked layout) throws IOException {
    int[] chunk = layout.dimensions();
    long[] dimensions = dataset.dimensions();
    long bytes = dataset.type().size();
    long[] grid = new long[dimensions.length];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = dimensions[i] / chunk[i] + (dimensions[i] % chunk[i] == 0 ? 0 : 1);
      bytes = bytes > Integer.MAX_VALUE ? bytes : bytes * chunk[i];
    }
    if (bytes > Integer.MAX_VALUE - 64 || bytes > dataset.container().plausibleBytes()) {
      throw dataset.malformed(
          "chunks that a file of " + dataset.container().size() + " bytes can hold",
          "chunks of shape " + Arrays.toString(chunk));
    }
    if (bytes > Runtime.getRuntime().maxMemory() / LEAST_CHUNKS) {
      throw dataset.unsupported(
          "a chunk of " + (bytes >> 20) + " MiB in so small a Java heap",
          "give Java more, for example CELLFOLIO_JAVA_OPTS=-Xmx8g, or write the file again with"
              + " smaller chunks");
    }
    ChunkTable table = new ChunkTable(dataset, grid, (int) bytes);
    dataset
        .container()
        .call(
            dataset.path(),
            () -> {
              table.load(layout);
              table.sort();
              return table;
            });
    return table;
  }

  private void load(HdfDataset.Chunked layout) throws IOException {
    MetadataView view = dataset.container().metadata();
    int[] chunk = layout.dimensions();
    if (layout.message() instanceof ChunkedDataLayoutMessage old) {
      BTreeVersion1.chunks(
          view,
          old.getBTreeAddress(),
          grid.length,
          (offset, at, stored, skipped) -> add(offset, chunk, at, stored, skipped));
      return;
    }
    loadNewer(view, (ChunkedDataLayoutMessageV4) layout.message(), chunk);
  }

  private void loadNewer(MetadataView view, ChunkedDataLayoutMessageV4 message, int[] chunk)
      throws IOException {
    if (dataset.leavesEdgesUnfiltered()) {
      throw dataset.unsupported(
          "chunks that are compressed except at the edges",
          "rewrite the file with default settings (h5py without libver)");
    }
    long[] maximum = dataset.maximumDimensions();
    switch (message.getIndexingType()) {
      case ChunkedDataLayoutMessageV4.SINGLE_CHUNK_INDEX -> {
        DatasetInfo whole = new DatasetInfo(chunkBytes, dataset.dimensions(), chunk);
        for (Chunk stored : new SingleChunkIndex(message, whole).getAllChunks()) {
          add(stored.getChunkOffset(), chunk, stored.getAddress(), stored.getSize(), bits(stored));
        }
      }
      case ChunkedDataLayoutMessageV4.IMPLICIT_INDEX -> loadImplicit(message.getAddress(), chunk);
      case ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX ->
          FixedArray.visit(view, message.getAddress(), inOrder(chunk, -1));
      case ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX -> {
        int growing = 0;
        while (growing < maximum.length - 1 && maximum[growing] >= 0) {
          growing++;
        }
        ExtensibleArray.visit(view, message.getAddress(), inOrder(chunk, growing));
      }
      case ChunkedDataLayoutMessageV4.B_TREE_V2_INDEX ->
          loadTree(view, message.getAddress(), chunk);
      default ->
          throw dataset.unsupported(
              "a chunk index of type " + message.getIndexingType(),
              "rewrite the file with default settings (h5py without libver)");
    }
  }

  /**
   * Places chunks by their number. Array indexes count chunks by the largest shape that the dataset
   * may grow to, the dimension without limit first.
   */
  private ArrayPages.Visitor inOrder(int[] chunk, int growing) {
    long[] maximum = dataset.maximumDimensions();
    long[] counts = new long[grid.length];
    for (int i = 0; i < counts.length; i++) {
      long length = maximum[i] < 0 ? dataset.dimensions()[i] : maximum[i];
      counts[i] = length / chunk[i] + (length % chunk[i] == 0 ? 0 : 1);
    }
    long[] offset = new long[grid.length];
    return (position, at, stored, skipped) -> {
      long rest = position;
      for (int i = counts.length - 1; i >= 0; i--) {
        if (i != growing && counts[i] > 0) {
          offset[i] = rest % counts[i] * chunk[i];
          rest /= counts[i];
        }
      }
      if (growing >= 0) {
        offset[growing] = Math.multiplyExact(rest, (long) chunk[growing]);
      }
      add(offset, chunk, at, stored < 0 ? chunkBytes : stored, skipped);
    };
  }

  private void loadImplicit(long start, int[] chunk) {
    ArrayPages.Visitor visitor = inOrder(chunk, -1);
    long[] maximum = dataset.maximumDimensions();
    long chunks = 1;
    for (int i = 0; i < grid.length; i++) {
      long length = maximum[i] < 0 ? dataset.dimensions()[i] : maximum[i];
      chunks = Math.multiplyExact(chunks, length / chunk[i] + (length % chunk[i] == 0 ? 0 : 1));
    }
    if (!dataset.container().holds(start, Math.multiplyExact(chunks, (long) chunkBytes))) {
      throw new HdfException(chunks + " chunks beyond the end of the file");
    }
    for (long position = 0; position < chunks; position++) {
      visitor.chunk(position, start + position * chunkBytes, -1, 0);
    }
  }

  /** Records are an address, with filters the stored length and a mask, and chunk coordinates. */
  private void loadTree(MetadataView view, long address, int[] chunk) {
    long[] offset = new long[grid.length];
    boolean filtered = !dataset.filters().isEmpty();
    BTreeVersion2.visit(
        view,
        address,
        (bytes, at, length) -> {
          int coordinates = at + length - 8 * grid.length;
          int sizeBytes = coordinates - at - 12;
          if (filtered ? sizeBytes < 1 || sizeBytes > 8 : sizeBytes != -4) {
            throw new HdfException("a chunk index with records of " + length + " bytes");
          }
          for (int i = 0; i < offset.length; i++) {
            offset[i] = Math.multiplyExact(bytes.getLong(coordinates + 8 * i), (long) chunk[i]);
          }
          add(
              offset,
              chunk,
              bytes.getLong(at),
              filtered ? LittleEndianBytes.number(bytes, at + 8, sizeBytes) : chunkBytes,
              filtered ? bytes.getInt(coordinates - 4) : 0);
        });
  }

  private static int bits(Chunk chunk) {
    BitSet set = chunk.getFilterMask();
    int bits = 0;
    for (int bit = set.nextSetBit(0); bit >= 0; bit = set.nextSetBit(bit + 1)) {
      bits |= 1 << bit;
    }
    return bits;
  }

  private void add(long[] offset, int[] chunk, long at, long stored, int skipped) {
    long linear = 0;
    for (int i = 0; i < grid.length; i++) {
      if (offset[i] < 0 || offset[i] % chunk[i] != 0) {
        throw new HdfException("a chunk at " + Arrays.toString(offset));
      }
      if (offset[i] / chunk[i] >= grid[i]) {
        return;
      }
      linear = Math.addExact(Math.multiplyExact(linear, grid[i]), offset[i] / chunk[i]);
    }
    if (stored <= 0 || stored > Integer.MAX_VALUE - 64 || !dataset.container().holds(at, stored)) {
      throw new HdfException(
          "a chunk of " + stored + " bytes at address " + at + ", not inside the file");
    }
    if (count == index.length) {
      int larger = Math.addExact(count, count);
      index = Arrays.copyOf(index, larger);
      address = Arrays.copyOf(address, larger);
      size = Arrays.copyOf(size, larger);
      mask = Arrays.copyOf(mask, larger);
    }
    index[count] = linear;
    address[count] = at;
    size[count] = (int) stored;
    mask[count] = skipped;
    count++;
  }

  private void sort() {
    boolean sorted = true;
    for (int i = 1; i < count && sorted; i++) {
      sorted = index[i - 1] < index[i];
    }
    if (!sorted) {
      Integer[] order = new Integer[count];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Long.compare(index[a], index[b]));
      long[] oldIndex = index.clone();
      long[] oldAddress = address.clone();
      int[] oldSize = size.clone();
      int[] oldMask = mask.clone();
      for (int i = 0; i < count; i++) {
        index[i] = oldIndex[order[i]];
        address[i] = oldAddress[order[i]];
        size[i] = oldSize[order[i]];
        mask[i] = oldMask[order[i]];
      }
    }
    for (int i = 1; i < count; i++) {
      if (index[i - 1] == index[i]) {
        throw new HdfException("two chunks at one place");
      }
    }
  }

  /** Chunks along each dimension. */
  long[] grid() {
    return grid;
  }

  /** Bytes of a decoded chunk. */
  int chunkBytes() {
    return chunkBytes;
  }

  /** The entry of a chunk, or a negative number when it was never written. */
  int find(long linearIndex) {
    return Arrays.binarySearch(index, 0, count, linearIndex);
  }

  long address(int entry) {
    return address[entry];
  }

  int size(int entry) {
    return size[entry];
  }

  int mask(int entry) {
    return mask[entry];
  }

  /** The largest stored chunk in bytes. */
  int largestStored() {
    int largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, size[i]);
    }
    return largest;
  }
}
