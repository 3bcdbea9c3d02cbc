package io.cellfolio.h5ad;

import io.cellfolio.source.ScratchSpace;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps runs in memory as long as there is room, then on disk. Any number of threads may add runs,
 * and later any number may read them.
 */
final class RunStore implements Closeable {
  /** Entries that are written and read at a time: their values, then their keys. */
  private static final int PIECE = 1 << 15;

  private static final int BUFFER_BYTES = PIECE * EntryRun.ENTRY_BYTES;

  private final Optional<ScratchSpace> scratch;
  private final ConcurrentLinkedQueue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();
  private final List<EntryRun> runs = new ArrayList<>();
  private long room;
  private long kept;
  private Path path;
  private FileChannel channel;
  private long written;

  /**
   * Starts empty.
   *
   * @param room bytes of entries to keep in memory; without scratch space, all are kept
   */
  RunStore(long room, Optional<ScratchSpace> scratch) {
    this.room = room;
    this.scratch = scratch;
  }

  /** Takes room in memory for entries; false where they belong on disk. */
  synchronized boolean reserve(int entries) {
    long bytes = (long) entries * EntryRun.ENTRY_BYTES;
    if (scratch.isPresent() && bytes > room) {
      return false;
    }
    room -= bytes;
    kept += bytes;
    return true;
  }

  /** Bytes of entries in memory. */
  synchronized long kept() {
    return kept;
  }

  /** Bytes of entries on disk. */
  synchronized long written() {
    return written;
  }

  /** Adds a run whose entries had room in memory. */
  synchronized void keep(int firstRow, int[] starts, char[] keys, float[] values) {
    runs.add(new EntryRun(firstRow, starts, keys, values, -1));
  }

  /** Adds a run on disk; its entries may be overwritten afterwards. */
  void write(int firstRow, int[] starts, char[] keys, float[] values) throws IOException {
    int count = starts[starts.length - 1];
    long offset = allot((long) count * EntryRun.ENTRY_BYTES);
    ByteBuffer buffer = buffer().clear();
    try {
      long at = offset;
      for (int bucket = 0; bucket + 1 < starts.length; bucket++) {
        int to = starts[bucket + 1];
        for (int from = starts[bucket]; from < to; from += PIECE) {
          int length = Math.min(PIECE, to - from);
          if (buffer.remaining() < length * EntryRun.ENTRY_BYTES) {
            at = flush(buffer, at);
          }
          int keysAt = buffer.position() + length * Float.BYTES;
          buffer.asFloatBuffer().put(values, from, length);
          buffer.position(keysAt).asCharBuffer().put(keys, from, length);
          buffer.position(keysAt + length * Character.BYTES);
        }
      }
      flush(buffer, at);
    } catch (IOException e) {
      throw new IOException(
          path
              + ": "
              + e.getMessage()
              + " after "
              + written()
              + " bytes of scratch data; name another directory for them, or allow more memory",
          e);
    } finally {
      buffers.add(buffer);
    }
    synchronized (this) {
      runs.add(new EntryRun(firstRow, starts, null, null, offset));
    }
  }

  /** Writes what is in the buffer and empties it; returns the offset behind it. */
  private long flush(ByteBuffer buffer, long offset) throws IOException {
    long at = offset;
    buffer.flip();
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
    buffer.clear();
    return at;
  }

  private synchronized long allot(long bytes) throws IOException {
    if (channel == null) {
      path = scratch.orElseThrow().newFile("entries");
      channel =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    }
    long offset = written;
    written += bytes;
    return offset;
  }

  private ByteBuffer buffer() {
    ByteBuffer free = buffers.poll();
    return free == null
        ? ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.nativeOrder())
        : free;
  }

  /** All runs in row order; none may be added any more. */
  synchronized List<EntryRun> ordered() {
    runs.sort(new ByRow());
    return List.copyOf(runs);
  }

  private static final class ByRow implements Comparator<EntryRun> {
    @Override
    public int compare(EntryRun a, EntryRun b) {
      return Integer.compare(a.firstRow(), b.firstRow());
    }
  }

  /** Takes entries. */
  interface Visitor {
    void entries(char[] keys, float[] values, int from, int to);
  }

  /** Room for entries from disk, which is made when they come. */
  static final class Desk {
    private char[] keys = new char[0];
    private float[] values = new float[0];

    private void reserve(int entries) {
      if (keys.length < entries) {
        keys = new char[entries];
        values = new float[entries];
      }
    }
  }

  /**
   * Shows a bucket's entries of one run.
   *
   * @param desk for entries from disk
   */
  void visit(EntryRun run, int bucket, Desk desk, Visitor visitor) throws IOException {
    int from = run.starts()[bucket];
    int to = run.starts()[bucket + 1];
    if (run.keys() != null) {
      visitor.entries(run.keys(), run.values(), from, to);
      return;
    }
    ByteBuffer buffer = buffer();
    try {
      for (; from < to; from += PIECE) {
        int length = Math.min(PIECE, to - from);
        read(buffer, run.offset() + (long) from * EntryRun.ENTRY_BYTES, length);
        desk.reserve(length);
        buffer.asFloatBuffer().get(desk.values, 0, length);
        buffer.position(length * Float.BYTES).asCharBuffer().get(desk.keys, 0, length);
        visitor.entries(desk.keys, desk.values, 0, length);
      }
    } finally {
      buffers.add(buffer);
    }
  }

  private void read(ByteBuffer buffer, long offset, int entries) throws IOException {
    buffer.clear().limit(entries * EntryRun.ENTRY_BYTES);
    long at = offset;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        throw new EOFException(path + ": the scratch file was cut short while it was in use");
      }
      at += count;
    }
    buffer.flip();
  }

  /** Forgets everything and deletes what is on disk. */
  @Override
  public synchronized void close() throws IOException {
    runs.clear();
    if (channel != null) {
      channel.close();
      Files.deleteIfExists(path);
    }
  }
}
