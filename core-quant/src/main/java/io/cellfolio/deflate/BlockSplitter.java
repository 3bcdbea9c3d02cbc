package io.cellfolio.deflate;

/**
 * Cuts a list into blocks. The list is counted in pieces of equal size; then the two neighbors that
 * gain most from a common code are joined, as long as there is something to gain.
 */
final class BlockSplitter {
  private static final int MAX_PIECES = 64;

  /** What the header of a block costs beyond its symbols, and per symbol, in bits; estimates. */
  private static final int HEADER_BITS = 60;

  private static final int SYMBOL_BITS = 4;

  private final int leastPiece;
  private final SymbolCounts[] counts = new SymbolCounts[MAX_PIECES];
  private final SymbolCounts joint = new SymbolCounts();
  private final int[] ends = new int[MAX_PIECES];
  private final long[] sizes = new long[MAX_PIECES];

  /** The size of a piece joined with the next one. */
  private final long[] jointSizes = new long[MAX_PIECES];

  private int blocks;

  /**
   * A splitter.
   *
   * @param leastPiece elements that a piece has at least
   */
  BlockSplitter(int leastPiece) {
    this.leastPiece = leastPiece;
  }

  /** Cuts some elements into pieces. */
  private void cut(int first, int last) {
    int size = last - first;
    blocks = Math.max(1, Math.min(MAX_PIECES, size / leastPiece));
    for (int i = 0; i < blocks; i++) {
      ends[i] = first + (int) ((long) size * (i + 1) / blocks);
    }
  }

  /** Looks at some elements piece by piece, so that it need not be done again when they are cut. */
  void survey(RunList list, int first, int last) {
    cut(first, last);
    for (int i = 0; i < blocks; i++) {
      list.survey(i == 0 ? first : ends[i - 1], ends[i]);
    }
  }

  /** Finds the blocks of some elements, one at least. */
  void split(SymbolList list, int first, int last) {
    list.reset();
    cut(first, last);
    int pieces = blocks;
    for (int i = 0; i < pieces; i++) {
      if (counts[i] == null) {
        counts[i] = new SymbolCounts();
      }
      int from = i == 0 ? first : ends[i - 1];
      counts[i].clear();
      list.count(from, ends[i], counts[i]);
      sizes[i] = pieces == 1 ? 0 : size(counts[i]);
    }
    for (int i = 0; i + 1 < blocks; i++) {
      jointSizes[i] = jointSize(i);
    }
    for (int best = best(); best >= 0; best = best()) {
      join(best);
    }
  }

  private int best() {
    int best = -1;
    long most = 0;
    for (int i = 0; i + 1 < blocks; i++) {
      long gain = sizes[i] + sizes[i + 1] - jointSizes[i];
      if (gain > most) {
        most = gain;
        best = i;
      }
    }
    return best;
  }

  private void join(int at) {
    add(counts[at], counts[at + 1], counts[at]);
    sizes[at] = jointSizes[at];
    SymbolCounts free = counts[at + 1];
    for (int i = at + 1; i + 1 < blocks; i++) {
      counts[i] = counts[i + 1];
      sizes[i] = sizes[i + 1];
      jointSizes[i] = jointSizes[i + 1];
    }
    for (int i = at; i + 1 < blocks; i++) {
      ends[i] = ends[i + 1];
    }
    blocks--;
    counts[blocks] = free;
    if (at > 0) {
      jointSizes[at - 1] = jointSize(at - 1);
    }
    if (at + 1 < blocks) {
      jointSizes[at] = jointSize(at);
    }
  }

  private long jointSize(int at) {
    add(counts[at], counts[at + 1], joint);
    return size(joint);
  }

  private static void add(SymbolCounts a, SymbolCounts b, SymbolCounts sum) {
    for (int s = 0; s < Alphabet.LITERAL_SYMBOLS; s++) {
      sum.literals[s] = a.literals[s] + b.literals[s];
    }
    for (int s = 0; s < Alphabet.DISTANCE_SYMBOLS; s++) {
      sum.distances[s] = a.distances[s] + b.distances[s];
    }
    sum.literals[Alphabet.END_OF_BLOCK] = 1;
  }

  private static long size(SymbolCounts counts) {
    int used = 0;
    for (int s = 0; s < Alphabet.LITERAL_SYMBOLS; s++) {
      used += counts.literals[s] > 0 ? 1 : 0;
    }
    for (int s = 0; s < Alphabet.DISTANCE_SYMBOLS; s++) {
      used += counts.distances[s] > 0 ? 1 : 0;
    }
    return Entropy.size(counts.literals, Alphabet.LITERAL_SYMBOLS)
        + Entropy.size(counts.distances, Alphabet.DISTANCE_SYMBOLS)
        + ((long) HEADER_BITS + (long) SYMBOL_BITS * used << Entropy.FRACTION_BITS);
  }

  /** How many blocks there are. */
  int blocks() {
    return blocks;
  }

  /** Where a block ends. */
  int end(int block) {
    return ends[block];
  }

  /** What a block holds, written the way that needs no code to be known. */
  SymbolCounts counts(int block) {
    return counts[block];
  }
}
