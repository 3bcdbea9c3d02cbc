package io.cellfolio.deflate;

/** Tries with some bytes in the middle of a chunk whether matches of any distance serve it. */
final class MatchTrial {
  private final LongestParser parser;
  private final BlockWriter blocks;
  private final TokenList tokens = new TokenList();
  private long asRuns;
  private long asTokens;

  MatchTrial(LongestParser parser, BlockWriter blocks) {
    this.parser = parser;
    this.blocks = blocks;
  }

  /**
   * Prices some bytes both ways. What the parser knew before is forgotten.
   *
   * @param chunk what is tried
   * @param runs its elements, up to the last
   * @param from the first of its elements
   * @param wanted how many bytes are enough; whole elements are tried
   * @param history how many bytes before those may be referred to
   * @return false when there is nothing to be tried but a run that is very long
   */
  boolean run(Chunk chunk, RunList runs, int from, int wanted, int history) {
    chunk.spread();
    int[] elements = runs.elements();
    int start = chunk.length() / 2;
    int at = 0;
    int first = from;
    while (at < start) {
      at += RunList.count(elements[first++]);
    }
    int last = first;
    int end = at;
    while (last < runs.size() && end < at + wanted) {
      end += RunList.count(elements[last++]);
    }
    if (end == at || end - at > ChunkCoder.CHUNK / 2) {
      return false;
    }
    int origin = chunk.from();
    int window = Math.min(at, history);
    tokens.clear();
    parser.begin();
    parser.parse(chunk.bytes(), origin + at - window, origin + at, origin + end, window, tokens);
    parser.begin();
    asTokens = blocks.price(tokens, 0, tokens.size());
    asRuns = blocks.price(runs, first, last);
    return true;
  }

  /** What the bytes take as runs, in bits. */
  long asRuns() {
    return asRuns;
  }

  /** What the bytes take as literals and matches, in bits. */
  long asTokens() {
    return asTokens;
  }
}
