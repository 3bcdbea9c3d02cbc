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

  private Elements() {}

  static int u16(byte[] bytes, int offset) {
    return (short) SHORTS.get(bytes, offset) & 0xffff;
  }

  /** Whether the eight bytes from an offset on are all 0. */
  static boolean isZero(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset) == 0;
  }

  /** Whether any of the eight bytes from an offset on has all bits set. */
  static boolean holdsOnes(byte[] bytes, int offset) {
    long inverse = ~(long) LONGS.get(bytes, offset);
    return (inverse - 0x0101010101010101L & ~inverse & 0x8080808080808080L) != 0;
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
