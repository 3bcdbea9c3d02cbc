package io.cellfolio.source;

import java.util.Objects;

/**
 * What a source says of a matrix without reading it.
 *
 * @param key the name under which it is asked for
 * @param rows number of rows
 * @param columns number of columns
 * @param storage how it is stored, for people, for example {@code dense float32}
 * @param unreadable why it cannot be read; empty when it can
 */
public record MatrixSummary(
    String key, long rows, long columns, String storage, String unreadable) {
  /** Checks for missing texts and negative sizes. */
  public MatrixSummary {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(unreadable, "unreadable");
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(key + ": negative size " + rows + " x " + columns);
    }
  }

  /**
   * Whether the matrix can be asked for.
   *
   * @return true when nothing speaks against it
   */
  public boolean readable() {
    return unreadable.isEmpty();
  }
}
