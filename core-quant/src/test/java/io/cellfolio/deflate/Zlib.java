package io.cellfolio.deflate;

import java.util.zip.Deflater;

/** What the JDK's zlib makes of payloads. */
final class Zlib {
  private static final int MEMBER_OVERHEAD = 18;

  private final byte[] buffer = new byte[1 << 16];

  /** The size of a gzip member. */
  long size(byte[] raw, int level) {
    Deflater deflater = new Deflater(level, true);
    try {
      deflater.setInput(raw);
      deflater.finish();
      while (!deflater.finished()) {
        deflater.deflate(buffer);
      }
      return deflater.getBytesWritten() + MEMBER_OVERHEAD;
    } finally {
      deflater.end();
    }
  }
}
