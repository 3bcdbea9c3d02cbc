package io.cellfolio.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the column that a key was made of, also where equal names were told apart by {@code -1},
 * {@code -2} and so on.
 */
final class SourceNames {
  private static final Pattern NUMBERED = Pattern.compile("(.*)-(\\d{1,6})", Pattern.DOTALL);

  private final Map<String, List<Integer>> columns = new HashMap<>();

  SourceNames(List<String> names) {
    for (int column = 0; column < names.size(); column++) {
      String name = names.get(column);
      if (name != null) {
        columns.computeIfAbsent(name, key -> new ArrayList<>(1)).add(column);
      }
    }
  }

  /** The column of a key, or empty when there is none. */
  OptionalInt column(String key) {
    List<Integer> found = columns.get(key);
    if (found != null) {
      return OptionalInt.of(found.get(0));
    }
    Matcher numbered = NUMBERED.matcher(key);
    if (numbered.matches()) {
      List<Integer> equal = columns.get(numbered.group(1));
      int number = Integer.parseInt(numbered.group(2));
      if (equal != null && number >= 1 && number < equal.size()) {
        return OptionalInt.of(equal.get(number));
      }
    }
    return OptionalInt.empty();
  }
}
