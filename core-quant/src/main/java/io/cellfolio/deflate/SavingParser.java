package io.cellfolio.deflate;

/**
 * Turns bytes into literals, runs, and the matches that save something over them. A match gives way
 * to one at the next byte that saves more.
 */
final class SavingParser {
  private final Effort effort;
  private final MatchFinder finder;
  private final Prices prices;

  SavingParser(Effort effort, MatchFinder finder, Prices prices) {
    this.effort = effort;
    this.finder = finder;
    this.prices = prices;
  }

  /** Parses what the finder was attached to. */
  void parse(byte[] in, int from, int to, int history, TokenList tokens) {
    tokens.reserve(to - from);
    int at = from;
    int recent = 0;
    int priced = from;
    while (at < to) {
      if (at >= priced) {
        prices.price(at);
        priced = at + Prices.STRETCH;
      }
      finder.enter(at);
      if (!finder.find(at, effort.depth(), effort.enough(), recent)) {
        at = withoutMatch(in, at, to, history, tokens);
        continue;
      }
      int length = finder.bestLength();
      int distance = finder.bestDistance();
      int saving = finder.bestSaving();
      while (length < effort.lazy() && at + 1 < Math.min(to, priced)) {
        finder.enter(at + 1);
        int depth = length >= 32 ? effort.depth() >> 2 : effort.depth();
        if (!finder.find(at + 1, depth, effort.enough(), recent) || finder.bestSaving() <= saving) {
          break;
        }
        prices.literal(in[at]);
        tokens.literal(in[at++]);
        length = finder.bestLength();
        distance = finder.bestDistance();
        saving = finder.bestSaving();
      }
      prices.match(length, distance);
      tokens.match(length, distance);
      recent = distance;
      at += length;
    }
    finder.enter(to);
  }

  private int withoutMatch(byte[] in, int at, int to, int history, TokenList tokens) {
    if (at > history && in[at] == in[at - 1]) {
      int repeats = MatchFinder.matching(in, at - 1, at, Math.min(to - at, Alphabet.MAX_MATCH));
      if (repeats >= Alphabet.MIN_MATCH) {
        prices.match(repeats, 1);
        tokens.match(repeats, 1);
        return at + repeats;
      }
    }
    prices.literal(in[at]);
    tokens.literal(in[at]);
    return at + 1;
  }
}
