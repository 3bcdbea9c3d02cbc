package io.cellfolio.validate;

import java.io.IOException;
import java.io.OutputStream;

/** Writes what a validation found, for a kind of reader. */
@FunctionalInterface
public interface ReportRenderer {

  /**
   * Writes a report.
   *
   * @param result what was found
   * @param out where to; flushed, not closed
   * @throws IOException when {@code out} cannot be written to
   */
  void render(ValidationResult result, OutputStream out) throws IOException;
}
