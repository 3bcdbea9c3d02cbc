package io.cellfolio.validate;

import io.cellfolio.format.MalformedDatasetException;
import io.cellfolio.format.SampleType;
import java.util.List;
import java.util.Objects;

/**
 * A payload file as the documents declare it.
 *
 * @param path relative to the export
 * @param type of its elements
 * @param shape sizes, cells or edges first
 * @param gzipped whether the file is a gzip member
 */
record DeclaredPayload(String path, SampleType type, List<Long> shape, boolean gzipped) {

  /** Copies the shape. */
  DeclaredPayload {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(type, "type");
    shape = List.copyOf(shape);
  }

  /**
   * The length before compression.
   *
   * @return bytes
   * @throws MalformedDatasetException when the declared sizes multiply beyond what a file can have
   */
  long rawBytes() throws MalformedDatasetException {
    try {
      long bytes = type.bytes();
      for (long size : shape) {
        bytes = Math.multiplyExact(bytes, size);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw new MalformedDatasetException(
          path, "", "expected a size that a file can have, found %s of %s".formatted(shape, type));
    }
  }
}
