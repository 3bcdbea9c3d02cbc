package io.cellfolio.deflate;

import java.util.Arrays;

/**
 * Finds the cheapest literals and matches for a few bytes under a given code, by trying matches of
 * all kinds at every place. For payloads that are so short that a bit more is a percent more.
 */
final class CheapestParser {
  /** The most bytes that are parsed. */
  static final int MOST = 4096;

  private static final int HASH_BITS = 10;

  /** What a symbol is taken to cost that the code does not have. */
  private static final int UNKNOWN_BITS = 12;

  /** For each length the longest that has the same symbol. */
  private static final int[] LAST = new int[Alphabet.MAX_MATCH + 1];

  static {
    for (int length = Alphabet.MAX_MATCH; length >= Alphabet.MIN_MATCH; length--) {
      boolean last =
          length == Alphabet.MAX_MATCH
              || Alphabet.lengthSymbol(length + 1) != Alphabet.lengthSymbol(length);
      LAST[length] = last ? length : LAST[length + 1];
    }
  }

  private final int[] literals = new int[256];
  private final int[] lengths = new int[Alphabet.MAX_MATCH + 1];
  private final int[] distances = new int[Alphabet.DISTANCE_SYMBOLS];

  /** The cost of all bytes before a place, and the last token on the way there. */
  private final int[] costs = new int[MOST + 1];

  private final int[] lastLength = new int[MOST + 1];
  private final int[] lastDistance = new int[MOST + 1];
  private final int[] way = new int[MOST];

  /** The newest place, plus one, by the hash of its three bytes, and for each the one before. */
  private final int[] newest = new int[1 << HASH_BITS];

  private final int[] previous = new int[MOST];

  /** Takes the costs of symbols from a code. */
  void price(BlockCode code) {
    for (int value = 0; value < literals.length; value++) {
      literals[value] = bits(code.literals.lengths[value]);
    }
    for (int length = Alphabet.MIN_MATCH; length < lengths.length; length++) {
      int symbol = Alphabet.lengthSymbol(length);
      lengths[length] = bits(code.literals.lengths[symbol]) + Alphabet.lengthExtra(symbol);
    }
    for (int symbol = 0; symbol < distances.length; symbol++) {
      distances[symbol] = bits(code.distances.lengths[symbol]) + Alphabet.distanceExtra(symbol);
    }
  }

  private static int bits(byte length) {
    return length == 0 ? UNKNOWN_BITS : length;
  }

  /** Adds the cheapest tokens of some bytes that have no history. */
  void parse(byte[] in, int from, int to, TokenList tokens) {
    int n = to - from;
    Arrays.fill(costs, 1, n + 1, Integer.MAX_VALUE);
    costs[0] = 0;
    Arrays.fill(newest, 0);
    for (int at = 0; at < n; at++) {
      reach(at, at + 1, 1, 0, literals[in[from + at] & 0xff]);
      int longest = Alphabet.MIN_MATCH - 1;
      int limit = Math.min(n - at, Alphabet.MAX_MATCH);
      // The nearest place is the cheapest; farther ones are of use for longer matches only.
      for (int place = limit > longest ? enter(in, from, at) : -1;
          place >= 0 && longest < limit;
          place = previous[place]) {
        if (in[from + place + longest] == in[from + at + longest]
            && in[from + place] == in[from + at]) {
          int length = MatchFinder.matching(in, from + place, from + at, limit);
          int distance = at - place;
          int price = distances[Alphabet.distanceSymbol(distance)];
          for (int k = next(longest, length); k <= length; k = next(k, length)) {
            reach(at, at + k, k, distance, price + lengths[k]);
          }
          longest = Math.max(longest, length);
        }
      }
    }
    int steps = 0;
    for (int at = n; at > 0; at -= lastLength[at]) {
      way[steps++] = at;
    }
    tokens.reserve(steps);
    while (steps > 0) {
      int end = way[--steps];
      if (lastDistance[end] == 0) {
        tokens.literal(in[from + end - 1]);
      } else {
        tokens.match(lastLength[end], lastDistance[end]);
      }
    }
  }

  /** The next length to try: of those that one symbol stands for, the longest. */
  private static int next(int length, int longest) {
    return length >= longest ? longest + 1 : Math.min(longest, LAST[length + 1]);
  }

  /** Enters a place and returns the one before with the same hash, or -1. */
  private int enter(byte[] in, int from, int at) {
    int i = from + at;
    int three = in[i] & 0xff | (in[i + 1] & 0xff) << 8 | (in[i + 2] & 0xff) << 16;
    int hash = three * 0x9e3779b1 >>> Integer.SIZE - HASH_BITS;
    previous[at] = newest[hash] - 1;
    newest[hash] = at + 1;
    return previous[at];
  }

  private void reach(int from, int to, int length, int distance, int price) {
    int cost = costs[from] + price;
    if (cost < costs[to]) {
      costs[to] = cost;
      lastLength[to] = length;
      lastDistance[to] = distance;
    }
  }
}
