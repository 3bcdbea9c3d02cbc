package io.cellfolio.validate;

import io.cellfolio.deflate.BufferInflater;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads payloads one after the other, from end to end in a fixed amount of memory, and never more
 * than the declared length of any. Used by one thread.
 *
 * <p>Normative text: {@code docs/format/payloads.md}.
 */
final class PayloadInput implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  /** What is read of a file of which only the envelope is checked. */
  private static final int ENVELOPE_BYTES = 1 << 9;

  /** Payloads up to this size, of files that fit into the buffer, are inflated in one go. */
  private static final int MOST_WHOLE = 1 << 20;

  private static final int TRAILER_BYTES = 8;
  private static final int LENGTH_BYTES = 4;

  private final ExportFiles files;
  private final RunCounts counts;
  private byte[] stored = new byte[0];
  private final byte[] one = new byte[1];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();

  /** Made when the first payload is inflated, which not every level does. */
  private BufferInflater wholeInflater;

  /** A whole payload, when {@link #whole}. */
  private byte[] content = new byte[0];

  private boolean whole;
  private byte[] block = content;

  private SeekableByteChannel channel;
  private Payload payload;
  private long storedBytes;
  private int headerBytes;
  private int limit;
  private long raw;
  private boolean ended;

  PayloadInput(ExportFiles files, RunCounts counts) {
    this.files = files;
    this.counts = counts;
  }

  /**
   * Opens a payload, which must be a regular file.
   *
   * @return the gzip header's surplus fields, empty if there are none
   * @throws PayloadFault when its length is wrong or it does not begin as gzip
   */
  String open(Payload next) throws IOException, PayloadFault {
    return open(next, BUFFER_BYTES);
  }

  /** As {@link #open}, where nothing but {@link #checkRecordedLength} follows. */
  String openEnvelope(Payload next) throws IOException, PayloadFault {
    return open(next, ENVELOPE_BYTES);
  }

  private String open(Payload next, int ahead) throws IOException, PayloadFault {
    closeFile();
    payload = next;
    raw = 0;
    ended = false;
    whole = false;
    channel = files.open(next.path());
    storedBytes = channel.size();
    counts.file();
    limit = 0;
    readUpTo(ahead);
    if (!next.gzipped()) {
      if (storedBytes != next.rawBytes()) {
        throw wrongLength(String.valueOf(storedBytes));
      }
      headerBytes = 0;
      return "";
    }
    if (storedBytes < GzipHeader.LEAST_FILE_BYTES || limit < GzipHeader.LEAST_FILE_BYTES) {
      throw new PayloadFault(
          Rule.GZIP_ENVELOPE,
          Place.whole(),
          "a gzip file of at least " + GzipHeader.LEAST_FILE_BYTES + " bytes",
          storedBytes + " bytes");
    }
    if (GzipHeader.hasFields(stored)) {
      readUpTo(BUFFER_BYTES);
    }
    GzipHeader header = GzipHeader.read(stored, limit);
    headerBytes = header.length();
    inflater.reset();
    inflater.setInput(stored, headerBytes, limit - headerBytes);
    crc.reset();
    return header.fields();
  }

  long storedBytes() {
    return storedBytes;
  }

  /**
   * Compares the length in the last bytes of a gzip file with the declared one, without inflating.
   * Used instead of reading.
   */
  void checkRecordedLength() throws IOException, PayloadFault {
    if (!payload.gzipped()) {
      return;
    }
    byte[] last = new byte[LENGTH_BYTES];
    channel.position(storedBytes - LENGTH_BYTES);
    if (readFully(last, 0, LENGTH_BYTES) < LENGTH_BYTES) {
      throw new IOException("the file became shorter while it was read");
    }
    checkRecordedLength(Elements.i32(last, 0));
  }

  /**
   * Reads on, as far as it likes.
   *
   * @param buffer where the bytes may be put
   * @return how many bytes were read; they are at the beginning of {@link #block}
   * @throws PayloadFault when the payload ends early or its deflate data are damaged
   */
  int readBlock(byte[] buffer) throws IOException, PayloadFault {
    if (raw == 0) {
      whole = inflateWhole();
    }
    if (!whole) {
      block = buffer;
      return readOn(buffer, buffer.length);
    }
    block = content;
    raw = payload.rawBytes();
    counts.bytes(raw);
    return (int) raw;
  }

  /** What was read last, until the next call. */
  byte[] block() {
    return block;
  }

  /** Whether a byte can be in what {@link #readBlock} read last; no is certain. */
  boolean mayHold(int value) {
    return !whole || wholeInflater.mayHold(value);
  }

  /** Whether a byte is in what {@link #readBlock} read last; yes is certain. */
  boolean surelyHolds(int value) {
    return whole && wholeInflater.surelyHolds(value);
  }

  /**
   * Reads on.
   *
   * @return how many bytes were read: {@code length}, or less at the end of the payload
   * @throws PayloadFault when the payload ends early or its deflate data are damaged
   */
  int read(byte[] target, int length) throws IOException, PayloadFault {
    if (raw == 0) {
      whole = inflateWhole();
    }
    if (!whole) {
      return readOn(target, length);
    }
    int wanted = (int) Math.min(length, payload.rawBytes() - raw);
    System.arraycopy(content, (int) raw, target, 0, wanted);
    raw += wanted;
    counts.bytes(wanted);
    return wanted;
  }

  private int readOn(byte[] target, int length) throws IOException, PayloadFault {
    int wanted = (int) Math.min(length, payload.rawBytes() - raw);
    int done = 0;
    while (done < wanted) {
      int n =
          payload.gzipped()
              ? inflate(target, done, wanted - done)
              : copy(target, done, wanted - done);
      if (n <= 0) {
        throw wrongLength(payload.gzipped() ? raw + " after inflating" : String.valueOf(raw));
      }
      done += n;
      raw += n;
    }
    counts.bytes(done);
    return done;
  }

  /**
   * Makes sure that the payload ends here, and as it should.
   *
   * @throws PayloadFault when it goes on, or its trailer is wrong
   */
  void finish() throws IOException, PayloadFault {
    if (!payload.gzipped() || whole) {
      return;
    }
    if (!ended && inflate(one, 0, 1) > 0) {
      throw wrongLength("more");
    }
    long end = headerBytes + inflater.getBytesRead();
    if (storedBytes - end < TRAILER_BYTES) {
      throw new PayloadFault(
          Rule.GZIP_DATA,
          Place.byteOffset(end),
          "a trailer of " + TRAILER_BYTES + " bytes",
          "the end of the file");
    }
    byte[] trailer = new byte[TRAILER_BYTES];
    channel.position(end);
    if (readFully(trailer, 0, TRAILER_BYTES) < TRAILER_BYTES) {
      throw new IOException("the file became shorter while it was read");
    }
    if (storedBytes - end > TRAILER_BYTES) {
      throw trailing(end + TRAILER_BYTES);
    }
    int recorded = Elements.i32(trailer, 0);
    if (recorded != (int) crc.getValue()) {
      throw new PayloadFault(
          Rule.GZIP_CHECKSUM,
          Place.byteOffset(end),
          "CRC-32 %08x, that of the content".formatted((int) crc.getValue()),
          "%08x".formatted(recorded));
    }
    checkRecordedLength(Elements.i32(trailer, LENGTH_BYTES));
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    closeFile();
  }

  /** Closes the file that is open, if any. */
  void closeFile() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  private PayloadFault trailing(long at) throws IOException {
    byte[] next = new byte[2];
    boolean member =
        readFully(next, 0, 2) == 2 && (next[0] & 0xff) == 0x1f && (next[1] & 0xff) == 0x8b;
    return new PayloadFault(
        Rule.GZIP_TRAILING,
        Place.byteOffset(at),
        "the end of the file after one gzip member",
        "%s%s"
            .formatted(
                Shown.count(storedBytes - at, "more byte"), member ? ", another gzip member" : ""));
  }

  private void checkRecordedLength(int recorded) throws PayloadFault {
    if (recorded != (int) payload.rawBytes()) {
      throw wrongLength(Integer.toUnsignedLong(recorded) + " in the last bytes of the gzip file");
    }
  }

  /**
   * Inflates a small payload at once, which is quicker.
   *
   * @return whether all is well, trailer and end included; if not, what is wrong is found bit by
   *     bit
   */
  private boolean inflateWhole() {
    int end = limit - TRAILER_BYTES;
    if (!payload.gzipped()
        || limit != storedBytes
        || payload.rawBytes() > MOST_WHOLE
        || end < headerBytes) {
      return false;
    }
    if (wholeInflater == null) {
      wholeInflater = new BufferInflater();
    }
    int length = (int) payload.rawBytes();
    if (content.length < length + BufferInflater.SLACK) {
      content =
          new byte
              [Math.max(length, Math.min(MOST_WHOLE, 2 * content.length)) + BufferInflater.SLACK];
    }
    if (wholeInflater.inflate(stored, headerBytes, end, content, length) != length
        || wholeInflater.end() != end
        || Elements.i32(stored, end + LENGTH_BYTES) != length) {
      return false;
    }
    crc.update(content, 0, length);
    boolean sound = Elements.i32(stored, end) == (int) crc.getValue();
    crc.reset();
    return sound;
  }

  private int copy(byte[] target, int offset, int length) throws IOException {
    if (raw < limit) {
      int n = Math.min(length, limit - (int) raw);
      System.arraycopy(stored, (int) raw, target, offset, n);
      return n;
    }
    return channel.read(ByteBuffer.wrap(target, offset, length));
  }

  private int inflate(byte[] target, int offset, int length) throws IOException, PayloadFault {
    try {
      int n = inflater.inflate(target, offset, length);
      while (n == 0 && !inflater.finished()) {
        if (inflater.needsDictionary()) {
          throw damaged("a request for a dictionary");
        }
        limit = readFully(stored, 0, BUFFER_BYTES);
        if (limit == 0) {
          throw damaged("the end of the file inside the deflate data");
        }
        inflater.setInput(stored, 0, limit);
        n = inflater.inflate(target, offset, length);
      }
      ended = inflater.finished();
      crc.update(target, offset, n);
      return n;
    } catch (DataFormatException e) {
      throw damaged(e.getMessage() == null ? "damaged deflate data" : e.getMessage());
    }
  }

  private PayloadFault damaged(String found) {
    return new PayloadFault(
        Rule.GZIP_DATA,
        Place.byteOffset(headerBytes + inflater.getBytesRead()),
        "intact deflate data",
        found);
  }

  private PayloadFault wrongLength(String found) {
    return new PayloadFault(
        Rule.PAYLOAD_LENGTH,
        Place.whole(),
        "%d bytes%s (%d %s)"
            .formatted(
                payload.rawBytes(),
                payload.gzipped() ? " after inflating" : "",
                payload.elements(),
                payload.type().dtype()),
        found);
  }

  /** Reads more of the beginning of the file, so many bytes in all. */
  private void readUpTo(int bytes) throws IOException {
    if (stored.length < bytes) {
      stored = Arrays.copyOf(stored, bytes);
    }
    limit += readFully(stored, limit, bytes - limit);
  }

  private int readFully(byte[] target, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      continue;
    }
    return length - buffer.remaining();
  }
}
