package io.cellfolio.quant;

/**
 * What becomes of the fraction of a quantised value. One decoder reads both.
 *
 * <p>Normative text: {@code docs/format/quantization.md}.
 */
public enum Rounding {
  /**
   * The fraction is cut off, as the reference writers do: their bits, and a decoding error below
   * one step.
   */
  TRUNCATE,
  /** To the nearest code, halves upwards: a decoding error of half a step at most. */
  NEAREST
}
