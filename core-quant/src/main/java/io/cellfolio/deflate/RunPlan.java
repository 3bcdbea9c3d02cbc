package io.cellfolio.deflate;

/**
 * How many of the repeated bytes of a run of the background go into a match; the others are written
 * as literals. As the background is a frequent byte, a few literals can be cheaper than a match, or
 * a match and a literal cheaper than a longer match of a rare length. Runs of other bytes are
 * always matched.
 */
final class RunPlan {
  private static final int MAX_TRAILING = 2;

  /** Bytes in the match, by the number of repeated bytes; all others are literals. */
  final int[] matched = new int[Alphabet.MAX_MATCH + 1];

  RunPlan() {
    matchAlways();
  }

  /** Matches wherever possible. */
  void matchAlways() {
    for (int repeats = Alphabet.MIN_MATCH; repeats < matched.length; repeats++) {
      matched[repeats] = repeats;
    }
  }

  /** Takes the cheapest way for a byte under a code. */
  void adapt(int background, BlockCode code) {
    byte[] bits = code.literals.lengths;
    int literal = bits[background];
    for (int repeats = Alphabet.MIN_MATCH; repeats < matched.length; repeats++) {
      int best = literal == 0 ? Integer.MAX_VALUE : repeats * literal;
      int match = literal == 0 ? repeats : 0;
      for (int k = 0; k <= MAX_TRAILING && repeats - k >= Alphabet.MIN_MATCH; k++) {
        int symbol = Alphabet.lengthSymbol(repeats - k);
        int extra = Alphabet.lengthExtra(symbol) + code.distances.lengths[0];
        int cost = bits[symbol] + extra + k * literal;
        if (bits[symbol] > 0 && cost < best) {
          best = cost;
          match = repeats - k;
        }
      }
      matched[repeats] = match;
    }
  }
}
