package io.cellfolio.validate;

import io.cellfolio.format.FileNames;
import io.cellfolio.format.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the column that a key was made of, also where names that collide were told apart by {@code
 * -1}, {@code -2} and so on. In the keyed layout, names collide when their files would: after what
 * a file system may refuse is replaced, and in either case of letters.
 */
final class SourceNames {
  private static final Pattern NUMBERED = Pattern.compile("(.*)-(\\d{1,6})", Pattern.DOTALL);

  private final List<String> names;
  private final UnaryOperator<String> identity;
  private final Map<String, Integer> first = new HashMap<>();
  private final Map<String, List<Integer>> colliding = new HashMap<>();

  SourceNames(List<String> names, Layout layout) {
    this.names = names;
    this.identity =
        layout.equals(Layout.keyed())
            ? name -> FileNames.sanitize(name).toLowerCase(Locale.ROOT)
            : UnaryOperator.identity();
    for (int column = 0; column < names.size(); column++) {
      String name = names.get(column);
      if (name != null) {
        first.putIfAbsent(name, column);
        colliding.computeIfAbsent(identity.apply(name), key -> new ArrayList<>(1)).add(column);
      }
    }
  }

  /** The column of a key, or empty when there is none. */
  OptionalInt column(String key) {
    Integer exact = first.get(key);
    if (exact != null) {
      return OptionalInt.of(exact);
    }
    Matcher numbered = NUMBERED.matcher(key);
    if (!numbered.matches()) {
      return OptionalInt.empty();
    }
    String base = numbered.group(1);
    int number = Integer.parseInt(numbered.group(2));
    List<Integer> group = colliding.getOrDefault(identity.apply(base), List.of());
    if (number < 1 || group.size() < 2 || !first.containsKey(base)) {
      return OptionalInt.empty();
    }
    if (number < group.size() && names.get(group.get(number)).equals(base)) {
      return OptionalInt.of(group.get(number));
    }
    // Numbers that other names have are left out, and a choice of genes has an order of its own.
    List<Integer> equal = group.stream().filter(at -> names.get(at).equals(base)).toList();
    return equal.size() == 1 ? OptionalInt.of(equal.get(0)) : OptionalInt.empty();
  }
}
