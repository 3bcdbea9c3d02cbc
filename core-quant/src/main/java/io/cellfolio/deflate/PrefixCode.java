package io.cellfolio.deflate;

import java.util.Arrays;

/** A canonical prefix code: RFC 1951, section 3.2.2. Codes are kept as they go into the stream. */
final class PrefixCode {
  final byte[] lengths;
  final int[] codes;
  private final int[] next = new int[Alphabet.MAX_BITS + 2];

  PrefixCode(int symbols) {
    lengths = new byte[symbols];
    codes = new int[symbols];
  }

  /** Assigns the codes that the lengths define. */
  void assign() {
    Arrays.fill(next, 0);
    for (byte length : lengths) {
      if (length > 0) {
        next[length + 1]++;
      }
    }
    for (int bits = 1; bits <= Alphabet.MAX_BITS; bits++) {
      next[bits] = next[bits - 1] + next[bits] << 1;
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      codes[symbol] = length == 0 ? 0 : Integer.reverse(next[length]++) >>> 32 - length;
    }
  }

  /** The bits of all symbols without those that follow them. */
  long cost(int[] frequencies) {
    long bits = 0;
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      bits += (long) frequencies[symbol] * lengths[symbol];
    }
    return bits;
  }
}
