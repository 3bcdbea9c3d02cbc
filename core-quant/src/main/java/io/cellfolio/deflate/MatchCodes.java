package io.cellfolio.deflate;

/**
 * The bits of matches by length: the length's code, its extra bits, and a fixed distance's code.
 */
final class MatchCodes {
  final long[] codes = new long[Alphabet.MAX_MATCH + 1];

  /** How many bits; 0 for a length that the code does not know. */
  final byte[] bits = new byte[Alphabet.MAX_MATCH + 1];

  /** Takes the codes of a block, with a distance symbol that has no extra bits. */
  void fill(BlockCode code, int distanceSymbol) {
    fillLengths(code);
    long distanceCode = code.distances.codes[distanceSymbol];
    int distanceBits = code.distances.lengths[distanceSymbol];
    for (int length = Alphabet.MIN_MATCH; length <= Alphabet.MAX_MATCH; length++) {
      if (bits[length] > 0) {
        codes[length] |= distanceCode << bits[length];
        bits[length] += (byte) distanceBits;
      }
    }
  }

  /** Takes the codes of a block for the lengths alone. */
  void fillLengths(BlockCode code) {
    for (int length = Alphabet.MIN_MATCH; length <= Alphabet.MAX_MATCH; length++) {
      int symbol = Alphabet.lengthSymbol(length);
      int width = code.literals.lengths[symbol];
      long extra = length - Alphabet.lengthBase(symbol);
      codes[length] = code.literals.codes[symbol] | extra << width;
      bits[length] = width == 0 ? 0 : (byte) (width + Alphabet.lengthExtra(symbol));
    }
  }
}
