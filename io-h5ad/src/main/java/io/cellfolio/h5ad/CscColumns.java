package io.cellfolio.h5ad;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

/** Reads columns of a matrix that is sorted by columns, in ascending order. */
final class CscColumns implements Closeable {
  private static final int BATCH = 1 << 13;

  private final MatrixShape.SparseParts parts;
  private final long[] pointers;
  private final ChunkCursor indices;
  private final ChunkCursor data;
  private final byte[] bytes = new byte[BATCH * 8];

  CscColumns(MatrixShape.SparseParts parts) throws IOException {
    this.parts = parts;
    this.pointers = parts.pointers();
    this.indices = new ChunkCursor(parts.indices());
    this.data = new ChunkCursor(parts.data());
  }

  /** Bytes that are held while reading, whatever is read. */
  long bufferBytes() {
    return indices.bufferBytes() + data.bufferBytes() + bytes.length + 8L * pointers.length;
  }

  /** Stored entries of a column. */
  long count(int column) {
    return pointers[column + 1] - pointers[column];
  }

  /** Takes the values of a column. */
  interface Values {
    /** Values as stored. */
    void put(byte[] bytes, int to, int count);

    /** A value that was added up. */
    void put(Sums sums, int from, int to);
  }

  /**
   * Reads a column; rows come out ascending and unique.
   *
   * @param to where its first entry goes
   * @return where the next column may start
   */
  int read(int column, int[] rows, Values values, int to) throws IOException {
    long from = pointers[column];
    int count = (int) count(column);
    for (int done = 0; done < count; done += BATCH) {
      int length = Math.min(BATCH, count - done);
      readRows(from + done, length, rows, to + done);
    }
    if (!ascends(rows, to, count)) {
      return readUnordered(from, count, rows, values, to);
    }
    for (int done = 0; done < count; done += BATCH) {
      int length = Math.min(BATCH, count - done);
      data.read(from + done, length, bytes, 0);
      values.put(bytes, to + done, length);
    }
    return to + count;
  }

  private void readRows(long from, int length, int[] rows, int to) throws IOException {
    NumericType type = parts.indexType();
    indices.read(from, length, bytes, 0);
    int wrong = type.toIndices(bytes, 0, rows, to, length, parts.minor());
    if (wrong >= 0) {
      throw parts
          .indices()
          .malformed(
              "indices from 0 to " + (parts.minor() - 1),
              type.longAt(bytes, wrong * type.size()) + " at position " + (from + wrong));
    }
  }

  private static boolean ascends(int[] rows, int from, int count) {
    for (int i = from + 1; i < from + count; i++) {
      if (rows[i - 1] >= rows[i]) {
        return false;
      }
    }
    return true;
  }

  private int readUnordered(long from, int count, int[] rows, Values values, int to)
      throws IOException {
    int width = parts.type().size();
    byte[] stored = new byte[Math.multiplyExact(count, width)];
    data.read(from, count, stored, 0);
    int[] places = Arrays.copyOfRange(rows, to, to + count);
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    // Stable, so that duplicates are added in the order in which they are stored.
    Arrays.sort(order, Comparator.comparingInt(i -> places[i]));
    Sums sums = new Sums(parts.type(), count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int at = order[i];
      if (kept > 0 && rows[to + kept - 1] == places[at]) {
        sums.add(kept - 1, stored, at * width);
      } else {
        rows[to + kept] = places[at];
        sums.set(kept, stored, at * width);
        kept++;
      }
    }
    for (int i = 0; i < kept; i++) {
      values.put(sums, i, to + i);
    }
    return to + kept;
  }

  @Override
  public void close() {
    indices.close();
    data.close();
  }
}
