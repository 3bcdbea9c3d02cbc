package io.cellfolio.deflate;

/** What the elements of a list of runs cost under an ideal code, in 1/16 of a bit. */
final class RunCosts {
  /** Binary digits of a cost that are less than a bit. */
  static final int FRACTION_BITS = 4;

  private final int[] literal = new int[256];
  private final int[] match = new int[Alphabet.MAX_MATCH + 1];

  /** Takes the prices from what there is. */
  void take(SymbolCounts counts) {
    int symbols = 0;
    for (int s = 0; s < Alphabet.LITERAL_SYMBOLS; s++) {
      symbols += counts.literals[s];
    }
    for (int value = 0; value < literal.length; value++) {
      literal[value] = price(symbols, counts.literals[value]);
    }
    for (int length = Alphabet.MIN_MATCH; length < match.length; length++) {
      int symbol = Alphabet.lengthSymbol(length);
      int behind = Alphabet.lengthExtra(symbol) + 1;
      match[length] = price(symbols, counts.literals[symbol]) + (behind << FRACTION_BITS);
    }
  }

  /** The price of a symbol by its share; no code is shorter than a bit. */
  static int price(int all, int count) {
    int bits = Entropy.log2(Math.max(1, all)) - Entropy.log2(Math.max(1, count));
    return Math.max(1 << FRACTION_BITS, bits >> Entropy.FRACTION_BITS - FRACTION_BITS);
  }

  /** A whole element. */
  int element(int element) {
    int value = element & 0xff;
    int count = RunList.count(element);
    if (count == 1) {
      return literal[value];
    }
    return RunList.isRun(element)
        ? literal[value] + repeats(value, count - 1)
        : repeats(value, count);
  }

  private int repeats(int value, int count) {
    int whole = count / Alphabet.MAX_MATCH * match[Alphabet.MAX_MATCH];
    int rest = count % Alphabet.MAX_MATCH;
    return whole + (rest < Alphabet.MIN_MATCH ? rest * literal[value] : match[rest]);
  }
}
