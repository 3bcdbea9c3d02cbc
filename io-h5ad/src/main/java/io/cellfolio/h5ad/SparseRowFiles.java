package io.cellfolio.h5ad;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A matrix by rows that is too large for memory: its values and their columns lie in two files.
 *
 * @param rowStarts where each row's values begin; one more than rows, from 0 to the number of
 *     values. The array itself is kept
 * @param columns a file of the column of each value: 4 bytes, little-endian, ascending in a row
 * @param values a file of the values: 4 bytes, IEEE 754, little-endian
 * @param level 1 to 9 to store both in chunks with gzip's compression; 0 for one stretch each
 */
public record SparseRowFiles(long[] rowStarts, Path columns, Path values, int level) {

  /** Checks that there are row starts. */
  public SparseRowFiles {
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(values, "values");
    if (level < 0 || level > 9) {
      throw new IllegalArgumentException("compression level: expected 0 to 9, got " + level);
    }
    if (rowStarts.length == 0 || rowStarts[0] != 0) {
      throw new IllegalArgumentException("row starts: expected 0 at the front");
    }
  }

  /** The number of rows. */
  int rows() {
    return rowStarts.length - 1;
  }

  /** The number of values. */
  long stored() {
    return rowStarts[rowStarts.length - 1];
  }
}
