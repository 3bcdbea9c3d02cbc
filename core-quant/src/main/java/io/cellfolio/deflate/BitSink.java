package io.cellfolio.deflate;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Packs bits into bytes, the first bit into the lowest (RFC 1951, section 3.1.1), and hands full
 * buffers on. Room is made before a block, so that its loops need no checks.
 */
final class BitSink {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int DRAIN_AT = 1 << 16;
  private static final int SLACK = 16;

  private byte[] bytes = new byte[1 << 12];
  private int position;
  private long bits;
  private int count;
  private long written;
  private ByteSink sink;

  /** Begins an output. */
  void begin(ByteSink to) {
    sink = to;
    position = 0;
    bits = 0;
    count = 0;
    written = 0;
  }

  /** Makes room for a number of bits, after handing on what is full. */
  void reserve(long moreBits) throws IOException {
    if (position >= DRAIN_AT) {
      drain();
    }
    long needed = position + (moreBits >>> 3) + SLACK;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, 2L * bytes.length)));
    }
  }

  /** Writes up to 56 bits, for which there must be room. */
  void put(long value, int width) {
    bits |= value << count;
    count += width;
    LONGS.set(bytes, position, bits);
    position += count >>> 3;
    bits >>>= count & ~7;
    count &= 7;
  }

  /** Fills up the last byte with zeros. */
  void align() {
    if (count > 0) {
      put(0, 8 - count);
    }
  }

  /** Writes whole bytes after {@link #align}; there must be room. */
  void putBytes(byte[] from, int offset, int length) {
    System.arraycopy(from, offset, bytes, position, length);
    position += length;
  }

  /** Hands on all whole bytes. */
  void drain() throws IOException {
    if (position > 0) {
      sink.write(bytes, 0, position);
      written += position;
      position = 0;
    }
  }

  /** How many whole bytes the output has. */
  long length() {
    return written + position;
  }

  /** The buffer, for a loop that keeps position and bits in registers; see {@link #resume}. */
  byte[] buffer() {
    return bytes;
  }

  int position() {
    return position;
  }

  long pendingBits() {
    return bits;
  }

  int pendingCount() {
    return count;
  }

  /** Takes back what {@link #position}, {@link #pendingBits} and {@link #pendingCount} gave. */
  void resume(int newPosition, long newBits, int newCount) {
    position = newPosition;
    bits = newBits;
    count = newCount;
  }

  /** Stores eight bytes, of which those behind the last whole one are written over later. */
  static void store(byte[] buffer, int at, long value) {
    LONGS.set(buffer, at, value);
  }
}
