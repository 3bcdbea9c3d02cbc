package io.cellfolio.source;

/**
 * One gene over all cells: a view of shared arrays, never to be written through. NaN and infinities
 * are possible; a cell that a sparse column does not list is 0.
 */
public sealed interface GeneColumn {

  /**
   * The number of cells.
   *
   * @return the column's length
   */
  int nCells();

  /**
   * A column that lists its stored cells.
   *
   * @param nCells the column's length
   * @param cells cell of each stored value, strictly ascending from {@code from} to {@code to}
   * @param values the stored values, explicit zeros included
   * @param from first used position of both arrays
   * @param to position after the last used one
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Sparse(int nCells, int[] cells, float[] values, int from, int to) implements GeneColumn {}

  /**
   * A column that lists every cell.
   *
   * @param values array that holds the column
   * @param from position of cell 0
   * @param nCells the column's length
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Dense(float[] values, int from, int nCells) implements GeneColumn {}
}
