package io.cellfolio.h5ad;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** Reads runs of rows of a matrix sorted by rows, and sorts their entries by bucket. */
final class RunSorter implements Closeable {
  /** Bytes for each entry of the longest run. */
  static final int ENTRY_BYTES = Integer.BYTES + EntryRun.ENTRY_BYTES;

  private static final int BATCH = 1 << 16;

  private final MatrixShape.SparseParts parts;
  private final long[] pointers;
  private final GeneBuckets buckets;
  private final RunStore store;
  private final ChunkCursor indices;
  private final ChunkCursor data;
  private final byte[] bytes;
  private final int longest;
  private final long[] counts;
  private final float[] values = new float[BATCH];
  private int[] minor = new int[0];
  private char[] deskKeys = new char[0];
  private float[] deskValues = new float[0];
  private int[] lastRow;

  /** The column that was read last of a row, and whether those of the row ascend so far. */
  private int lastColumn;

  private boolean ascending;
  private boolean duplicates;

  /**
   * Opens its own cursors.
   *
   * @param pointers where rows begin, checked
   * @param longest entries of the longest run
   */
  RunSorter(
      MatrixShape.SparseParts parts,
      long[] pointers,
      GeneBuckets buckets,
      int longest,
      RunStore store)
      throws IOException {
    this.parts = parts;
    this.pointers = pointers;
    this.buckets = buckets;
    this.store = store;
    this.indices = new ChunkCursor(parts.indices());
    this.data = new ChunkCursor(parts.data());
    this.bytes = new byte[BATCH * Math.max(parts.indexType().size(), parts.type().size())];
    this.longest = longest;
    this.counts = new long[parts.minor()];
  }

  /** Bytes that a sorter holds. */
  static long bytes(MatrixShape.SparseParts parts, long longest) throws IOException {
    try (ChunkCursor indices = new ChunkCursor(parts.indices());
        ChunkCursor data = new ChunkCursor(parts.data())) {
      return indices.bufferBytes()
          + data.bufferBytes()
          + ENTRY_BYTES * longest
          + BATCH * (long) (Float.BYTES + Math.max(parts.indexType().size(), parts.type().size()))
          + (long) Long.BYTES * parts.minor();
    }
  }

  /** Whether a place was listed twice in any row so far. */
  boolean duplicates() {
    return duplicates;
  }

  /** Adds what was counted for each column of the matrix. */
  void addCounts(long[] totals) {
    for (int i = 0; i < totals.length; i++) {
      totals[i] += counts[i];
    }
  }

  /** Sorts the entries of rows {@code fromRow} to {@code toRow - 1} into a run. */
  void sort(int fromRow, int toRow) throws IOException {
    long start = pointers[fromRow];
    int count = Math.toIntExact(pointers[toRow] - start);
    if (count == 0) {
      return;
    }
    if (minor.length < count) {
      // Runs are of about one length, and memory is dear that is touched for the first time.
      minor = new int[Math.min(longest, count + count / 8)];
    }
    readIndices(start, count);
    int[] starts = starts(count);
    int[] next = Arrays.copyOf(starts, buckets.count());
    int wanted = starts[buckets.count()];
    boolean keep = store.reserve(wanted);
    if (!keep && deskKeys.length < wanted) {
      deskKeys = new char[minor.length];
      deskValues = new float[minor.length];
    }
    char[] toKeys = keep ? new char[wanted] : deskKeys;
    float[] toValues = keep ? new float[wanted] : deskValues;
    sortRows(fromRow, toRow, next, toKeys, toValues);
    if (keep) {
      store.keep(fromRow, starts, toKeys, toValues);
    } else {
      store.write(fromRow, starts, toKeys, toValues);
    }
  }

  private void readIndices(long start, int count) throws IOException {
    NumericType type = parts.indexType();
    for (int from = 0; from < count; from += BATCH) {
      int length = Math.min(BATCH, count - from);
      indices.read(start + from, length, bytes, 0);
      int wrong = type.toIndices(bytes, 0, minor, from, length, parts.minor());
      if (wrong >= 0) {
        throw parts.wrongIndex(type.longAt(bytes, wrong * type.size()), start + from + wrong);
      }
    }
  }

  /** Counts entries, by gene and by bucket. */
  private int[] starts(int count) {
    int[] keys = buckets.keys();
    int[] starts = new int[buckets.count() + 1];
    for (int i = 0; i < count; i++) {
      int column = minor[i];
      counts[column]++;
      int key = keys[column];
      if (key >= 0) {
        starts[(key >>> GeneBuckets.KEY_BITS) + 1]++;
      }
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    return starts;
  }

  /** Puts the entries into their buckets, reading their values on the way. */
  private void sortRows(int fromRow, int toRow, int[] next, char[] toKeys, float[] toValues)
      throws IOException {
    long start = pointers[fromRow];
    int count = Math.toIntExact(pointers[toRow] - start);
    int row = fromRow;
    beginRow();
    for (int from = 0; from < count; from += BATCH) {
      int length = Math.min(BATCH, count - from);
      data.read(start + from, length, bytes, 0);
      parts.type().toFloats(bytes, 0, values, 0, length);
      int at = from;
      while (at < from + length) {
        for (; pointers[row + 1] - start <= at; row++) {
          endRow(row, start);
        }
        int to = (int) Math.min(from + length, pointers[row + 1] - start);
        scatter(row - fromRow, at, to, from, next, toKeys, toValues);
        at = to;
      }
    }
    endRow(row, start);
  }

  private void beginRow() {
    lastColumn = -1;
    ascending = true;
  }

  private void endRow(int row, long start) {
    if (!ascending) {
      checkPlaces(row, (int) (pointers[row] - start), (int) (pointers[row + 1] - start));
    }
    beginRow();
  }

  /** Puts entries of one row into their buckets; {@link #values} begin with that of one of them. */
  private void scatter(
      int inRun, int from, int to, int firstValue, int[] next, char[] toKeys, float[] toValues) {
    int[] keys = buckets.keys();
    int[] columns = minor;
    float[] read = values;
    int rowKey = inRun << buckets.placeBits();
    int last = lastColumn;
    boolean inOrder = ascending;
    for (int i = from; i < to; i++) {
      int column = columns[i];
      inOrder &= column > last;
      last = column;
      int key = keys[column];
      if (key >= 0) {
        int at = next[key >>> GeneBuckets.KEY_BITS]++;
        toKeys[at] = (char) (rowKey | key);
        toValues[at] = read[i - firstValue];
      }
    }
    lastColumn = last;
    ascending = inOrder;
  }

  /** Looks for places that are listed twice in a row, which ascending ones are not. */
  private void checkPlaces(int row, int from, int to) {
    if (lastRow == null) {
      lastRow = new int[parts.minor()];
      Arrays.fill(lastRow, -1);
    }
    for (int i = from; i < to; i++) {
      duplicates |= lastRow[minor[i]] == row;
      lastRow[minor[i]] = row;
    }
  }

  @Override
  public void close() {
    indices.close();
    data.close();
  }
}
