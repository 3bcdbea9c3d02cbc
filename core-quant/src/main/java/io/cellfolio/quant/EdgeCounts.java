package io.cellfolio.quant;

import io.cellfolio.source.Crew;
import io.cellfolio.source.GraphRows;
import java.io.IOException;

/**
 * How many pairs of cells each cell is the lower one of, at most: those in its own line, and those
 * in later lines, by stripe. Used up as ranges of cells are filled.
 */
final class EdgeCounts {
  /** More would take more memory than it saves time. */
  private static final int MOST_STRIPES = 8;

  private final int[] stripes;
  private final int[] own;
  private final int[][] later;

  private EdgeCounts(int nCells, int[] stripes) {
    this.stripes = stripes;
    this.own = new int[nCells];
    this.later = new int[stripes.length - 1][nCells];
  }

  /** Bytes for each cell. */
  static long bytesPerCell(int threads) {
    return Integer.BYTES * (1L + Math.min(threads, MOST_STRIPES));
  }

  /** Reads all places of a graph once. */
  static EdgeCounts of(GraphRows rows, int threads) throws IOException {
    EdgeCounts counts =
        new EdgeCounts(rows.nCells(), rows.stripes(Math.min(threads, MOST_STRIPES)));
    Crew.run(
        "cellfolio-graph",
        counts.nStripes(),
        (stripe, crew) ->
            rows.places(
                counts.stripes[stripe],
                counts.stripes[stripe + 1],
                (line, cells, from, to) -> {
                  counts.count(line, counts.later[stripe], cells, from, to);
                  return crew.goesOn();
                }));
    return counts;
  }

  private void count(int line, int[] lower, int[] cells, int from, int to) {
    int higher = 0;
    for (int i = from; i < to; i++) {
      int cell = cells[i];
      if (cell > line) {
        higher++;
      } else if (cell < line) {
        lower[cell]++;
      }
    }
    own[line] += higher;
  }

  int nStripes() {
    return stripes.length - 1;
  }

  int firstLine(int stripe) {
    return stripes[stripe];
  }

  int endLine(int stripe) {
    return stripes[stripe + 1];
  }

  /** Pairs in the own lines of the cells; becomes where the next of them goes. */
  int[] own() {
    return own;
  }

  /** Pairs in a stripe's later lines; becomes where the next of them goes. */
  int[] later(int stripe) {
    return later[stripe];
  }

  /** All pairs of a cell, before the counts are used up. */
  long pairs(int cell) {
    long pairs = Integer.toUnsignedLong(own[cell]);
    for (int[] stripe : later) {
      pairs += Integer.toUnsignedLong(stripe[cell]);
    }
    return pairs;
  }
}
