package io.cellfolio.quant;

/**
 * What is done with a weighted graph whose matrix is not symmetric or has a diagonal.
 *
 * <p>Normative text: {@code docs/format/connectivity.md}.
 */
public enum Symmetrization {
  /** Nothing: such a matrix is refused. */
  NONE,
  /** The larger of the two weights, an absent one counting as 0; the diagonal is dropped. */
  MAX,
  /** The mean of the two weights, an absent one counting as 0; the diagonal is dropped. */
  MEAN
}
