package io.cellfolio.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names in one argument, separated by commas; double quotes keep a comma inside a name. */
final class NameList {
  private NameList() {}

  /**
   * Splits an argument.
   *
   * @throws IllegalArgumentException when a name is empty, named twice, or a quote is left open
   */
  static List<String> parse(String argument) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException(
          "'" + argument + "' has an opening \" without a closing one");
    }
    names.add(name.toString());
    if (names.contains("")) {
      throw new IllegalArgumentException("'" + argument + "' has an empty name");
    }
    return distinct(names);
  }

  /**
   * Checks that no name comes twice.
   *
   * @throws IllegalArgumentException that lists those that do
   */
  static List<String> distinct(List<String> names) {
    Set<String> seen = new LinkedHashSet<>();
    Set<String> repeated = new LinkedHashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        repeated.add(name);
      }
    }
    if (!repeated.isEmpty()) {
      throw new IllegalArgumentException("named more than once: " + String.join(", ", repeated));
    }
    return List.copyOf(names);
  }
}
