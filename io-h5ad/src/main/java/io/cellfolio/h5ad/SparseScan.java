package io.cellfolio.h5ad;

import java.io.Closeable;
import java.io.IOException;

/**
 * Streams a compressed matrix in storage order. Every chunk of its arrays is decoded once in a
 * scan; memory is that of one chunk of each array and a batch of entries.
 */
final class SparseScan implements Closeable {
  static final int BATCH = 1 << 13;
  private static final int POINTER_BATCH = 1 << 11;

  /** Takes the entries of a scan. */
  interface Visitor {
    /** The values of the next batch, as stored; called before its runs, if values are read. */
    default void batch(byte[] values, int count) {}

    /**
     * Entries of one row (of one column, for a matrix sorted by columns).
     *
     * @param major the row
     * @param minor columns of the batch
     * @param from first position of the run in the batch
     * @param to position after the last
     */
    void run(int major, int[] minor, int from, int to) throws IOException;
  }

  private final MatrixShape.SparseParts parts;
  private final ChunkCursor indices;
  private final ChunkCursor data;
  private final ChunkCursor pointers;
  private final byte[] indexBytes;
  private final byte[] valueBytes;
  private final int[] minor = new int[BATCH];
  private final byte[] pointerBytes;
  private final long[] ends = new long[POINTER_BATCH];
  private int firstEnd;
  private int knownEnds;
  private long lastEnd;

  private SparseScan(MatrixShape.SparseParts parts, boolean values) throws IOException {
    this.parts = parts;
    this.indices = new ChunkCursor(parts.indices());
    this.data = values ? new ChunkCursor(parts.data()) : null;
    this.pointers = new ChunkCursor(parts.indptr());
    this.indexBytes = new byte[BATCH * parts.indexType().size()];
    this.valueBytes = new byte[values ? BATCH * parts.type().size() : 0];
    this.pointerBytes = new byte[POINTER_BATCH * parts.pointerType().size()];
  }

  /** Bytes that a scan with values holds while it runs. */
  static long bufferBytes(MatrixShape.SparseParts parts) throws IOException {
    try (ChunkCursor indices = new ChunkCursor(parts.indices());
        ChunkCursor data = new ChunkCursor(parts.data());
        ChunkCursor pointers = new ChunkCursor(parts.indptr())) {
      long cursors = indices.bufferBytes() + data.bufferBytes() + pointers.bufferBytes();
      return cursors + BATCH * (8L + 8 + 4 + 8) + POINTER_BATCH * 16L;
    }
  }

  /** Streams places and values. */
  static void entries(MatrixShape.SparseParts parts, Visitor visitor) throws IOException {
    try (SparseScan scan = new SparseScan(parts, true)) {
      scan.run(visitor);
    }
  }

  /** Streams places only. */
  static void places(MatrixShape.SparseParts parts, Visitor visitor) throws IOException {
    try (SparseScan scan = new SparseScan(parts, false)) {
      scan.run(visitor);
    }
  }

  private void run(Visitor visitor) throws IOException {
    long stored = parts.stored();
    long position = 0;
    int major = 0;
    long end = parts.major() == 0 ? 0 : end(0);
    while (major < parts.major()) {
      int count = (int) Math.min(BATCH, stored - position);
      load(position, count);
      if (data != null) {
        visitor.batch(valueBytes, count);
      }
      int from = 0;
      while (major < parts.major() && (end <= position + count)) {
        int to = (int) (end - position);
        if (to > from) {
          visitor.run(major, minor, from, to);
        }
        from = to;
        major++;
        end = major < parts.major() ? end(major) : end;
      }
      if (major < parts.major() && from < count) {
        visitor.run(major, minor, from, count);
      }
      position += count;
    }
  }

  private void load(long position, int count) throws IOException {
    if (count == 0) {
      return;
    }
    NumericType type = parts.indexType();
    indices.read(position, count, indexBytes, 0);
    int wrong = type.toIndices(indexBytes, 0, minor, 0, count, parts.minor());
    if (wrong >= 0) {
      throw parts.wrongIndex(type.longAt(indexBytes, wrong * type.size()), position + wrong);
    }
    if (data != null) {
      data.read(position, count, valueBytes, 0);
    }
  }

  /** Where the entries of a row end. Asked for in ascending order. */
  private long end(int major) throws IOException {
    if (major >= firstEnd + knownEnds) {
      readPointers(major);
    }
    return ends[major - firstEnd];
  }

  private void readPointers(int major) throws IOException {
    NumericType type = parts.pointerType();
    if (major == 0) {
      pointers.read(0, 1, pointerBytes, 0);
      parts.checkFirstPointer(type.longAt(pointerBytes, 0));
    }
    firstEnd = major;
    knownEnds = Math.min(POINTER_BATCH, parts.major() - major);
    pointers.read(major + 1L, knownEnds, pointerBytes, 0);
    type.toLongs(pointerBytes, 0, ends, 0, knownEnds);
    for (int i = 0; i < knownEnds; i++) {
      parts.checkPointer(major + 1 + i, lastEnd, ends[i]);
      lastEnd = ends[i];
    }
  }

  @Override
  public void close() {
    indices.close();
    pointers.close();
    if (data != null) {
      data.close();
    }
  }
}
