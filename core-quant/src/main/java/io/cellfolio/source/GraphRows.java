package io.cellfolio.source;

import java.io.IOException;
import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;

/**
 * A cell-by-cell graph that is read in pieces, as often as needed: its rows one after the other, or
 * its columns, whichever it is stored by. Both are called lines here. May be read by several
 * threads at a time.
 */
public interface GraphRows {

  /** Takes the places of a line. */
  interface Places {
    /**
     * Places in one line, in any order; a place may come twice, and a line in several pieces.
     *
     * @param line the line
     * @param cells where they lie in it, from {@code from} to {@code to - 1}; valid during the call
     * @param from first position
     * @param to position after the last
     * @return whether to go on reading
     */
    boolean accept(int line, int[] cells, int from, int to);
  }

  /** Takes the weights of a line. */
  interface Weights {
    /**
     * Weights of one line, ascending and unique (duplicates of the source are added); a line may
     * come in several pieces, which ascend too.
     *
     * @param line the line
     * @param cells where they lie in it, from {@code from} to {@code to - 1}; valid during the call
     * @param weights what is stored there, zeros included, at the same positions
     * @param from first position
     * @param to position after the last
     * @return whether to go on reading
     */
    boolean accept(int line, int[] cells, double[] weights, int from, int to);
  }

  /** Where entries of lines begin. */
  interface Starts {
    /**
     * The number of entries before a line.
     *
     * @param line a line, or the number of lines for all entries
     * @return 0 or more
     */
    long of(int line);
  }

  /**
   * The number of cells.
   *
   * @return lines, and cells in a line
   */
  int nCells();

  /**
   * What a line is. Element (i, j) is the weight from i to j.
   *
   * @return true when line j holds the elements (i, j), false when line i does
   */
  boolean byColumns();

  /**
   * Divides the lines into neighborhoods of about as many entries, for threads.
   *
   * @param most how many are wanted, 1 or more
   * @return where they begin, ascending from 0, and the number of cells at the end; fewer than
   *     wanted where dividing makes reading slower
   */
  int[] stripes(int most);

  /**
   * Reads where entries are: every entry of {@link #weights} is among them.
   *
   * @param from the first line
   * @param to after the last line
   * @param visitor takes them, line by line
   * @throws IOException when the source is damaged or cannot be read
   */
  void places(int from, int to, Places visitor) throws IOException;

  /**
   * Reads entries.
   *
   * @param from the first line
   * @param to after the last line
   * @param visitor takes them, ascending lines
   * @throws IOException when the source is damaged or cannot be read
   */
  void weights(int from, int to, Weights visitor) throws IOException;

  /**
   * The lines of a matrix in memory.
   *
   * @param graph a square matrix, the rows of each column ascending and unique; read only
   * @return its columns
   * @throws IllegalArgumentException when the matrix is not square, or not in order
   */
  static GraphRows of(DMatrixSparseCSC graph) {
    return new MatrixRows(graph);
  }

  /**
   * Divides lines into stripes of about as many entries.
   *
   * @param lines their number
   * @param most stripes at most, 1 or more
   * @param starts where their entries begin
   * @return as {@link #stripes}
   */
  static int[] evenly(int lines, int most, Starts starts) {
    int[] stripes = new int[most + 1];
    int count = 0;
    long entries = starts.of(lines);
    for (int i = 1; i < most; i++) {
      long wanted = entries / most * i;
      int low = stripes[count];
      int high = lines;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (starts.of(middle) < wanted) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (low > stripes[count] && low < lines) {
        stripes[++count] = low;
      }
    }
    stripes[++count] = lines;
    return Arrays.copyOf(stripes, count + 1);
  }
}
