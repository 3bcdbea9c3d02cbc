package io.cellfolio.export;

import io.cellfolio.format.SampleType;
import java.util.Objects;

/**
 * A payload file that an export will hold.
 *
 * @param section the part that it belongs to
 * @param path relative to the export
 * @param type of its elements
 * @param elements number of its elements
 */
public record PlannedPayload(SectionName section, String path, SampleType type, long elements) {
  /** Checks for missing parts and a negative count. */
  public PlannedPayload {
    Objects.requireNonNull(section, "section");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(type, "type");
    if (elements < 0) {
      throw new IllegalArgumentException(path + ": negative number of elements " + elements);
    }
  }

  /**
   * The payload's length before compression.
   *
   * @return bytes
   */
  public long rawBytes() {
    return Math.multiplyExact(elements, (long) type.bytes());
  }
}
