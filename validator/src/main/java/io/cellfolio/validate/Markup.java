package io.cellfolio.validate;

import java.util.Locale;

/** Pieces of HTML and SVG. */
final class Markup {
  private Markup() {}

  /**
   * A text that is nothing but text in elements and quoted attributes. Characters that turn the
   * direction of writing are spelled out, for they could show a name as another one.
   */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          if (Shown.isDirection(c)) {
            out.append(Shown.escaped(c));
          } else {
            out.append(isControl(c) || isHalf(text, i) ? '\ufffd' : c);
          }
        }
      }
    }
    return out.toString();
  }

  private static boolean isControl(char c) {
    return (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || c >= 0xfffe;
  }

  private static boolean isHalf(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  /** A coordinate in SVG. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** A number for people. */
  static String brief(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 10_000) {
      return Long.toString((long) value);
    }
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** A number for people in which one part of ten thousand counts. */
  static String brief5(double value) {
    return String.format(Locale.ROOT, "%.5g", value);
  }
}
