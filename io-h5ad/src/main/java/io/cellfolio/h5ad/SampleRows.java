package io.cellfolio.h5ad;

/**
 * Runs of neighboring rows that are evenly spread over a matrix.
 *
 * @param starts first row of each run
 * @param length rows of every run
 */
@SuppressWarnings("ArrayRecordComponent")
record SampleRows(int[] starts, int length) {
  private static final int RUNS = 16;

  /** About so many of the rows; all of them, as one run, when that is no fewer. */
  static SampleRows of(int rows, long wanted) {
    int length = (int) Math.max(1, Math.min(rows, wanted) / RUNS);
    if (wanted >= rows || (long) length * RUNS >= rows) {
      return new SampleRows(new int[] {0}, rows);
    }
    int[] starts = new int[RUNS];
    for (int run = 0; run < RUNS; run++) {
      starts[run] = (int) ((long) (rows - length) * run / (RUNS - 1));
    }
    return new SampleRows(starts, length);
  }

  int count() {
    return Math.multiplyExact(starts.length, length);
  }
}
