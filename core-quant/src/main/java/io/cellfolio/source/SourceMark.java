package io.cellfolio.source;

import java.time.Instant;
import java.util.Objects;

/**
 * What tells whether stored cells are still those that they were. Equal marks mean, for all that
 * can be told without reading everything, equal data.
 *
 * @param location where the cells are stored, for example a file's absolute path
 * @param bytes their stored length, zero or more
 * @param modified when they were last written
 * @param content digest of samples that are spread over the stored bytes
 */
public record SourceMark(String location, long bytes, Instant modified, String content) {
  /** Checks for missing parts and a negative length. */
  public SourceMark {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(modified, "modified");
    Objects.requireNonNull(content, "content");
    if (bytes < 0) {
      throw new IllegalArgumentException(location + ": negative length " + bytes);
    }
  }
}
