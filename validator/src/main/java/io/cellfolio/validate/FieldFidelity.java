package io.cellfolio.validate;

import java.util.Objects;

/**
 * How close the exported values of one field are to those of its source.
 *
 * @param kind what the field is
 * @param key its key, gene name or id; of an embedding its dimension such as {@code 2d}
 * @param sourceKey what it was compared with, as the source names it
 * @param values how many values were compared
 * @param maxError largest difference of two values that are both there
 * @param meanError mean difference of such values
 * @param bound the difference that the storage of the field allows; 0 where values are exact
 * @param worstCell the cell with the largest difference
 * @param cellsOff how many cells differ by more than the bound, or have a value on one side only
 */
public record FieldFidelity(
    Kind kind,
    String key,
    String sourceKey,
    long values,
    double maxError,
    double meanError,
    double bound,
    long worstCell,
    long cellsOff) {

  /** What can be compared. */
  public enum Kind {
    /** Coordinates, in normalized units. */
    EMBEDDING,
    /** Numbers of a metadata column, in its own units. */
    CONTINUOUS,
    /** Categories; errors count cells. */
    CATEGORY,
    /** Values of a gene, in its own units. */
    GENE,
    /** Vectors, in normalized units. */
    VECTOR_FIELD,
    /** Edges; errors are those of weights. */
    GRAPH
  }

  /** Checks for missing texts. */
  public FieldFidelity {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(sourceKey, "sourceKey");
  }

  /**
   * The largest difference in units of what is allowed.
   *
   * @return 0 when there is none, below or about 1 in a good export
   */
  public double maxSteps() {
    return bound > 0 ? maxError / bound : maxError;
  }
}
