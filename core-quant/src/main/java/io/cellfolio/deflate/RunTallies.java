package io.cellfolio.deflate;

import java.util.Arrays;

/**
 * What ranges of a list of runs hold. The pieces that blocks are put together from are counted
 * once; a range that consists of pieces is their sum.
 */
final class RunTallies {
  private static final int MOST = 64;

  /** A range's elements by class. */
  static final class Tally {
    final int[] known = new int[RunList.OTHER + 1];

    /** The symbols of the elements that have no class of their own. */
    final SymbolCounts others = new SymbolCounts();

    int from;
    int to;

    private void begin(int newFrom, int newTo) {
      from = newFrom;
      to = newTo;
      Arrays.fill(known, 0);
      others.clear();
    }

    private void add(Tally piece) {
      for (int kind = 0; kind < known.length; kind++) {
        known[kind] += piece.known[kind];
      }
      for (int value = 0; value < 256; value++) {
        others.literals[value] += piece.others.literals[value];
      }
      for (int length = 0; length < others.lengths.length; length++) {
        others.lengths[length] += piece.others.lengths[length];
      }
      for (int symbol = 0; symbol < others.distances.length; symbol++) {
        others.distances[symbol] += piece.others.distances[symbol];
      }
    }
  }

  private final Tally[] pieces = new Tally[MOST];
  private final Tally sum = new Tally();
  private int count;

  /** Forgets all ranges. */
  void clear() {
    count = 0;
  }

  /** What a range holds, or null when it does not consist of known pieces. */
  Tally find(int from, int to) {
    for (int first = 0; first < count; first++) {
      int end = first;
      int at = from;
      while (end < count && pieces[end].from == at && at < to) {
        at = pieces[end++].to;
      }
      if (at == to && end > first) {
        return end == first + 1 ? pieces[first] : sum(first, end);
      }
    }
    return null;
  }

  private Tally sum(int first, int end) {
    sum.begin(pieces[first].from, pieces[end - 1].to);
    for (int i = first; i < end; i++) {
      sum.add(pieces[i]);
    }
    return sum;
  }

  /** Begins a range, to be filled by the caller. */
  Tally add(int from, int to) {
    if (count == MOST) {
      count = 0;
    }
    if (pieces[count] == null) {
      pieces[count] = new Tally();
    }
    Tally tally = pieces[count++];
    tally.begin(from, to);
    return tally;
  }
}
