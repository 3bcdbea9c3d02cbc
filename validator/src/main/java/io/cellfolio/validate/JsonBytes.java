package io.cellfolio.validate;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a document, one at a time, with one byte of foresight. */
final class JsonBytes {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long before;
  private int next;
  private int limit;

  JsonBytes(InputStream in) {
    this.in = in;
  }

  /** The next byte without taking it, or -1 at the end. */
  int peek() throws IOException {
    return next < limit || fill() ? buffer[next] & 0xff : -1;
  }

  /** Takes the next byte, or -1 at the end. */
  int next() throws IOException {
    return next < limit || fill() ? buffer[next++] & 0xff : -1;
  }

  /** How many bytes were taken. */
  long position() {
    return before + next;
  }

  /** The next byte for people. */
  String shown() throws IOException {
    int c = peek();
    if (c < 0) {
      return "the end of the document";
    }
    return c > ' ' && c < 0x7f ? "'" + (char) c + "'" : "byte %02X".formatted(c);
  }

  private boolean fill() throws IOException {
    before += limit;
    next = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }
}
