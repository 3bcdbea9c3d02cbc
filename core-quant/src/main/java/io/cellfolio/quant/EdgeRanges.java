package io.cellfolio.quant;

import io.cellfolio.source.GraphRows;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;

/**
 * Makes the edges of a graph range by range of their lower cells, as many at a time as the memory
 * holds. The lines that can hold entries of a range are read again for it.
 */
final class EdgeRanges {
  private static final int MOST_PAIRS = 1 << 30;

  private final GraphRows rows;
  private final EdgeRule rule;
  private final GraphFaults faults;
  private final int threads;
  private final long mostPairs;
  private final int[] edgesOf;

  /**
   * Plans.
   *
   * @param bytes what entries may occupy; one cell's are taken in any case
   * @param edgesOf receives the number of edges of each cell as the lower one
   */
  EdgeRanges(GraphRows rows, EdgeRule rule, long bytes, int threads, int[] edgesOf) {
    this.rows = rows;
    this.rule = rule;
    this.faults = new GraphFaults(rule, rows.byColumns());
    this.threads = threads;
    this.mostPairs = Math.min(MOST_PAIRS, bytes / EdgeRange.pairBytes(rule.weighted()));
    this.edgesOf = edgesOf;
  }

  /** Of a budget, what the entries of a range may occupy; the rest is for finished edges. */
  static long shareOf(MemoryBudget memory) {
    return memory.bytes() / 4 * 3;
  }

  /**
   * Makes all edges.
   *
   * @throws UnusableGraphException when the graph has none; part of the edges may have been visited
   */
  void visit(NeighborEdges.Visitor visitor) throws IOException {
    EdgeCounts counts = EdgeCounts.of(rows, threads);
    int nCells = rows.nCells();
    int first = 0;
    while (first < nCells) {
      int end = first;
      long pairs = 0;
      while (end < nCells && (end == first || pairs + counts.pairs(end) <= mostPairs)) {
        pairs += counts.pairs(end++);
      }
      if (pairs > Integer.MAX_VALUE - 64) {
        throw new UnusableGraphException(
            "cell " + first + " has " + pairs + " stored weights; 2147483583 can be held");
      }
      EdgeRange range = new EdgeRange(rule, faults, counts, first, end);
      range.fill(rows);
      for (EdgeRange.Part part : range.merge(edgesOf)) {
        visitor.edges(range.others(), range.weights(), part.from(), part.count());
      }
      first = end;
    }
    faults.throwIfAny();
  }
}
