package io.cellfolio.h5ad;

import java.util.Objects;

/**
 * How {@link H5adWriter} stores a matrix.
 *
 * @param form dense, or sparse by rows or columns
 * @param longIndices whether sparse indices take 8 bytes, as some writers do, in place of 4
 * @param chunkLength elements of a chunk along each dimension; 0 for one contiguous piece
 * @param gzip whether chunks are compressed; without a chunk length everything is one chunk
 */
public record MatrixStorage(Form form, boolean longIndices, int chunkLength, boolean gzip) {

  /** The forms of a matrix. */
  public enum Form {
    /** Every value, row by row. */
    DENSE,
    /** Compressed rows. */
    CSR,
    /** Compressed columns. */
    CSC
  }

  /** Checks the chunk length. */
  public MatrixStorage {
    Objects.requireNonNull(form, "form");
    if (chunkLength < 0) {
      throw new IllegalArgumentException("a chunk length of " + chunkLength);
    }
  }

  /**
   * Contiguous, with 4-byte indices.
   *
   * @param form the form
   * @return the storage
   */
  public static MatrixStorage of(Form form) {
    return new MatrixStorage(form, false, 0, false);
  }

  /**
   * The same with 8-byte indices.
   *
   * @return the storage
   */
  public MatrixStorage withLongIndices() {
    return new MatrixStorage(form, true, chunkLength, gzip);
  }

  /**
   * The same in chunks.
   *
   * @param length elements of a chunk along each dimension, 1 or more
   * @return the storage
   */
  public MatrixStorage chunked(int length) {
    return new MatrixStorage(form, longIndices, Math.max(1, length), gzip);
  }

  /**
   * The same, compressed.
   *
   * @return the storage
   */
  public MatrixStorage gzipped() {
    return new MatrixStorage(form, longIndices, chunkLength, true);
  }
}
