package io.cellfolio.validate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON value as {@link JsonReader} read it, whatever a document may have held: also values that
 * JSON does not allow, such as NaN.
 */
sealed interface Json {

  /** An object; of equal names the last counts. */
  final class Members implements Json {
    private static final int INDEXED_FROM = 12;

    private final String[] names;
    private final Json[] values;
    private Map<String, Json> index;

    Members(String[] names, Json[] values) {
      this.names = names;
      this.values = values;
    }

    int size() {
      return names.length;
    }

    /** Names in the order of the document. */
    List<String> names() {
      return List.of(names);
    }

    /** The value of a name, or null. */
    Json get(String name) {
      if (names.length < INDEXED_FROM) {
        for (int i = names.length - 1; i >= 0; i--) {
          if (names[i].equals(name)) {
            return values[i];
          }
        }
        return null;
      }
      if (index == null) {
        Map<String, Json> built = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
          built.put(names[i], values[i]);
        }
        index = built;
      }
      return index.get(name);
    }

    String[] namesShared() {
      return names;
    }
  }

  /**
   * An array.
   *
   * @param items its elements, not to be written to
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Items(Json[] items) implements Json {
    int size() {
      return items.length;
    }
  }

  /**
   * A string.
   *
   * @param value the text, possibly with unpaired surrogates
   */
  record Text(String value) implements Json {
    /** Checks for a missing text. */
    public Text {
      Objects.requireNonNull(value, "value");
    }

    // Written out, as those of a record are made at the first call, which takes 20 ms.

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text text && text.value.equals(value);
    }
  }

  /**
   * A number.
   *
   * @param value the nearest double, also infinite or NaN
   * @param fraction whether it was written with a fraction or exponent
   */
  record Num(double value, boolean fraction) implements Json {
    /** The largest integer that the viewers' numbers hold exactly. */
    static final double MAX_SAFE = 9007199254740991d;

    boolean isFinite() {
      return Double.isFinite(value);
    }

    boolean isWhole() {
      return Math.rint(value) == value && Math.abs(value) <= MAX_SAFE;
    }
  }

  /**
   * A truth value.
   *
   * @param value the value
   */
  record Flag(boolean value) implements Json {}

  /** Null. */
  record Nothing() implements Json {}
}
