package io.cellfolio.h5ad;

import java.nio.ByteBuffer;

/** Whole numbers of as many bytes as a file chooses. */
final class LittleEndianBytes {
  private LittleEndianBytes() {}

  /** An unsigned number of up to eight bytes; of eight, the bits. */
  static long number(ByteBuffer bytes, int at, int length) {
    long number = 0;
    for (int i = length - 1; i >= 0; i--) {
      number = number << 8 | bytes.get(at + i) & 0xffL;
    }
    return number;
  }
}
