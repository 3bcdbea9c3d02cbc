package io.cellfolio.quant;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers at byte offsets of arrays. */
final class LittleEndian {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  static void putShort(byte[] out, int offset, int value) {
    SHORTS.set(out, offset, (short) value);
  }

  static int unsignedShort(byte[] in, int offset) {
    return (short) SHORTS.get(in, offset) & 0xffff;
  }

  static int signedInt(byte[] in, int offset) {
    return (int) INTS.get(in, offset);
  }

  static void putInt(byte[] out, int offset, int value) {
    INTS.set(out, offset, value);
  }

  static void putFloat(byte[] out, int offset, float value) {
    INTS.set(out, offset, Float.floatToRawIntBits(value));
  }

  static void putDouble(byte[] out, int offset, double value) {
    LONGS.set(out, offset, Double.doubleToRawLongBits(value));
  }

  /** Checks that {@code count} elements of {@code width} bytes fit into {@code out}. */
  static void requireRoom(byte[] out, long count, int width) {
    long needed = Math.multiplyExact(count, width);
    if (out.length < needed) {
      throw new IllegalArgumentException(
          "output buffer: expected at least "
              + needed
              + " bytes for "
              + count
              + " elements of "
              + width
              + ", got "
              + out.length);
    }
  }
}
