package io.cellfolio.deflate;

import java.util.Arrays;

/**
 * What bytes cost when only runs are used, and so what a match over some of them saves, in 1/16 of
 * a bit. The prices follow what the parser does: they are taken from its latest tokens.
 */
final class Prices {
  /** Bytes that are priced at once; after them the prices are taken anew. */
  static final int STRETCH = 1 << 12;

  private static final int UNIT_BITS = 4;
  private static final int AHEAD = 2 * Alphabet.MAX_MATCH + 8;
  private static final int FULL = 1 << 14;
  private static final int PRIOR = 1 << 10;

  private final int[] literalCounts = new int[256];
  private final int[] lengthCounts = new int[Alphabet.LITERAL_SYMBOLS];
  private final int[] distanceCounts = new int[Alphabet.DISTANCE_SYMBOLS];
  private final int[] literals = new int[256];
  private final int[] lengths = new int[Alphabet.MAX_MATCH + 1];
  private final int[] distances = new int[Alphabet.DISTANCE_SYMBOLS];

  /** Price of all bytes before a position, counted from {@link #base}. */
  private final int[] upTo = new int[STRETCH + AHEAD + 1];

  private int base;
  private RunList runs;
  private int element;
  private int elementStart;

  /**
   * Begins without knowing any tokens: literals as runs alone would have them, and matches cheap,
   * so that they get a chance to show what they are worth.
   */
  void begin(SymbolCounts runCounts) {
    long total = 1;
    for (int value = 0; value < 256; value++) {
      total += runCounts.literals[value];
    }
    for (int value = 0; value < 256; value++) {
      literalCounts[value] = (int) (runCounts.literals[value] * (long) PRIOR / total);
    }
    Arrays.fill(lengthCounts, 0);
    for (int symbol = 0; symbol < 8; symbol++) {
      lengthCounts[Alphabet.FIRST_LENGTH_SYMBOL + symbol] = PRIOR >> 3 + symbol / 2;
    }
    Arrays.fill(distanceCounts, PRIOR / 32);
  }

  /** Turns to the elements from one on, the first of which stands at a position. */
  void attach(RunList list, int from, int position) {
    runs = list;
    element = from;
    elementStart = position;
  }

  /** Adds a literal to the tokens that prices are taken from. */
  void literal(byte value) {
    literalCounts[value & 0xff]++;
  }

  /** Adds a match to the tokens that prices are taken from. */
  void match(int length, int distance) {
    lengthCounts[Alphabet.lengthSymbol(length)]++;
    distanceCounts[Alphabet.distanceSymbol(distance)]++;
  }

  /** Takes the prices anew and prices the bytes from a position on. */
  void price(int at) {
    refresh();
    int[] elements = runs.elements();
    while (elementStart + RunList.count(elements[element]) <= at) {
      elementStart += RunList.count(elements[element++]);
    }
    base = at;
    int position = elementStart;
    int sum = 0;
    int limit = at + STRETCH + AHEAD;
    for (int i = element; i < runs.size() && position < limit; i++) {
      int value = elements[i] & 0xff;
      int count = RunList.count(elements[i]);
      int literal = literals[value];
      if (RunList.isRun(elements[i])) {
        set(position++, sum, limit);
        sum += literal;
        count--;
      }
      if (count < Alphabet.MIN_MATCH) {
        for (; count > 0; count--) {
          set(position++, sum, limit);
          sum += literal;
        }
      } else {
        // The price of repeats is paid with their last byte: a match that ends before saves none.
        int from = Math.max(position, base);
        int to = Math.min(position + count, limit);
        if (from < to) {
          Arrays.fill(upTo, from - base, to - base, sum);
        }
        position += count;
        int distance = elements[i] < 0 ? 1 : 0;
        sum += lengths[Math.min(count, Alphabet.MAX_MATCH)] + distances[distance];
      }
    }
    set(position, sum, limit + 1);
  }

  private void set(int position, int sum, int limit) {
    if (position >= base && position < limit) {
      upTo[position - base] = sum;
    }
  }

  private void refresh() {
    int symbols = sum(literalCounts) + sum(lengthCounts) + 1;
    int matches = sum(distanceCounts) + 1;
    int allSymbols = Entropy.log2(symbols);
    for (int value = 0; value < 256; value++) {
      literals[value] = price(allSymbols, literalCounts[value]);
    }
    for (int length = Alphabet.MIN_MATCH; length <= Alphabet.MAX_MATCH; length++) {
      int symbol = Alphabet.lengthSymbol(length);
      lengths[length] =
          price(allSymbols, lengthCounts[symbol]) + (Alphabet.lengthExtra(symbol) << UNIT_BITS);
    }
    int allMatches = Entropy.log2(matches);
    for (int symbol = 0; symbol < distances.length; symbol++) {
      distances[symbol] =
          price(allMatches, distanceCounts[symbol]) + (Alphabet.distanceExtra(symbol) << UNIT_BITS);
    }
    if (symbols > FULL) {
      halve(literalCounts);
      halve(lengthCounts);
      halve(distanceCounts);
    }
  }

  private static int price(int all, int count) {
    // What has not occurred is taken to occur half as often as what occurred once.
    int bits = count == 0 ? all + (1 << Entropy.FRACTION_BITS) : all - Entropy.log2(count);
    return Math.max(1 << UNIT_BITS, bits >> Entropy.FRACTION_BITS - UNIT_BITS);
  }

  private static int sum(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  private static void halve(int[] counts) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] >>= 1;
    }
  }

  /** What a match saves; it may be negative. */
  int saving(int at, int length, int distance) {
    return upTo[at - base + length]
        - upTo[at - base]
        - lengths[length]
        - distances[Alphabet.distanceSymbol(distance)];
  }
}
