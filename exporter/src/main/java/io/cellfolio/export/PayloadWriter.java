package io.cellfolio.export;

import io.cellfolio.deflate.ByteSink;
import io.cellfolio.deflate.GzipEncoder;
import io.cellfolio.format.Compression;
import io.cellfolio.quant.PayloadOutput;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * Writes payload files, plain or as one gzip member each, one after the other. Used by one thread;
 * its buffers serve every file. The gzip header is fixed (no name, no time), so that equal content
 * makes equal files.
 *
 * <p>Normative text: {@code docs/format/payloads.md}.
 */
final class PayloadWriter implements Closeable, PayloadOutput {
  private static final int BUFFER_BYTES = 1 << 17;

  private final GzipEncoder gzip;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final CRC32 crc = new CRC32();
  private final CRC32 storedCrc = new CRC32();
  private final ByteSink sink = new Buffered();

  private WritableByteChannel channel;
  private Path file;
  private String path;
  private long rawBytes;
  private long storedBytes;

  private final boolean measuring;

  PayloadWriter(Compression compression) {
    this(compression, false);
  }

  /**
   * A writer.
   *
   * @param measuring whether files are only made up, to know their length
   */
  PayloadWriter(Compression compression, boolean measuring) {
    this.measuring = measuring;
    this.gzip = compression.gzipped() ? GzipEncoder.ofLevel(compression.level().getAsInt()) : null;
  }

  /** Whether {@link #writeListed} is possible. */
  boolean gzipped() {
    return gzip != null;
  }

  /** Writes one file from one array. */
  PayloadReceipt write(Path root, String relative, byte[] raw, int length) throws IOException {
    if (gzip == null) {
      begin(root, relative);
      write(raw, length);
      return finish();
    }
    open(root, relative);
    gzip.encode(raw, 0, length, sink);
    return compressed();
  }

  /**
   * Writes one compressed file of codes of which only some are listed.
   *
   * @param nCells number of codes
   * @param background code of all cells that are not listed
   * @param cells the listed cells, ascending, from {@code from} on
   * @param codes their codes, little-endian
   * @param width bytes of a code
   */
  PayloadReceipt writeListed(
      Path root,
      String relative,
      int nCells,
      int background,
      int[] cells,
      int from,
      int count,
      byte[] codes,
      int width)
      throws IOException {
    open(root, relative);
    gzip.encodeSparse(nCells, background, cells, from, count, codes, 0, width, sink);
    return compressed();
  }

  /** Begins a file that does not exist yet. */
  void begin(Path root, String relative) throws IOException {
    open(root, relative);
    if (gzip != null) {
      gzip.begin(sink);
    }
  }

  /** Adds the first {@code length} bytes of an array to the file. */
  @Override
  public void write(byte[] raw, int length) throws IOException {
    if (gzip != null) {
      gzip.append(raw, 0, length);
      return;
    }
    rawBytes += length;
    crc.update(raw, 0, length);
    drain(ByteBuffer.wrap(raw, 0, length));
  }

  /** Completes the file. */
  PayloadReceipt finish() throws IOException {
    if (gzip != null) {
      gzip.finish();
      return compressed();
    }
    closeFile();
    return new PayloadReceipt(
        path, storedBytes, rawBytes, (int) crc.getValue(), (int) storedCrc.getValue());
  }

  private void open(Path root, String relative) throws IOException {
    closeFile();
    path = relative;
    rawBytes = 0;
    storedBytes = 0;
    crc.reset();
    storedCrc.reset();
    buffer.clear();
    file = root.resolve(relative);
    channel =
        measuring
            ? new Nowhere()
            : FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Takes everything and keeps nothing. */
  private static final class Nowhere implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) {
      int count = bytes.remaining();
      bytes.position(bytes.limit());
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // There is nothing to release.
    }
  }

  private PayloadReceipt compressed() throws IOException {
    flush();
    closeFile();
    return new PayloadReceipt(
        path, storedBytes, gzip.rawLength(), gzip.crc32(), (int) storedCrc.getValue());
  }

  /** Takes what is compressed. */
  private final class Buffered implements ByteSink {
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length > buffer.remaining()) {
        flush();
      }
      if (length > buffer.remaining()) {
        drain(ByteBuffer.wrap(bytes, from, length));
      } else {
        buffer.put(bytes, from, length);
      }
    }
  }

  private void flush() throws IOException {
    buffer.flip();
    drain(buffer);
    buffer.clear();
  }

  private void drain(ByteBuffer bytes) throws IOException {
    storedCrc.update(bytes.duplicate());
    try {
      while (bytes.hasRemaining()) {
        storedBytes += channel.write(bytes);
      }
    } catch (IOException e) {
      throw WriteFailure.at(file, e);
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
    closeFile();
  }
}
