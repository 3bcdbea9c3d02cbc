package io.cellfolio.source;

import java.io.IOException;
import org.ejml.data.DMatrixRMaj;

/**
 * A matrix with one row per cell at full precision that is read in pieces, as often as needed. May
 * be read by several threads at a time.
 */
public interface ExactRows {

  /** Takes rows. */
  interface Visitor {
    /**
     * Takes some rows. They come in ascending order without gaps.
     *
     * @param firstCell the cell of the first row
     * @param count how many rows
     * @param values the rows, one after the other; valid during the call, read only
     * @param from position of the first value
     * @throws IOException when what is done with them fails; ends the reading
     */
    void rows(int firstCell, int count, double[] values, int from) throws IOException;
  }

  /**
   * The number of cells.
   *
   * @return rows, 0 or more
   */
  int nCells();

  /**
   * The number of columns.
   *
   * @return values of a row, 0 or more
   */
  int nColumns();

  /**
   * Reads all rows.
   *
   * @param visitor takes them
   * @throws IOException when the source is damaged or cannot be read, or the visitor throws it
   */
  void read(Visitor visitor) throws IOException;

  /**
   * The first columns of these rows.
   *
   * @param columns how many, 0 to {@link #nColumns()}
   * @return rows of so many columns
   * @throws IllegalArgumentException when there are fewer columns
   */
  default ExactRows first(int columns) {
    if (columns < 0 || columns > nColumns()) {
      throw new IllegalArgumentException(
          "expected 0 to " + nColumns() + " columns to keep, got " + columns);
    }
    return columns == nColumns() ? this : new FirstColumns(this, columns);
  }

  /**
   * The rows of a matrix in memory.
   *
   * @param matrix one row per cell; read only
   * @return its rows
   */
  static ExactRows of(DMatrixRMaj matrix) {
    return new ExactRows() {
      @Override
      public int nCells() {
        return matrix.getNumRows();
      }

      @Override
      public int nColumns() {
        return matrix.getNumCols();
      }

      @Override
      public void read(Visitor visitor) throws IOException {
        visitor.rows(0, matrix.getNumRows(), matrix.data, 0);
      }
    };
  }
}
