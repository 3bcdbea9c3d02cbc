package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.GeneColumn;

/**
 * Turns one column of values (a gene, a continuous obs column, outlier quantiles) into its payload.
 * Encoders hold no state: one may serve any number of threads. A column's dense and sparse forms
 * give the same bytes; a sparse column is never spread out. A stored negative zero of a sparse
 * column counts as the positive zero that absent cells are.
 *
 * <p>Quantised: NaN and both infinities take the missing code. Unquantised: NaN is kept, an
 * infinity becomes NaN.
 *
 * <p>Normative text: {@code docs/format/quantization.md}.
 */
public sealed interface ColumnEncoder permits CodeEncoder, FloatEncoder {

  /**
   * The element type of the payload.
   *
   * @return {@link SampleType#U8}, {@link SampleType#U16} or {@link SampleType#F32}
   */
  SampleType type();

  /**
   * Encodes a gene.
   *
   * @param column the gene's values
   * @param out receives {@code nCells * type().bytes()} little-endian bytes from its start; what
   *     lies behind them is left alone
   * @return the column's bounds and counts
   * @throws IllegalArgumentException when {@code out} is too short, or when a sparse column names a
   *     cell outside {@code 0 <= cell < nCells}
   */
  ColumnRange encode(GeneColumn column, byte[] out);

  /**
   * Encodes a dense column.
   *
   * @param values one value per cell
   * @param out receives {@code values.length * type().bytes()} little-endian bytes from its start;
   *     what lies behind them is left alone
   * @return the column's bounds and counts
   * @throws IllegalArgumentException when {@code out} is too short
   */
  ColumnRange encode(float[] values, byte[] out);
}
