package io.cellfolio.validate;

import io.cellfolio.format.PythonFloat;
import io.cellfolio.source.Thousands;

/** Values as messages show them: on one line, of bounded length, the same in every locale. */
final class Shown {
  private static final int NAME_CHARS = 60;

  private Shown() {}

  /** A text in quotes with escapes for what cannot be seen. */
  static String quoted(String text, int most) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length() && i < most; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || (c >= 0x7f && c < 0xa0) || isInvisible(c) || isLone(text, i)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append(text.length() > most ? "...\"" : "\"").toString();
  }

  /**
   * A text of one line, with escapes for what cannot be seen, moves the cursor or turns the
   * direction of writing.
   */
  static String line(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hidden = c < ' ' || (c >= 0x7f && c < 0xa0) || isInvisible(c) || isDirection(c);
      out.append(hidden || isLone(text, i) ? escaped(c) : String.valueOf(c));
    }
    return out.toString();
  }

  /** Whether a character turns the direction of writing. */
  static boolean isDirection(char c) {
    return c == 0x200e
        || c == 0x200f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  static String escaped(char c) {
    return "\\u%04x".formatted((int) c);
  }

  /** A name in quotes. */
  static String name(String text) {
    return quoted(text, NAME_CHARS);
  }

  static String number(Json.Num number) {
    double value = number.value();
    if (!number.fraction() && number.isWhole()) {
      return Long.toString((long) value);
    }
    return number(value);
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value < 0 ? "-Infinity" : "Infinity";
    }
    return PythonFloat.repr(value);
  }

  /** A count with separators of thousands. */
  static String count(long n) {
    return Thousands.of(n);
  }

  /** A count with its noun. */
  static String count(long n, String noun) {
    return count(n) + " " + noun + (n == 1 ? "" : "s");
  }

  private static boolean isInvisible(char c) {
    return c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0x2028 || c == 0x2029;
  }

  private static boolean isLone(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
