package io.cellfolio.h5ad;

import java.util.Arrays;

/**
 * The requested genes, cut into groups of neighbors. An entry belongs to the bucket of its gene and
 * is named there by the gene's place in it and by its row, which share 16 bits.
 */
final class GeneBuckets {
  static final int KEY_BITS = 16;
  private static final int MOST = 512;

  private final int[] columns;
  private final int[] keys;
  private final int width;
  private final int count;
  private final int placeBits;

  private GeneBuckets(int[] columns, int[] keys, int width) {
    this.columns = columns;
    this.keys = keys;
    this.width = width;
    this.count = (columns.length + width - 1) / width;
    this.placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(width - 1);
  }

  /**
   * Cuts.
   *
   * @param columns the requested columns, ascending, one or more
   * @param sourceColumns columns of the matrix
   * @param wanted how many buckets are wanted; it may become more or fewer
   */
  static GeneBuckets of(int[] columns, int sourceColumns, long wanted) {
    int number = (int) Math.max(1, Math.min(MOST, Math.min(wanted, columns.length)));
    int width = Math.min(1 << KEY_BITS, (columns.length + number - 1) / number);
    int[] keys = new int[sourceColumns];
    Arrays.fill(keys, -1);
    for (int i = 0; i < columns.length; i++) {
      keys[columns[i]] = i / width << KEY_BITS | i % width;
    }
    return new GeneBuckets(columns, keys, width);
  }

  int count() {
    return count;
  }

  /** The lower bits of an entry's key, which tell the gene's place; those above tell the row. */
  int placeBits() {
    return placeBits;
  }

  /** How many rows a run may have, so that they have keys of their own. */
  int mostRows() {
    return 1 << KEY_BITS - placeBits;
  }

  /** Position of a bucket's first gene among the requested ones. */
  int from(int bucket) {
    return bucket * width;
  }

  /** Position after a bucket's last gene among the requested ones. */
  int to(int bucket) {
    return (int) Math.min(columns.length, (bucket + 1L) * width);
  }

  /**
   * For each column of the matrix its bucket, shifted by {@value #KEY_BITS}, and its place there;
   * -1 for columns that were not requested.
   */
  int[] keys() {
    return keys;
  }
}
