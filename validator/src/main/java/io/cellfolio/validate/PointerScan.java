package io.cellfolio.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds where values begin in a JSON text. What is no JSON ends the search. */
final class PointerScan {
  private final String text;
  private final Set<String> wanted = new HashSet<>();
  private final Map<String, Integer> found = new HashMap<>();
  private final List<Level> levels = new ArrayList<>();
  private int deepest;
  private int at;

  /** An object or array that is not closed yet. */
  private static final class Level {
    private final boolean array;
    private final String pointer;
    private int index;
    private String name = "";

    Level(boolean array, String pointer) {
      this.array = array;
      this.pointer = pointer;
    }

    String child() {
      return pointer + "/" + (array ? Integer.toString(index) : name);
    }
  }

  PointerScan(String text, Collection<String> pointers) {
    this.text = text;
    for (String pointer : pointers) {
      for (String place = pointer; wanted.add(place) && place.lastIndexOf('/') >= 0; ) {
        place = place.substring(0, place.lastIndexOf('/'));
      }
      deepest = Math.max(deepest, (int) pointer.chars().filter(c -> c == '/').count());
    }
  }

  /** Offsets of the values of the pointers and of all values around them. */
  Map<String, Integer> offsets() {
    if (text.startsWith("\ufeff")) {
      at = 1;
    }
    while (at < text.length() && step()) {
      // All is done by the step.
    }
    return found;
  }

  /** Reads one token; false when nothing more can be found. */
  private boolean step() {
    char c = text.charAt(at);
    Level level = levels.isEmpty() ? null : levels.get(levels.size() - 1);
    switch (c) {
      case ' ', '\t', '\n', '\r', ':' -> at++;
      case ',' -> {
        if (level == null) {
          return false;
        }
        level.index++;
        at++;
        if (!level.array) {
          level.name = null;
        }
      }
      case '}', ']' -> {
        if (level == null) {
          return false;
        }
        levels.remove(levels.size() - 1);
        at++;
      }
      default -> {
        if (level != null && !level.array && level.name == null) {
          if (c != '"') {
            return false;
          }
          level.name = string().replace("~", "~0").replace("/", "~1");
        } else {
          value(c, level);
        }
      }
    }
    return true;
  }

  private void value(char c, Level level) {
    String pointer = "";
    if (levels.size() <= deepest) {
      pointer = level == null ? "" : level.child();
      if (wanted.contains(pointer)) {
        // Of equal names the last counts.
        found.put(pointer, at);
      }
    }
    if (c == '{' || c == '[') {
      Level inner = new Level(c == '[', pointer);
      inner.name = null;
      levels.add(inner);
      at++;
    } else if (c == '"') {
      string();
    } else {
      while (at < text.length() && " \t\r\n,]}".indexOf(text.charAt(at)) < 0) {
        at++;
      }
    }
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      out.append(c == '\\' && at < text.length() ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    switch (c) {
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        String digits = text.substring(at, Math.min(at + 4, text.length()));
        if (digits.matches("[0-9a-fA-F]{4}")) {
          at += 4;
          return (char) Integer.parseInt(digits, 16);
        }
        return c;
      default:
        return c;
    }
  }
}
