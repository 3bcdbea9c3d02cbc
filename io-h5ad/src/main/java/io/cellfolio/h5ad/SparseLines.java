package io.cellfolio.h5ad;

import io.cellfolio.source.GraphRows;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** Some neighboring lines of a compressed matrix at a time. For one thread, reading forward. */
final class SparseLines implements Closeable {
  private static final int BATCH = 1 << 15;

  /** What an entry takes at most: its place, its weight, and the weight as it is stored. */
  private static final long ENTRY_BYTES = 4 + 8 + 8;

  private final MatrixShape.SparseParts parts;
  private final long[] pointers;
  private final ChunkCursor indices;
  private final ChunkCursor data;

  private byte[] bytes = new byte[0];
  private byte[] stored = new byte[0];
  private int[] cells = new int[0];
  private double[] values = new double[0];
  private int first;
  private int end;

  SparseLines(MatrixShape.SparseParts parts, long[] pointers, boolean withValues)
      throws IOException {
    this.parts = parts;
    this.pointers = pointers;
    this.indices = new ChunkCursor(parts.indices());
    this.data = withValues ? new ChunkCursor(parts.data()) : null;
  }

  /** Reads a line and those after it that fit into a batch with it. */
  void load(int line, int limit) throws IOException {
    first = line;
    end = line + 1;
    while (end < limit && pointers[end + 1] - pointers[first] <= BATCH) {
      end++;
    }
    long from = pointers[first];
    long count = pointers[end] - from;
    if (count > Integer.MAX_VALUE - 64) {
      throw parts
          .group()
          .unsupported("a line of " + count + " entries", "thin the graph out before exporting");
    }
    parts.group().container().requireHeap(parts.group().path(), ENTRY_BYTES * count);
    allot((int) count);
    NumericType type = parts.indexType();
    for (int done = 0; done < count; done += BATCH) {
      int length = (int) Math.min(BATCH, count - done);
      indices.read(from + done, length, bytes, 0);
      int wrong = type.toIndices(bytes, 0, cells, done, length, parts.minor());
      if (wrong >= 0) {
        throw parts.wrongIndex(type.longAt(bytes, wrong * type.size()), from + done + wrong);
      }
    }
    if (data != null) {
      data.read(from, (int) count, stored, 0);
      parts.type().toDoubles(stored, 0, values, 0, (int) count);
    }
  }

  private void allot(int count) {
    int width = parts.indexType().size();
    bytes = bytes.length == 0 ? new byte[BATCH * width] : bytes;
    if (cells.length < count) {
      int capacity = Math.max(BATCH, count);
      cells = new int[capacity];
      if (data != null) {
        values = new double[capacity];
        stored = new byte[Math.multiplyExact(capacity, parts.type().size())];
      }
    }
  }

  /** After the last line that is loaded. */
  int end() {
    return end;
  }

  /** Shows where entries are. */
  boolean places(GraphRows.Places visitor) {
    boolean goOn = true;
    for (int line = first; line < end && goOn; line++) {
      goOn = visitor.accept(line, cells, start(line), start(line + 1));
    }
    return goOn;
  }

  /** Shows entries. */
  boolean weights(GraphRows.Weights visitor) {
    boolean goOn = true;
    for (int line = first; line < end && goOn; line++) {
      int from = start(line);
      int to = start(line + 1);
      goOn =
          ascends(from, to)
              ? visitor.accept(line, cells, values, from, to)
              : visitor.accept(line, cells, values, from, order(from, to));
    }
    return goOn;
  }

  private int start(int line) {
    return (int) (pointers[line] - pointers[first]);
  }

  private boolean ascends(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (cells[i - 1] >= cells[i]) {
        return false;
      }
    }
    return true;
  }

  /** Sorts a line and adds what is listed twice, in the order in which it is stored. */
  private int order(int from, int to) {
    int width = parts.type().size();
    long[] keys = new long[to - from];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) cells[from + i] << 32 | i;
    }
    Arrays.sort(keys);
    Sums sums = new Sums(parts.type(), keys.length);
    int kept = 0;
    for (long key : keys) {
      int cell = (int) (key >> 32);
      int at = (from + (int) key) * width;
      if (kept > 0 && cells[from + kept - 1] == cell) {
        sums.add(kept - 1, stored, at);
      } else {
        cells[from + kept] = cell;
        sums.set(kept++, stored, at);
      }
    }
    for (int i = 0; i < kept; i++) {
      values[from + i] = sums.toDouble(i);
    }
    return from + kept;
  }

  @Override
  public void close() {
    indices.close();
    if (data != null) {
      data.close();
    }
  }
}
