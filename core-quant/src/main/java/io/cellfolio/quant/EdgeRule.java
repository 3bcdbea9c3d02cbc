package io.cellfolio.quant;

/**
 * Which entries of a graph make which edges.
 *
 * <p>Normative text: {@code docs/format/connectivity.md}.
 *
 * @param weighted whether edges have weights
 * @param symmetrization for edges with weights
 */
record EdgeRule(boolean weighted, Symmetrization symmetrization) {
  static final EdgeRule BINARY = new EdgeRule(false, Symmetrization.MAX);

  /** Whether a weight may stand in a graph. */
  boolean takes(double weight) {
    return weight >= 0 && (weight <= Double.MAX_VALUE || !weighted);
  }

  /** Refuses weights that {@link #takes} does not. */
  void refuse(GraphFault weights) {
    weights.throwIfAny(
        weighted
            ? "weights must be finite and 0 or more"
            : "weights must be 0 or more, and not NaN");
  }

  /** Whether the matrix has to be symmetric, with an empty diagonal. */
  boolean symmetric() {
    return weighted && symmetrization == Symmetrization.NONE;
  }

  static void refuseAsymmetric(GraphFault elements) {
    elements.throwIfAny(
        "the matrix must be exactly symmetric with an empty diagonal; symmetrize it by max or mean");
  }

  /** The weight of an edge, 0 for none; both weights are such as {@link #takes} takes. */
  double weight(double there, double back) {
    return there == back || symmetrization != Symmetrization.MEAN
        ? Math.max(there, back)
        : mean(there, back);
  }

  /** The mean of the smallest number and 0 rounds to 0, which is no edge. */
  private static double mean(double a, double b) {
    double sum = a + b;
    return Double.isInfinite(sum) ? a / 2 + b / 2 : sum / 2;
  }
}
