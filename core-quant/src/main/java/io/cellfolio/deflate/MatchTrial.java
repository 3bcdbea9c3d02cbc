package io.cellfolio.deflate;

/** Tries with some bytes of a chunk whether matches of any distance serve it. */
final class MatchTrial {
  private final LongestParser parser;
  private final BlockWriter blocks;
  private final TokenList tokens = new TokenList();
  private long asRuns;
  private long asTokens;
  private int bytes;
  private int elements;

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
   * @param start the raw byte that those to be tried lie behind, counted from the chunk's first
   * @param wanted how many bytes are enough; whole elements are tried
   * @param history how many bytes before those may be referred to
   * @return false when there is nothing to be tried but a run that is very long
   */
  boolean run(Chunk chunk, RunList runs, int from, int start, int wanted, int history) {
    int[] all = runs.elements();
    int at = 0;
    int first = from;
    while (at < start) {
      at += RunList.count(all[first++]);
    }
    int last = first;
    int end = at;
    while (last < runs.size() && end < at + wanted) {
      end += RunList.count(all[last++]);
    }
    if (end == at || end - at > ChunkCoder.CHUNK / 2) {
      return false;
    }
    int window = Math.min(at, history);
    chunk.spread(at - window, end);
    int origin = chunk.from();
    tokens.clear();
    parser.begin();
    parser.parse(chunk.bytes(), origin + at - window, origin + at, origin + end, window, tokens);
    parser.begin();
    asTokens = blocks.price(tokens, 0, tokens.size());
    asRuns = blocks.price(runs, first, last);
    bytes = end - at;
    elements = last - first;
    return true;
  }

  /** How many bytes were tried. */
  int bytes() {
    return bytes;
  }

  /** How many elements those bytes are. */
  int elements() {
    return elements;
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
