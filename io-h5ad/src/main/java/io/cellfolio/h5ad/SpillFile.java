package io.cellfolio.h5ad;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The entries of some columns, row after row, put aside on disk. An item is 8 bytes: a column and
 * the bits of a value, or, where the row changes, -1 and the row.
 */
final class SpillFile implements Closeable {
  private static final int LEAST_ITEMS = 1 << 9;
  private static final int MOST_ITEMS = 1 << 16;
  private static final int NEW_ROW = -1;

  private final Path path;
  private final FileChannel channel;
  private ByteBuffer bytes;
  private LongBuffer items;
  private int row = -1;

  private SpillFile(Path path, FileChannel channel, int items) {
    this.path = path;
    this.channel = channel;
    this.bytes = ByteBuffer.allocateDirect(items * Long.BYTES).order(ByteOrder.nativeOrder());
    this.items = bytes.asLongBuffer();
  }

  /**
   * Starts a file.
   *
   * @param bufferBytes about how much memory to write through
   */
  static SpillFile create(Path path, long bufferBytes) throws IOException {
    int items = (int) Math.max(LEAST_ITEMS, Math.min(MOST_ITEMS, bufferBytes / Long.BYTES));
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new SpillFile(path, channel, items);
  }

  /** The most that files of so many entries in so many runs of one row take. */
  static long bytes(long entries, long runs) {
    return Long.BYTES * (entries + Math.min(entries, runs));
  }

  void add(int entryRow, int column, float value) throws IOException {
    if (row != entryRow) {
      row = entryRow;
      put((long) NEW_ROW << 32 | entryRow);
    }
    put((long) column << 32 | Float.floatToRawIntBits(value) & 0xffffffffL);
  }

  private void put(long item) throws IOException {
    if (!items.hasRemaining()) {
      flush();
    }
    items.put(item);
  }

  private void flush() throws IOException {
    bytes.limit(items.position() * Long.BYTES);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
    bytes.clear();
    items.clear();
  }

  /** Ends writing and frees the buffer until the file is read. */
  void complete() throws IOException {
    flush();
    bytes = null;
    items = null;
  }

  /**
   * Reads every entry back.
   *
   * @param next where the next entry of each column goes; moved along
   * @param rows receives rows
   * @param values receives values
   */
  void scatter(int[] next, int[] rows, float[] values) throws IOException {
    ByteBuffer chunk =
        ByteBuffer.allocateDirect(MOST_ITEMS * Long.BYTES).order(ByteOrder.nativeOrder());
    channel.position(0);
    int current = -1;
    boolean more = true;
    while (more) {
      while (more && chunk.hasRemaining()) {
        more = channel.read(chunk) >= 0;
      }
      chunk.flip();
      LongBuffer read = chunk.asLongBuffer();
      while (read.hasRemaining()) {
        long item = read.get();
        int column = (int) (item >> 32);
        if (column == NEW_ROW) {
          current = (int) item;
        } else {
          int at = next[column]++;
          rows[at] = current;
          values[at] = Float.intBitsToFloat((int) item);
        }
      }
      chunk.clear();
    }
  }

  /** Closes and deletes the file. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
