package io.cellfolio.h5ad;

import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.DatasetInfo;
import io.jhdf.dataset.chunked.indexing.BTreeIndex;
import io.jhdf.dataset.chunked.indexing.ChunkIndex;
import io.jhdf.dataset.chunked.indexing.ExtensibleArrayIndex;
import io.jhdf.dataset.chunked.indexing.FixedArrayIndex;
import io.jhdf.dataset.chunked.indexing.ImplicitChunkIndex;
import io.jhdf.dataset.chunked.indexing.SingleChunkIndex;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;

/**
 * Where the stored chunks of one dataset are. Holds 24 bytes for each chunk that is in the file,
 * however large the declared shape; chunks that were never written are simply not found.
 */
final class ChunkTable {
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
    ChunkedDataLayoutMessageV4 message = (ChunkedDataLayoutMessageV4) layout.message();
    for (Chunk stored : newerChunks(view, message, chunk)) {
      if (stored.getAddress() != -1L) {
        add(stored.getChunkOffset(), chunk, stored.getAddress(), stored.getSize(), bits(stored));
      }
    }
    if (message.getIndexingType() == ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX) {
      checkComplete();
    }
  }

  private Collection<Chunk> newerChunks(
      MetadataView view, ChunkedDataLayoutMessageV4 message, int[] chunk) throws IOException {
    try {
      return newerIndex(view, message, chunk).getAllChunks();
    } catch (HdfException e) {
      // jhdf cannot follow some large or sparse indexes of intact files.
      throw unsupportedIndex(
          "of type "
              + message.getIndexingType()
              + " that cannot be followed ("
              + e.getMessage()
              + ")");
    }
  }

  private ChunkIndex newerIndex(MetadataView view, ChunkedDataLayoutMessageV4 message, int[] chunk)
      throws IOException {
    long[] shape = dataset.dimensions();
    long[] maximum = dataset.maximumDimensions();
    // Array indexes count chunks by the largest shape that the dataset may grow to.
    long[] counted = Arrays.stream(maximum).allMatch(length -> length >= 0) ? maximum : shape;
    DatasetInfo asIs = new DatasetInfo(chunkBytes, shape, chunk);
    DatasetInfo full = new DatasetInfo(chunkBytes, counted, chunk);
    return switch (message.getIndexingType()) {
      case ChunkedDataLayoutMessageV4.SINGLE_CHUNK_INDEX -> new SingleChunkIndex(message, asIs);
      case ChunkedDataLayoutMessageV4.IMPLICIT_INDEX -> {
        checkImplicit(counted, chunk, message.getAddress());
        yield new ImplicitChunkIndex(message.getAddress(), full);
      }
      case ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX ->
          new FixedArrayIndex(view, message.getAddress(), full);
      case ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX -> {
        for (int i = 1; i < maximum.length; i++) {
          if (maximum[i] < 0) {
            throw unsupportedIndex("growing along dimension " + i);
          }
        }
        yield new ExtensibleArrayIndex(view, message.getAddress(), asIs);
      }
      case ChunkedDataLayoutMessageV4.B_TREE_V2_INDEX ->
          new BTreeIndex(view, message.getAddress(), asIs);
      default -> throw unsupportedIndex("of type " + message.getIndexingType());
    };
  }

  private UnsupportedEncodingException unsupportedIndex(String kind) {
    return dataset.unsupported(
        "a chunk index " + kind, "rewrite the file with default settings (h5py without libver)");
  }

  private void checkImplicit(long[] shape, int[] chunk, long start) {
    long chunks = 1;
    for (int i = 0; i < shape.length; i++) {
      chunks = Math.multiplyExact(chunks, shape[i] / chunk[i] + (shape[i] % chunk[i] == 0 ? 0 : 1));
    }
    if (!dataset.container().holds(start, Math.multiplyExact(chunks, (long) chunkBytes))) {
      throw new HdfException(chunks + " chunks beyond the end of the file");
    }
  }

  /** jhdf stops at the first chunk that was never written, without a word. */
  private void checkComplete() throws IOException {
    long expected = 1;
    for (long length : grid) {
      expected = Math.multiplyExact(expected, length);
    }
    if (count != expected) {
      throw unsupportedIndex("with chunks that were never written");
    }
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
