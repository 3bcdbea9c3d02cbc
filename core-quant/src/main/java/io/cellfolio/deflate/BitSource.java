package io.cellfolio.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of a deflate stream that is in memory, the lowest of each byte first. Loops that read
 * many take its state into local variables and {@link #goOn} afterwards.
 */
final class BitSource {
  /** Eight bytes of an array as a number. */
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int at;
  private int end;
  private long bits;
  private int count;

  /** Begins with the byte at {@code from}; none at {@code to} or later is read. */
  void open(byte[] source, int from, int to) {
    bytes = source;
    end = to;
    goOn(from, 0, 0);
  }

  byte[] bytes() {
    return bytes;
  }

  /** The position of the next byte that is not in the buffer. */
  int at() {
    return at;
  }

  int end() {
    return end;
  }

  /** The buffer: the next bits, the first one lowest. Above its count it may hold more of them. */
  long bits() {
    return bits;
  }

  /** How many bits of the buffer count; negative when more were taken than there are. */
  int count() {
    return count;
  }

  /** Goes on from the state that a loop over local variables ended with. */
  void goOn(int nextByte, long buffer, int left) {
    at = nextByte;
    bits = buffer;
    count = left;
  }

  /** Takes in whole bytes until the buffer holds 56 bits or nothing is left. */
  void refill() {
    if (at <= end - 8) {
      bits |= (long) LONGS.get(bytes, at) << count;
      at += 63 - count >> 3;
      count |= 56;
    } else {
      while (count < 56 && at < end) {
        bits |= (bytes[at++] & 255L) << count;
        count += 8;
      }
    }
  }

  /** Takes bits out of the buffer, whether they are there or not. */
  int take(int number) {
    int value = (int) bits & (1 << number) - 1;
    bits >>>= number;
    count -= number;
    return value;
  }

  /** Drops the rest of a byte; whole bytes that were taken in and not used are given back. */
  void toByte() {
    goOn(at - (count >> 3), 0, 0);
  }

  /** Takes a number of two whole bytes; only after {@link #toByte}. */
  int takeShort() {
    at += 2;
    return bytes[at - 2] & 255 | (bytes[at - 1] & 255) << 8;
  }

  /** Leaves out whole bytes; only after {@link #toByte}. */
  void skip(int number) {
    at += number;
  }
}
