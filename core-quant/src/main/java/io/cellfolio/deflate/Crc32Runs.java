package io.cellfolio.deflate;

/**
 * CRC-32 (RFC 1952, section 8) of runs in a time that does not depend on their length. Bytes act on
 * the register as numbers do in the field of the polynomial: a zero byte multiplies it by x^8, any
 * other adds a constant as well. A byte that repeats has one register that it does not change; seen
 * from there it is a zero byte.
 */
final class Crc32Runs {
  /** The register before the first byte, and what it is combined with after the last. */
  static final int START = -1;

  private static final int POLYNOMIAL = 0xedb88320;

  /** 1 and x^8; the highest power is the lowest bit. */
  private static final int ONE = 1 << 31;

  private static final int BYTE = ONE >>> 8;

  private static final int[] STEP = new int[256];

  /** Hexadecimal digits of a number of bytes, as an int may have them. */
  private static final int DIGITS = 8;

  private static final int NIBBLES = 8;

  /** For each digit at each place the products with all nibbles of the register. */
  private static final int[][] SKIP = new int[DIGITS * 16][];

  static {
    for (int value = 0; value < STEP.length; value++) {
      int register = value;
      for (int k = 0; k < 8; k++) {
        register = timesX(register);
      }
      STEP[value] = register;
    }
    int unit = BYTE;
    for (int place = 0; place < DIGITS; place++) {
      int power = ONE;
      for (int digit = 1; digit < 16; digit++) {
        power = times(power, unit);
        SKIP[place << 4 | digit] = products(power);
      }
      unit = times(power, unit);
    }
  }

  private Crc32Runs() {}

  private static int[] products(int factor) {
    int[] products = new int[NIBBLES * 16];
    for (int nibble = 0; nibble < NIBBLES; nibble++) {
      for (int value = 1; value < 16; value++) {
        products[nibble << 4 | value] = times(factor, value << 4 * nibble);
      }
    }
    return products;
  }

  private static int timesX(int a) {
    return a >>> 1 ^ (-(a & 1) & POLYNOMIAL);
  }

  private static int times(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int bits = a; bits != 0; bits <<= 1) {
      product ^= bits >> 31 & shifted;
      shifted = timesX(shifted);
    }
    return product;
  }

  /** The register after one byte more. */
  static int step(int register, int value) {
    return register >>> 8 ^ STEP[(register ^ value) & 0xff];
  }

  /** The register after a number of zero bytes more. */
  private static int skip(int register, int bytes) {
    int product = register;
    int place = 0;
    for (int left = bytes; left != 0; left >>>= 4, place += 16) {
      if ((left & 15) != 0) {
        int[] t = SKIP[place | left & 15];
        product =
            t[product & 15]
                ^ t[16 | product >>> 4 & 15]
                ^ t[32 | product >>> 8 & 15]
                ^ t[48 | product >>> 12 & 15]
                ^ t[64 | product >>> 16 & 15]
                ^ t[80 | product >>> 20 & 15]
                ^ t[96 | product >>> 24 & 15]
                ^ t[112 | product >>> 28];
      }
    }
    return product;
  }

  /**
   * The register that a pattern of one or two bytes does not change.
   *
   * @param width bytes of the pattern, 1 or 2
   * @param pattern the bytes, the first in the lowest bits
   */
  static int fixedBy(int width, int pattern) {
    int added = step(0, pattern & 0xff);
    int factor = BYTE;
    if (width == 2) {
      added = step(added, pattern >>> 8 & 0xff);
      factor = times(BYTE, BYTE);
    }
    return times(added, inverse(factor ^ ONE));
  }

  private static int inverse(int a) {
    // The field has 2^32 elements, so a^(2^32 - 2) is the inverse of a.
    int power = a;
    int inverse = ONE;
    for (int k = 1; k < 32; k++) {
      power = times(power, power);
      inverse = times(inverse, power);
    }
    return inverse;
  }

  /**
   * The register after a pattern that repeats.
   *
   * @param register the register before
   * @param fixed what {@link #fixedBy} gives for the pattern
   * @param bytes length of all repetitions together, 0 or more
   */
  static int repeat(int register, int fixed, int bytes) {
    return skip(register ^ fixed, bytes) ^ fixed;
  }
}
