package io.cellfolio.h5ad;

/**
 * The entries of some consecutive rows, sorted by bucket, in the order of the rows within a bucket.
 * An entry is a value and a key of 16 bits: the row, counted from the run's first, and the gene's
 * place in its bucket; see {@link GeneBuckets#placeBits}.
 *
 * @param firstRow row that rows are counted from
 * @param starts where each bucket begins among the entries, and where the last ends
 * @param keys the keys, or null where the entries are on disk
 * @param values the values, or null where the entries are on disk
 * @param offset byte offset on disk
 */
record EntryRun(int firstRow, int[] starts, char[] keys, float[] values, long offset) {
  /** Bytes of an entry. */
  static final int ENTRY_BYTES = Character.BYTES + Float.BYTES;
}
