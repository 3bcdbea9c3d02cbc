package io.cellfolio.validate;

import java.util.HashMap;
import java.util.Map;

/** The labels of a category field as JSON scalars that are equal or not. */
final class Labels {
  private final Map<Object, Integer> positions = new HashMap<>();

  /**
   * Takes a label in.
   *
   * @return the position of the first equal label, or -1 when there is none
   */
  int add(Spot label, int position) {
    Integer first = positions.putIfAbsent(key(label.value()), position);
    return first == null ? -1 : first;
  }

  /** The position of a label, or -1. */
  int position(Spot label) {
    return positions.getOrDefault(key(label.value()), -1);
  }

  /** The whole number 1 and the real number 1.0 are equal; neither equals the text "1". */
  private static Object key(Json value) {
    if (value instanceof Json.Num number) {
      return number.value() == 0 ? Double.valueOf(0) : Double.valueOf(number.value());
    }
    return value;
  }
}
