package io.cellfolio.quant;

import io.cellfolio.format.SampleType;

/** Category codes in as few bytes as their number allows, -1 where missing. */
final class PackedCodes {
  private final int nCells;
  private final int width;
  private final byte[] bytes;

  /**
   * Room for codes, all of them 0.
   *
   * @param nCategories codes are below it, 0 or more
   */
  PackedCodes(int nCells, int nCategories) {
    this.nCells = nCells;
    this.width = width(nCategories);
    this.bytes = new byte[Math.multiplyExact(nCells, width)];
  }

  /** The bytes of one code. */
  static int width(int nCategories) {
    if (nCategories <= SampleType.U8.categoryCapacity()) {
      return Byte.BYTES;
    }
    return nCategories <= SampleType.U16.categoryCapacity() ? Short.BYTES : Integer.BYTES;
  }

  /** The most categories that these codes have room for. */
  int capacity() {
    return switch (width) {
      case Byte.BYTES -> SampleType.U8.categoryCapacity();
      case Short.BYTES -> SampleType.U16.categoryCapacity();
      default -> Integer.MAX_VALUE;
    };
  }

  int nCells() {
    return nCells;
  }

  int get(int cell) {
    if (width == Byte.BYTES) {
      int code = bytes[cell] & 0xff;
      return code == 0xff ? -1 : code;
    }
    if (width == Short.BYTES) {
      int code = LittleEndian.unsignedShort(bytes, Short.BYTES * cell);
      return code == 0xffff ? -1 : code;
    }
    return LittleEndian.signedInt(bytes, Integer.BYTES * cell);
  }

  void set(int cell, int code) {
    if (width == Byte.BYTES) {
      bytes[cell] = (byte) code;
    } else if (width == Short.BYTES) {
      LittleEndian.putShort(bytes, Short.BYTES * cell, code);
    } else {
      LittleEndian.putInt(bytes, Integer.BYTES * cell, code);
    }
  }

  /** The same codes with room for more categories. */
  PackedCodes widened(int nCategories) {
    PackedCodes wide = new PackedCodes(nCells, nCategories);
    for (int cell = 0; cell < nCells; cell++) {
      wide.set(cell, get(cell));
    }
    return wide;
  }

  /**
   * Checks a code.
   *
   * @throws IllegalArgumentException when it is not -1 and no category
   */
  static void require(int cell, int code, int nCategories) {
    if (code < -1 || code >= nCategories) {
      throw new IllegalArgumentException(
          "cell " + cell + ": expected a code from -1 to " + (nCategories - 1) + ", got " + code);
    }
  }
}
