package io.cellfolio.quant;

import io.cellfolio.source.GeneColumn;

/**
 * A column encoder whose payloads hold codes, so that most cells of a sparse column share one.
 *
 * <p>Normative text: {@code docs/format/quantization.md}.
 */
public sealed interface CodeEncoder extends ColumnEncoder permits QuantizingEncoder {

  /**
   * Encodes only the stored values of a sparse column; every other cell has the background code.
   * Spread out, the codes are those of {@link #encode(GeneColumn, byte[])}.
   *
   * @param column the gene's values
   * @param out receives {@code (to - from) * type().bytes()} little-endian bytes from its start
   * @return the column's bounds and counts, and the code of the cells that it does not list
   * @throws IllegalArgumentException when {@code out} is too short, or the column names a cell
   *     outside {@code 0 <= cell < nCells}
   */
  ListedCodes encodeListed(GeneColumn.Sparse column, byte[] out);

  /**
   * What an encoder says of a sparse column.
   *
   * @param range bounds and counts over all cells
   * @param background code of the cells that the column does not list
   */
  record ListedCodes(ColumnRange range, int background) {}
}
