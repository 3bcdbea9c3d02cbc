package io.cellfolio.deflate;

import java.util.Arrays;

/** How often each symbol of a block occurs; the end of the block is counted once. */
final class SymbolCounts {
  final int[] literals = new int[Alphabet.FIXED_LITERAL_SYMBOLS];
  final int[] distances = new int[Alphabet.DISTANCE_SYMBOLS];

  /** Matches by length, until {@link #fold} turns them into symbols. */
  final int[] lengths = new int[Alphabet.MAX_MATCH + 1];

  void clear() {
    Arrays.fill(literals, 0);
    Arrays.fill(distances, 0);
    Arrays.fill(lengths, 0);
    literals[Alphabet.END_OF_BLOCK] = 1;
  }

  /** Counts a match, given its length and the symbol of its distance. */
  void match(int length, int distanceSymbol) {
    lengths[length]++;
    distances[distanceSymbol]++;
  }

  /** Moves the counts by length to their symbols. */
  void fold() {
    for (int length = Alphabet.MIN_MATCH; length <= Alphabet.MAX_MATCH; length++) {
      literals[Alphabet.lengthSymbol(length)] += lengths[length];
      lengths[length] = 0;
    }
  }

  /** The bits that follow the symbols. */
  long extraBits() {
    long bits = 0;
    for (int s = Alphabet.FIRST_LENGTH_SYMBOL; s < Alphabet.LITERAL_SYMBOLS; s++) {
      bits += (long) literals[s] * Alphabet.lengthExtra(s);
    }
    for (int s = 0; s < Alphabet.DISTANCE_SYMBOLS; s++) {
      bits += (long) distances[s] * Alphabet.distanceExtra(s);
    }
    return bits;
  }
}
