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
  private static final int BUFFER_BYTES = 1 << 18;

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
    long bytes = (long) entries * Long.BYTES;
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
  synchronized void keep(int firstRow, int[] starts, long[] entries) {
    runs.add(new EntryRun(firstRow, starts, entries, -1));
  }

  /** Adds a run on disk; its entries may be overwritten afterwards. */
  void write(int firstRow, int[] starts, long[] entries) throws IOException {
    int count = starts[starts.length - 1];
    long offset = allot((long) count * Long.BYTES);
    ByteBuffer buffer = buffer();
    try {
      long at = offset;
      int step = BUFFER_BYTES / Long.BYTES;
      for (int from = 0; from < count; from += step) {
        int length = Math.min(step, count - from);
        buffer.clear();
        buffer.asLongBuffer().put(entries, from, length);
        buffer.limit(length * Long.BYTES);
        while (buffer.hasRemaining()) {
          at += channel.write(buffer, at);
        }
      }
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
      runs.add(new EntryRun(firstRow, starts, null, offset));
    }
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
    runs.sort(Comparator.comparingInt(EntryRun::firstRow));
    return List.copyOf(runs);
  }

  /** Takes entries. */
  interface Visitor {
    void entries(long[] entries, int from, int to);
  }

  /**
   * Shows a bucket's entries of one run.
   *
   * @param desk for entries from disk
   */
  void visit(EntryRun run, int bucket, long[] desk, Visitor visitor) throws IOException {
    int from = run.starts()[bucket];
    int to = run.starts()[bucket + 1];
    if (run.entries() != null) {
      visitor.entries(run.entries(), from, to);
      return;
    }
    ByteBuffer buffer = buffer();
    try {
      int step = Math.min(desk.length, BUFFER_BYTES / Long.BYTES);
      while (from < to) {
        int length = Math.min(step, to - from);
        buffer.clear().limit(length * Long.BYTES);
        long at = run.offset() + (long) from * Long.BYTES;
        while (buffer.hasRemaining()) {
          int count = channel.read(buffer, at);
          if (count < 0) {
            throw new EOFException(path + ": the scratch file was cut short while it was in use");
          }
          at += count;
        }
        buffer.flip();
        buffer.asLongBuffer().get(desk, 0, length);
        visitor.entries(desk, 0, length);
        from += length;
      }
    } finally {
      buffers.add(buffer);
    }
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
