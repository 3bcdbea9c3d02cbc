package io.cellfolio.h5ad;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * A number or truth value, and how its bytes become Java's. Whole numbers become single precision
 * in one rounding, as a C cast does; truth values become 0 and 1.
 */
record NumericType(Kind kind, int size, boolean bigEndian) implements HdfType {

  enum Kind {
    SIGNED,
    UNSIGNED,
    FLOAT,
    BOOL
  }

  /** Runs are converted by way of an array of so many values. */
  private static final int PIECE = 1 << 10;

  private static final VarHandle[] SHORTS = handles(short[].class);
  private static final VarHandle[] INTS = handles(int[].class);
  private static final VarHandle[] LONGS = handles(long[].class);
  private static final VarHandle[] FLOATS = handles(float[].class);
  private static final VarHandle[] DOUBLES = handles(double[].class);

  private static VarHandle[] handles(Class<?> array) {
    return new VarHandle[] {
      MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN),
      MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN)
    };
  }

  boolean isInteger() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
  }

  @Override
  public String label() {
    return switch (kind) {
      case BOOL -> "bool";
      case SIGNED -> "int" + 8 * size;
      case UNSIGNED -> "uint" + 8 * size;
      case FLOAT -> "float" + 8 * size;
    };
  }

  /** One value as a whole number; unsigned 64-bit values keep their bits. */
  long longAt(byte[] bytes, int at) {
    boolean unsigned = kind == Kind.UNSIGNED;
    int order = bigEndian ? 1 : 0;
    return switch (size) {
      case 1 -> unsigned ? bytes[at] & 0xffL : bytes[at];
      case 2 -> {
        short value = (short) SHORTS[order].get(bytes, at);
        yield unsigned ? value & 0xffffL : value;
      }
      case 4 -> {
        int value = (int) INTS[order].get(bytes, at);
        yield unsigned ? value & 0xffffffffL : value;
      }
      default -> (long) LONGS[order].get(bytes, at);
    };
  }

  /** One value in double precision. */
  double doubleAt(byte[] bytes, int at) {
    int order = bigEndian ? 1 : 0;
    if (kind == Kind.FLOAT) {
      return switch (size) {
        case 2 -> halfToFloat((short) SHORTS[order].get(bytes, at));
        case 4 -> (float) FLOATS[order].get(bytes, at);
        default -> (double) DOUBLES[order].get(bytes, at);
      };
    }
    long value = longAt(bytes, at);
    if (kind == Kind.BOOL) {
      return value == 0 ? 0 : 1;
    }
    return kind == Kind.UNSIGNED && value < 0 ? unsignedToDouble(value) : value;
  }

  /** One value in single precision. */
  float floatAt(byte[] bytes, int at) {
    if (kind == Kind.FLOAT) {
      return (float) doubleAt(bytes, at);
    }
    long value = longAt(bytes, at);
    if (kind == Kind.BOOL) {
      return value == 0 ? 0 : 1;
    }
    return kind == Kind.UNSIGNED && value < 0 ? unsignedToFloat(value) : (float) value;
  }

  /** Converts a run of values to single precision. */
  void toFloats(byte[] bytes, int at, float[] target, int to, int count) {
    if (kind == Kind.FLOAT && size == 4) {
      buffer(bytes, at, count).asFloatBuffer().get(target, to, count);
      return;
    }
    if (kind == Kind.FLOAT && size == 8) {
      DoubleBuffer view = buffer(bytes, at, count).asDoubleBuffer();
      double[] some = new double[Math.min(PIECE, count)];
      for (int done = 0; done < count; done += some.length) {
        int piece = Math.min(some.length, count - done);
        view.get(some, 0, piece);
        for (int i = 0; i < piece; i++) {
          target[to + done + i] = (float) some[i];
        }
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      target[to + i] = floatAt(bytes, at + size * i);
    }
  }

  /** Converts values that stand some bytes apart to single precision. */
  void gatherFloats(byte[] bytes, int at, int step, float[] target, int to, int count) {
    if (kind == Kind.FLOAT && size == 4) {
      VarHandle view = bigEndian ? FLOATS[1] : FLOATS[0];
      for (int i = 0; i < count; i++) {
        target[to + i] = (float) view.get(bytes, at + step * i);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      target[to + i] = floatAt(bytes, at + step * i);
    }
  }

  /** Converts a run of values to double precision. */
  void toDoubles(byte[] bytes, int at, double[] target, int to, int count) {
    if (kind == Kind.FLOAT && size == 8) {
      buffer(bytes, at, count).asDoubleBuffer().get(target, to, count);
      return;
    }
    if (kind == Kind.FLOAT && size == 4) {
      FloatBuffer view = buffer(bytes, at, count).asFloatBuffer();
      float[] some = new float[Math.min(PIECE, count)];
      for (int done = 0; done < count; done += some.length) {
        int piece = Math.min(some.length, count - done);
        view.get(some, 0, piece);
        for (int i = 0; i < piece; i++) {
          target[to + done + i] = some[i];
        }
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      target[to + i] = doubleAt(bytes, at + size * i);
    }
  }

  /** Converts a run of whole numbers; unsigned 64-bit values keep their bits. */
  void toLongs(byte[] bytes, int at, long[] target, int to, int count) {
    if (size == 8) {
      buffer(bytes, at, count).asLongBuffer().get(target, to, count);
      return;
    }
    if (size == 4) {
      long kept = kind == Kind.UNSIGNED ? 0xffffffffL : -1L;
      IntBuffer view = buffer(bytes, at, count).asIntBuffer();
      int[] some = new int[Math.min(PIECE, count)];
      for (int done = 0; done < count; done += some.length) {
        int piece = Math.min(some.length, count - done);
        view.get(some, 0, piece);
        for (int i = 0; i < piece; i++) {
          target[to + done + i] = some[i] & kept;
        }
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      target[to + i] = longAt(bytes, at + size * i);
    }
  }

  /**
   * Converts a run of whole numbers that must be positions.
   *
   * @return the first that is not in 0 to {@code limit - 1}, counted from the start of the run; -1
   *     when all are
   */
  int toIndices(byte[] bytes, int at, int[] target, int to, int count, int limit) {
    if (size == 4) {
      buffer(bytes, at, count).asIntBuffer().get(target, to, count);
      // Bits of values that are too small or too large: the sign of either difference.
      int wrong = 0;
      for (int i = to; i < to + count; i++) {
        wrong |= target[i] | limit - 1 - target[i];
      }
      return wrong < 0 ? firstOutside(target, to, count, limit) : -1;
    }
    for (int i = 0; i < count; i++) {
      long value = longAt(bytes, at + size * i);
      if (value < 0 || value >= limit) {
        return i;
      }
      target[to + i] = (int) value;
    }
    return -1;
  }

  private static int firstOutside(int[] values, int from, int count, int limit) {
    for (int i = 0; i < count; i++) {
      if (values[from + i] < 0 || values[from + i] >= limit) {
        return i;
      }
    }
    return -1;
  }

  private ByteBuffer buffer(byte[] bytes, int at, int count) {
    return ByteBuffer.wrap(bytes, at, count * size)
        .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /** Adds two whole numbers as this type would, wrapping at its width. */
  long add(long left, long right) {
    long sum = left + right;
    if (kind == Kind.BOOL) {
      return left != 0 || right != 0 ? 1 : 0;
    }
    int unused = 64 - 8 * size;
    return kind == Kind.UNSIGNED ? sum << unused >>> unused : sum << unused >> unused;
  }

  /** Adds two real numbers as this type would, rounding to its precision. */
  double add(double left, double right) {
    return size == 8 ? left + right : (float) (left + right);
  }

  /** A whole number of this type in single precision. */
  float toFloat(long value) {
    return kind == Kind.UNSIGNED && value < 0 ? unsignedToFloat(value) : (float) value;
  }

  /** A whole number of this type in double precision. */
  double toDouble(long value) {
    return kind == Kind.UNSIGNED && value < 0 ? unsignedToDouble(value) : (double) value;
  }

  private static float unsignedToFloat(long value) {
    // Halving keeps the lost bit sticky, so that the one rounding comes out right.
    return (float) (value >>> 1 | value & 1) * 2f;
  }

  private static double unsignedToDouble(long value) {
    return (double) (value >>> 1 | value & 1) * 2d;
  }

  private static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >> 10 & 0x1f;
    int mantissa = half & 0x3ff;
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | 0x7f800000 | mantissa << 13);
    }
    if (exponent == 0) {
      float magnitude = mantissa * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | exponent + 112 << 23 | mantissa << 13);
  }
}
