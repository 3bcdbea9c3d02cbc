package io.cellfolio.format;

import java.util.Objects;

/**
 * How the payloads of a group of fields are stored.
 *
 * @param pathPattern path with the layout's placeholder
 * @param type {@link SampleType#U8} or {@link SampleType#U16} when quantised, else {@link
 *     SampleType#F32}
 */
public record ValueSchema(String pathPattern, SampleType type) {
  /** Checks the type. */
  public ValueSchema {
    Objects.requireNonNull(pathPattern, "pathPattern");
    if (!type.coded() && type != SampleType.F32) {
      throw new IllegalArgumentException("field values cannot be " + type.dtype());
    }
  }

  /**
   * Whether the payloads hold codes.
   *
   * @return false for single-precision values
   */
  public boolean quantized() {
    return type.coded();
  }
}
