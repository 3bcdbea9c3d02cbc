package io.cellfolio.h5ad;

import io.cellfolio.source.MemoryBudget;
import java.util.ArrayList;
import java.util.List;

/** Cuts a list of columns into blocks that fit into memory. */
final class BlockPlan {
  /** What a column needs. */
  interface Cost {
    long bytes(int column);

    long elements(int column);
  }

  /** Columns {@code from} (inclusive) to {@code to} (exclusive) of the requested ones. */
  record Range(int from, int to) {}

  private static final long MAX_ELEMENTS = Integer.MAX_VALUE - 64L;

  private BlockPlan() {}

  /**
   * What of a budget is left for a block: never less than half, because buffers that the file's own
   * chunks ask for cannot be had smaller, and ever smaller blocks would mean ever more passes.
   */
  static long limit(MemoryBudget budget, long buffers) {
    return Math.max(budget.bytes() / 2, budget.bytes() - buffers);
  }

  /** As few blocks as possible, each of at most {@code limit} bytes or of a single column. */
  static List<Range> greedy(int[] columns, Cost cost, long limit) {
    List<Range> ranges = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    long elements = 0;
    for (int i = 0; i < columns.length; i++) {
      long moreBytes = cost.bytes(columns[i]);
      long moreElements = cost.elements(columns[i]);
      if (i > from && (bytes + moreBytes > limit || elements + moreElements > MAX_ELEMENTS)) {
        ranges.add(new Range(from, i));
        from = i;
        bytes = 0;
        elements = 0;
      }
      bytes += moreBytes;
      elements += moreElements;
    }
    if (columns.length > from) {
      ranges.add(new Range(from, columns.length));
    }
    return ranges;
  }

  /** As many blocks as {@link #greedy}, of about the same size. */
  static List<Range> balanced(int[] columns, Cost cost, long limit) {
    List<Range> fewest = greedy(columns, cost, limit);
    if (fewest.size() < 2) {
      return fewest;
    }
    long total = 0;
    long largest = 0;
    for (int column : columns) {
      total += cost.bytes(column);
      largest = Math.max(largest, cost.bytes(column));
    }
    List<Range> even = greedy(columns, cost, Math.min(limit, total / fewest.size() + largest));
    return even.size() > fewest.size() ? fewest : even;
  }
}
