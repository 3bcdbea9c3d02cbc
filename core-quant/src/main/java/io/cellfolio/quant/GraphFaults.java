package io.cellfolio.quant;

/** What speaks against a graph whose lines are read in pieces. Any number of threads may add. */
final class GraphFaults {
  private final EdgeRule rule;
  private final boolean byColumns;
  private final GraphFault weights = new GraphFault();
  private final GraphFault asymmetric = new GraphFault();

  /**
   * Nothing yet.
   *
   * @param byColumns whether lines are columns
   */
  GraphFaults(EdgeRule rule, boolean byColumns) {
    this.rule = rule;
    this.byColumns = byColumns;
  }

  /** A weight that the rule does not take. */
  void weight(int line, int cell, double weight) {
    weights.add(byColumns ? cell : line, byColumns ? line : cell, () -> "is " + weight);
  }

  /** A weight on the diagonal. */
  void diagonal(int cell, double weight) {
    if (weight != 0 && rule.symmetric()) {
      asymmetric.add(cell, cell, () -> "on the diagonal is " + weight);
    }
  }

  /** Two weights that differ: in the line of the lower cell, and in that of the other one. */
  void asymmetric(int lower, int higher, double own, double later) {
    if (rule.symmetric()) {
      double there = byColumns ? later : own;
      double back = byColumns ? own : later;
      asymmetric.add(
          lower, higher, () -> "is " + there + " but (" + higher + ", " + lower + ") is " + back);
    }
  }

  void throwIfAny() {
    rule.refuse(weights);
    EdgeRule.refuseAsymmetric(asymmetric);
  }
}
