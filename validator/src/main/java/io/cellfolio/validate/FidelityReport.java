package io.cellfolio.validate;

import java.util.List;
import java.util.Objects;

/**
 * How close an export is to the data that it was made from.
 *
 * @param source the source as it names itself
 * @param fields what was compared, in the order of the documents
 */
public record FidelityReport(String source, List<FieldFidelity> fields) {
  /** Copies the list. */
  public FidelityReport {
    Objects.requireNonNull(source, "source");
    fields = List.copyOf(fields);
  }

  /**
   * How many values were compared in all fields together.
   *
   * @return a count
   */
  public long valuesCompared() {
    return fields.stream().mapToLong(FieldFidelity::values).sum();
  }
}
