package io.cellfolio.quant;

import io.cellfolio.source.Crew;
import io.cellfolio.source.GraphRows;
import java.io.IOException;
import java.util.Arrays;

/**
 * The edges whose lower cell lies in a range. Each of its cells has a segment: first the entries of
 * its own line, then those that later lines hold of it, both ascending. Because every stripe of
 * lines has a part of the segment to itself, threads fill it in an order that does not depend on
 * them.
 */
final class EdgeRange {
  /** What is placed where nothing was, or a stored zero. */
  private static final int NOTHING = -1;

  private final EdgeRule rule;
  private final GraphFaults faults;
  private final EdgeCounts counts;
  private final int first;
  private final int end;
  private final int[] starts;
  private final int[] middles;
  private final int[] others;
  private final double[] weights;

  /** Allots segments; the counts of the range's cells become places. */
  EdgeRange(EdgeRule rule, GraphFaults faults, EdgeCounts counts, int first, int end) {
    this.rule = rule;
    this.faults = faults;
    this.counts = counts;
    this.first = first;
    this.end = end;
    this.starts = new int[end - first + 1];
    this.middles = new int[end - first];
    int next = 0;
    for (int cell = first; cell < end; cell++) {
      starts[cell - first] = next;
      next = Math.addExact(next, allot(counts.own(), cell, next));
      middles[cell - first] = next;
      for (int stripe = 0; stripe < counts.nStripes(); stripe++) {
        next = Math.addExact(next, allot(counts.later(stripe), cell, next));
      }
    }
    starts[end - first] = next;
    this.others = new int[next];
    this.weights = rule.weighted() ? new double[next] : null;
    Arrays.fill(others, NOTHING);
  }

  private static int allot(int[] counts, int cell, int place) {
    int count = counts[cell];
    counts[cell] = place;
    return count;
  }

  /** Bytes for each pair that was counted. */
  static int pairBytes(boolean weighted) {
    return Integer.BYTES + (weighted ? Double.BYTES : 0);
  }

  /** Reads the lines that can hold entries of the range. */
  void fill(GraphRows rows) throws IOException {
    Crew.run(
        "cellfolio-graph",
        counts.nStripes(),
        (stripe, crew) -> {
          int from = Math.max(first, counts.firstLine(stripe));
          if (from >= counts.endLine(stripe)) {
            return;
          }
          rows.weights(
              from,
              counts.endLine(stripe),
              (line, cells, values, at, to) -> {
                place(line, counts.later(stripe), cells, values, at, to);
                return crew.goesOn();
              });
        });
  }

  private void place(int line, int[] later, int[] cells, double[] values, int from, int to) {
    int[] own = counts.own();
    boolean ours = line < end;
    for (int i = from; i < to; i++) {
      int cell = cells[i];
      int lower = Math.min(cell, line);
      if (lower < first || lower >= end) {
        if (!ours && cell >= end) {
          return;
        }
        continue;
      }
      double weight = values[i];
      if (!rule.takes(weight)) {
        faults.weight(line, cell, weight);
      } else if (cell == line) {
        faults.diagonal(line, weight);
      } else if (weight != 0) {
        int at = cell > line ? own[line]++ : later[cell]++;
        others[at] = Math.max(cell, line);
        if (weights != null) {
          weights[at] = weight;
        }
      }
    }
  }

  /** Edges that are together in arrays. */
  record Part(int from, int count) {}

  /**
   * Makes edges of all entries, in place.
   *
   * @param edgesOf receives the number of edges of each cell of the range as the lower one
   * @return where edges are, ascending
   */
  Part[] merge(int[] edgesOf) throws IOException {
    int[] bounds = bounds(counts.nStripes());
    Part[] parts = new Part[bounds.length - 1];
    Crew.run(
        "cellfolio-graph",
        parts.length,
        (i, crew) -> {
          int from = starts[bounds[i]];
          int to = from;
          EdgeMerge merge = new EdgeMerge(rule, faults, others, weights);
          for (int cell = bounds[i]; cell < bounds[i + 1]; cell++) {
            int upper = counts.own()[first + cell];
            int merged =
                merge.merge(first + cell, starts[cell], upper, middles[cell], starts[cell + 1], to);
            edgesOf[first + cell] = merged - to;
            to = merged;
          }
          parts[i] = new Part(from, to - from);
        });
    return parts;
  }

  /** Cells, counted from the first, at which parts of about as many entries begin and end. */
  private int[] bounds(int parts) {
    int[] bounds = new int[parts + 1];
    bounds[parts] = end - first;
    for (int i = 1; i < parts; i++) {
      int wanted = (int) ((long) starts[end - first] * i / parts);
      int found = Arrays.binarySearch(starts, wanted);
      bounds[i] = Math.min(end - first, found < 0 ? -found - 1 : found);
    }
    Arrays.sort(bounds);
    return bounds;
  }

  /** The higher cells of edges, where a part says. */
  int[] others() {
    return others;
  }

  /** The weights of edges, or null without. */
  double[] weights() {
    return weights;
  }
}
