package io.cellfolio.h5ad;

import java.util.Arrays;

/** Puts bytes or bits that were sorted by their place in an element back into their elements. */
final class Shuffles {
  private Shuffles() {}

  /** Undoes a byte shuffle; what does not fill an element stays where it is. */
  static void bytes(byte[] source, int from, int length, byte[] target, int to, int width) {
    int elements = length / width;
    int at = from;
    for (int plane = 0; plane < width; plane++) {
      for (int i = 0, out = to + plane; i < elements; i++, out += width) {
        target[out] = source[at++];
      }
    }
    System.arraycopy(source, at, target, to + elements * width, length - elements * width);
  }

  /**
   * Undoes a bit shuffle of {@code elements} elements, a multiple of eight. Bit {@code k} of byte
   * {@code b} of all elements stands in row {@code 8 b + k}, eight elements to a byte, the first
   * lowest.
   */
  static void bits(byte[] source, int from, int elements, byte[] target, int to, int width) {
    int row = elements / 8;
    Arrays.fill(target, to, to + elements * width, (byte) 0);
    for (int b = 0; b < width; b++) {
      for (int k = 0; k < 8; k++) {
        int at = from + (8 * b + k) * row;
        for (int i = 0, out = to + b; i < row; i++) {
          int eight = source[at + i];
          for (int j = 0; j < 8; j++, out += width) {
            target[out] |= (byte) ((eight >> j & 1) << k);
          }
        }
      }
    }
  }
}
