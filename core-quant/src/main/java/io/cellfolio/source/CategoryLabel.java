package io.cellfolio.source;

import java.util.Objects;

/** The label of a category: the scalar that the source holds, with its type. */
public sealed interface CategoryLabel {

  /**
   * Text.
   *
   * @param value the text, possibly empty
   */
  record Text(String value) implements CategoryLabel {
    /** Checks for a missing text. */
    public Text {
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * A whole number.
   *
   * @param value the number
   */
  record Whole(long value) implements CategoryLabel {}

  /**
   * A real number.
   *
   * @param value the number, finite or not
   */
  record Real(double value) implements CategoryLabel {}

  /**
   * A truth value.
   *
   * @param value the value
   */
  record Flag(boolean value) implements CategoryLabel {}
}
