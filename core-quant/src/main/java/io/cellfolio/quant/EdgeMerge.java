package io.cellfolio.quant;

/** Makes edges of the entries of one cell after the other. For one thread. */
final class EdgeMerge {
  private final EdgeRule rule;
  private final GraphFaults faults;
  private final int[] others;
  private final double[] weights;
  private int[] own = new int[64];
  private double[] ownWeights;

  EdgeMerge(EdgeRule rule, GraphFaults faults, int[] others, double[] weights) {
    this.rule = rule;
    this.faults = faults;
    this.others = others;
    this.weights = weights;
    this.ownWeights = new double[weights == null ? 0 : own.length];
  }

  /**
   * Merges the entries of a cell into edges, which take no more room than they did.
   *
   * @param cell the lower cell
   * @param start first entry of its own line
   * @param ownEnd after the last of these
   * @param middle first entry of later lines
   * @param end after the last of these
   * @param target where edges go, at most {@code start}
   * @return after the last edge
   */
  int merge(int cell, int start, int ownEnd, int middle, int end, int target) {
    int count = ownEnd - start;
    setAside(start, count);
    int to = target;
    int p = 0;
    int q = skip(middle, end);
    while (p < count || q < end) {
      int right = p < count ? own[p] : Integer.MAX_VALUE;
      int below = q < end ? others[q] : Integer.MAX_VALUE;
      int other = Math.min(right, below);
      if (weights == null) {
        p += right == other ? 1 : 0;
        q = below == other ? skip(q + 1, end) : q;
        others[to++] = other;
        continue;
      }
      double a = right == other ? ownWeights[p++] : 0;
      double b = 0;
      if (below == other) {
        b = weights[q];
        q = skip(q + 1, end);
      }
      if (a != b) {
        faults.asymmetric(cell, other, a, b);
      }
      double weight = rule.weight(a, b);
      if (weight > 0) {
        others[to] = other;
        weights[to++] = weight;
      }
    }
    return to;
  }

  /** Edges may come to lie where the entries of the own line are. */
  private void setAside(int start, int count) {
    if (count > own.length) {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 64, 2L * count);
      own = new int[capacity];
      ownWeights = new double[weights == null ? 0 : capacity];
    }
    System.arraycopy(others, start, own, 0, count);
    if (weights != null) {
      System.arraycopy(weights, start, ownWeights, 0, count);
    }
  }

  private int skip(int from, int end) {
    int at = from;
    while (at < end && others[at] < 0) {
      at++;
    }
    return at;
  }
}
