package io.cellfolio.h5ad;

/**
 * The entries of some consecutive rows, sorted by bucket. An entry is a {@code long}: the row,
 * counted from the run's first; the gene's place in its bucket; the bits of the value.
 *
 * @param firstRow row that rows are counted from
 * @param starts where each bucket begins among the entries, and where the last ends
 * @param entries the entries, or null where they are on disk
 * @param offset byte offset on disk
 */
record EntryRun(int firstRow, int[] starts, long[] entries, long offset) {
  /** The most rows of a run. */
  static final int MOST_ROWS = 1 << 16;

  static long entry(int row, int place, float value) {
    return (long) (row << GeneBuckets.PLACE_BITS | place) << Integer.SIZE
        | Float.floatToRawIntBits(value) & 0xffffffffL;
  }

  static int row(long entry) {
    return (int) (entry >>> Integer.SIZE + GeneBuckets.PLACE_BITS);
  }

  static int place(long entry) {
    return (int) (entry >>> Integer.SIZE) & GeneBuckets.PLACES - 1;
  }

  static float value(long entry) {
    return Float.intBitsToFloat((int) entry);
  }
}
