package io.cellfolio.validate;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates files that must be exactly one gzip member (RFC 1952): header, checksum, length and end
 * are all checked, where {@link java.util.zip.GZIPInputStream} would take several members or
 * trailing bytes. One object serves one file after another.
 */
final class GzipMember implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final Inflater inflater = new Inflater(true);
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /** A file that is no intact gzip member. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String expected, String found) {
      super("expected " + expected + ", found " + found);
    }
  }

  /**
   * Reads the header.
   *
   * @param stored the file; closed with the result, and by a failure
   * @return the inflated bytes; at their end the rest of the file has been checked
   * @throws DamagedException when this is no gzip member; also thrown while reading
   */
  InputStream open(InputStream stored) throws IOException {
    try {
      inflater.reset();
      readHeader(stored);
      return new Content(stored);
    } catch (EOFException e) {
      stored.close();
      throw endsInside("header");
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  private final class Content extends InputStream {
    private final InputStream stored;
    private final CRC32 crc = new CRC32();
    private int limit;
    private boolean finished;

    Content(InputStream stored) {
      this.stored = stored;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (finished || length == 0) {
        return finished ? -1 : 0;
      }
      try {
        int n = inflater.inflate(target, offset, length);
        while (n == 0 && !inflater.finished()) {
          fill();
          n = inflater.inflate(target, offset, length);
        }
        crc.update(target, offset, n);
        if (n > 0) {
          return n;
        }
        finished = true;
        checkTrailer();
        return -1;
      } catch (DataFormatException e) {
        throw new DamagedException("deflate data", "an error in it: " + e.getMessage());
      }
    }

    @Override
    public void close() throws IOException {
      stored.close();
    }

    private void fill() throws IOException {
      if (inflater.needsDictionary()) {
        throw new DamagedException("deflate data", "a request for a dictionary");
      }
      int n = stored.read(buffer);
      if (n < 0) {
        throw endsInside("deflate data");
      }
      limit = n;
      inflater.setInput(buffer, 0, n);
    }

    private void checkTrailer() throws IOException {
      int position = limit - inflater.getRemaining();
      long trailer = 0;
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        int next = position < limit ? buffer[position++] & 0xff : stored.read();
        if (next < 0) {
          throw endsInside("trailer");
        }
        trailer |= (long) next << shift;
      }
      if ((int) trailer != (int) crc.getValue()) {
        throw new DamagedException(
            "CRC-32 %08x as the trailer says".formatted((int) trailer),
            "%08x".formatted((int) crc.getValue()));
      }
      if ((int) (trailer >>> Integer.SIZE) != (int) inflater.getBytesWritten()) {
        throw new DamagedException(
            Integer.toUnsignedString((int) (trailer >>> Integer.SIZE))
                + " bytes after inflating as the trailer says",
            String.valueOf(inflater.getBytesWritten()));
      }
      if (position < limit || stored.read() >= 0) {
        throw new DamagedException("one gzip member and nothing after it", "more bytes");
      }
    }
  }

  private static void readHeader(InputStream stored) throws IOException {
    int first = next(stored);
    int second = next(stored);
    if (first != MAGIC_1 || second != MAGIC_2) {
      throw new DamagedException(
          "a gzip member that begins with 1f 8b", "%02x %02x".formatted(first, second));
    }
    int method = next(stored);
    int flags = next(stored);
    if (method != DEFLATE || (flags & RESERVED) != 0) {
      throw new DamagedException(
          "gzip method 8 without reserved flags", "method %d, flags %02x".formatted(method, flags));
    }
    skip(stored, 6);
    if ((flags & EXTRA) != 0) {
      skip(stored, next(stored) | next(stored) << Byte.SIZE);
    }
    if ((flags & NAME) != 0) {
      skipText(stored);
    }
    if ((flags & COMMENT) != 0) {
      skipText(stored);
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(stored, 2);
    }
  }

  private static int next(InputStream stored) throws IOException {
    int next = stored.read();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }

  private static void skip(InputStream stored, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next(stored);
    }
  }

  private static void skipText(InputStream stored) throws IOException {
    int character = next(stored);
    while (character != 0) {
      character = next(stored);
    }
  }

  private static DamagedException endsInside(String part) {
    return new DamagedException("a whole gzip member", "that the file ends inside its " + part);
  }
}
