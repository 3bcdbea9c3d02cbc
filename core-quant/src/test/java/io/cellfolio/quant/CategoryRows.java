package io.cellfolio.quant;

/**
 * The rows of one category of a cell-major matrix, their center, and their distances from it, in an
 * order of operations that fixes the last bits. Scratch space for one thread, reused between
 * categories.
 *
 * <p>Normative text: {@code docs/format/centroids.md}.
 */
sealed interface CategoryRows permits SingleRows, DoubleRows {

  /** Turns to the rows of {@code count} cells of {@code cells} from {@code start} on. */
  void select(int[] cells, int start, int count);

  /** The number of rows. */
  int size();

  /** Computes the column means: several columns are added row by row, a single one pairwise. */
  void findCenter();

  /** The column means. */
  double[] center();

  /** Computes the distance of every row from the center. */
  void measure();

  /**
   * Narrows the rows to those within a quantile of the measured distances and finds their center;
   * with fewer than {@code minPoints} of them everything stays as it is.
   */
  void keepInliers(double quantile, int minPoints);
}
