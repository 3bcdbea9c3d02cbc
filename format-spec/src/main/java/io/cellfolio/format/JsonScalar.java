package io.cellfolio.format;

import java.util.Objects;

/**
 * A category label as a manifest records it. The keyed layout has text only; the indexed layout
 * keeps the type.
 */
public sealed interface JsonScalar {

  /**
   * A JSON string.
   *
   * @param value the text
   */
  record Text(String value) implements JsonScalar {
    /** Checks for a missing text. */
    public Text {
      Objects.requireNonNull(value, "value");
    }

    /** Written out, as that of a record is made at the first call, which takes milliseconds. */
    @Override
    public int hashCode() {
      return value.hashCode();
    }
  }

  /**
   * A JSON number without fraction.
   *
   * @param value the number
   */
  record Whole(long value) implements JsonScalar {}

  /**
   * A JSON number with a fraction or exponent.
   *
   * @param value a finite number
   */
  record Real(double value) implements JsonScalar {
    /** Checks that JSON can hold the number. */
    public Real {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("JSON cannot hold the label " + value);
      }
    }
  }

  /**
   * A JSON truth value.
   *
   * @param value the value
   */
  record Flag(boolean value) implements JsonScalar {}
}
