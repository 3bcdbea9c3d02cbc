package io.cellfolio.deflate;

import java.io.IOException;
import java.util.Arrays;

/** Bytes as they are: RFC 1951, section 3.2.4. */
final class StoredBlocks {
  private static final int MAX_LENGTH = 65535;
  private static final int HEADER_BITS = 3;
  private static final int LENGTHS_BITS = 32;

  private final BitSink out;
  private byte[] held = new byte[0];
  private int count;
  private long remaining;
  private boolean last;

  StoredBlocks(BitSink out) {
    this.out = out;
  }

  /** What a number of raw bytes, one or more, would take from here on. */
  long bits(long rawLength) {
    long blocks = (rawLength + MAX_LENGTH - 1) / MAX_LENGTH;
    int padding = -(out.pendingCount() + HEADER_BITS) & 7;
    int laterPadding = -HEADER_BITS & 7;
    return 8 * rawLength
        + blocks * (HEADER_BITS + LENGTHS_BITS)
        + padding
        + (blocks - 1) * laterPadding;
  }

  /** Begins blocks that shall hold a number of bytes, one or more. */
  void begin(long rawLength, boolean lastOfStream) {
    remaining = rawLength;
    last = lastOfStream;
    count = 0;
    if (held.length < Math.min(rawLength, MAX_LENGTH)) {
      held = new byte[rawLength > MAX_LENGTH / 2 ? MAX_LENGTH : 2 * (int) rawLength];
    }
  }

  /** Adds one byte. */
  void add(byte value) throws IOException {
    held[count++] = value;
    if (count == MAX_LENGTH || count == remaining) {
      write();
    }
  }

  /** Adds one byte a number of times. */
  void add(byte value, int times) throws IOException {
    int left = times;
    while (left > 0) {
      int taken = (int) Math.min(left, Math.min(MAX_LENGTH, remaining) - count);
      Arrays.fill(held, count, count + taken, value);
      count += taken;
      left -= taken;
      if (count == MAX_LENGTH || count == remaining) {
        write();
      }
    }
  }

  private void write() throws IOException {
    remaining -= count;
    out.reserve(8L * count + HEADER_BITS + 7 + LENGTHS_BITS);
    out.put(last && remaining == 0 ? 1 : 0, HEADER_BITS);
    out.align();
    out.put(count | (long) (~count & 0xffff) << 16, LENGTHS_BITS);
    out.putBytes(held, 0, count);
    count = 0;
  }
}
