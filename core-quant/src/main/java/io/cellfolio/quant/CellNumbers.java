package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import java.io.IOException;

/** Writes numbers of cells. */
final class CellNumbers {
  private static final int AT_ONCE = 1 << 16;
  private static final int U16_VALUES = 1 << 16;

  private final boolean wide;
  private final PayloadOutput output;
  private final byte[] bytes;
  private int length;

  CellNumbers(SampleType type, int nCells, PayloadOutput output) {
    requireRoom(type, nCells);
    this.wide = type == SampleType.U32;
    this.output = output;
    this.bytes = new byte[AT_ONCE * type.bytes()];
  }

  static void requireRoom(SampleType type, int nCells) {
    if (type != SampleType.U32 && (type != SampleType.U16 || nCells > U16_VALUES)) {
      throw new IllegalArgumentException(
          type.dtype() + " cannot hold the numbers of " + nCells + " cells");
    }
  }

  void repeat(int cell, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      put(cell);
    }
  }

  void put(int cell) throws IOException {
    if (length == bytes.length) {
      flush();
    }
    if (wide) {
      LittleEndian.putInt(bytes, length, cell);
      length += Integer.BYTES;
    } else {
      LittleEndian.putShort(bytes, length, cell);
      length += Short.BYTES;
    }
  }

  void flush() throws IOException {
    output.write(bytes, length);
    length = 0;
  }
}
