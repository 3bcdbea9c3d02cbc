package io.cellfolio.export;

import io.cellfolio.format.Compression;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes payload files, plain or as one gzip member each, one after the other. Used by one thread;
 * its buffers serve every file. The gzip header is fixed (no name, no time), so that equal content
 * makes equal files.
 *
 * <p>Normative text: {@code docs/format/payloads.md}.
 */
final class PayloadWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int TRAILER_BYTES = 8;

  private final Compression compression;
  private final Deflater deflater;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32 crc = new CRC32();

  private FileChannel channel;
  private String path;
  private long rawBytes;
  private long storedBytes;

  PayloadWriter(Compression compression) {
    this.compression = compression;
    this.deflater =
        compression.gzipped() ? new Deflater(compression.level().getAsInt(), true) : null;
  }

  /** Writes one file from one array. */
  PayloadReceipt write(Path root, String relative, byte[] raw, int length) throws IOException {
    begin(root, relative);
    append(raw, length);
    return finish();
  }

  /** Begins a file that does not exist yet. */
  void begin(Path root, String relative) throws IOException {
    closeFile();
    path = relative;
    rawBytes = 0;
    storedBytes = 0;
    crc.reset();
    buffer.clear();
    channel =
        FileChannel.open(
            root.resolve(relative), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (deflater != null) {
      deflater.reset();
      buffer.put(header(compression.level().getAsInt()));
    }
  }

  /** Adds the first {@code length} bytes of an array to the file. */
  void append(byte[] raw, int length) throws IOException {
    rawBytes += length;
    if (deflater == null) {
      crc.update(raw, 0, length);
      flush();
      drain(ByteBuffer.wrap(raw, 0, length));
      return;
    }
    crc.update(raw, 0, length);
    deflater.setInput(raw, 0, length);
    while (!deflater.needsInput()) {
      deflateOnce();
    }
  }

  /** Completes the file. */
  PayloadReceipt finish() throws IOException {
    if (deflater != null) {
      deflater.finish();
      while (!deflater.finished()) {
        deflateOnce();
      }
      if (buffer.remaining() < TRAILER_BYTES) {
        flush();
      }
      buffer.putInt((int) crc.getValue()).putInt((int) rawBytes);
    }
    flush();
    closeFile();
    return new PayloadReceipt(path, storedBytes, rawBytes, (int) crc.getValue());
  }

  private void deflateOnce() throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    deflater.deflate(buffer);
  }

  private void flush() throws IOException {
    buffer.flip();
    drain(buffer);
    buffer.clear();
  }

  private void drain(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      storedBytes += channel.write(bytes);
    }
  }

  private void closeFile() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  @Override
  public void close() throws IOException {
    if (deflater != null) {
      deflater.end();
    }
    closeFile();
  }

  /** The ten bytes that begin every gzip member. */
  static byte[] header(int level) {
    int extraFlags = level == 1 ? 4 : level == 9 ? 2 : 0;
    return new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, (byte) extraFlags, (byte) 0xff};
  }
}
