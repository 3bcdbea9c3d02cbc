package io.cellfolio.validate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian elements of payloads. */
final class Elements {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;

  private Elements() {}

  static int u16(byte[] bytes, int offset) {
    return (short) SHORTS.get(bytes, offset) & 0xffff;
  }

  /**
   * Finds a byte.
   *
   * @return where it is, or up to 31 bytes before; {@code to} when there is none
   */
  static int firstBlockWith(int value, byte[] bytes, int from, int to) {
    long pattern = value * ONES;
    int at = from;
    for (; at <= to - 4 * Long.BYTES; at += 4 * Long.BYTES) {
      long first = (long) LONGS.get(bytes, at) ^ pattern;
      long second = (long) LONGS.get(bytes, at + 8) ^ pattern;
      long third = (long) LONGS.get(bytes, at + 16) ^ pattern;
      long fourth = (long) LONGS.get(bytes, at + 24) ^ pattern;
      long found =
          first - ONES & ~first
              | second - ONES & ~second
              | third - ONES & ~third
              | fourth - ONES & ~fourth;
      if ((found & HIGHEST) != 0) {
        return at;
      }
    }
    while (at < to && bytes[at] != (byte) value) {
      at++;
    }
    return at;
  }

  static int i32(byte[] bytes, int offset) {
    return (int) INTS.get(bytes, offset);
  }

  static float f32(byte[] bytes, int offset) {
    return Float.intBitsToFloat((int) INTS.get(bytes, offset));
  }

  static double f64(byte[] bytes, int offset) {
    return Double.longBitsToDouble((long) LONGS.get(bytes, offset));
  }

  /** An unsigned element of 1, 2 or 4 bytes. */
  static long unsigned(byte[] bytes, int offset, int width) {
    return switch (width) {
      case 1 -> bytes[offset] & 0xff;
      case 2 -> u16(bytes, offset);
      default -> i32(bytes, offset) & 0xffffffffL;
    };
  }
}
