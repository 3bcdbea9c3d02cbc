package io.cellfolio.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the indexed layout's writer asks of field keys, gene names, titles and labels: text that
 * people can see and tell apart. Readers do not enforce it.
 *
 * <p>Normative text: {@code docs/format/obs.md}, section "Display text".
 */
public final class DisplayText {
  private static final int ZERO_WIDTH_SPACE = 0x200b;
  private static final int WORD_JOINER = 0x2060;
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private DisplayText() {}

  /**
   * What is wrong with a text that must not be empty.
   *
   * @param text any text
   * @return a clause such as {@code begins with whitespace (U+00A0)}, or empty when it is good
   */
  public static Optional<String> problem(String text) {
    return text.isEmpty() ? Optional.of("is empty") : problemUnlessEmpty(text);
  }

  /**
   * What is wrong with a text that may be empty, such as a description.
   *
   * @param text any text
   * @return a clause, or empty when it is good
   */
  public static Optional<String> problemUnlessEmpty(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      Optional<String> name = forbidden(c);
      if (name.isPresent()) {
        return Optional.of("contains %s (%s) at position %d".formatted(name.get(), hex(c), i));
      }
      i += Character.charCount(c);
    }
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (isWhitespace(text.charAt(0))) {
      return Optional.of("begins with whitespace (%s)".formatted(hex(text.charAt(0))));
    }
    char last = text.charAt(text.length() - 1);
    return isWhitespace(last)
        ? Optional.of("ends with whitespace (%s)".formatted(hex(last)))
        : Optional.empty();
  }

  /**
   * Which labels of one field look alike: different, but equal once each run of whitespace is one
   * space.
   *
   * @param labels the text labels of a field
   * @return one sentence for each label that looks like an earlier one, in order
   */
  public static List<String> lookAlikes(List<String> labels) {
    Map<String, String> firstByCollapsed = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (String label : labels) {
      String first = firstByCollapsed.putIfAbsent(collapse(label), label);
      if (first != null && !first.equals(label)) {
        problems.add("labels '%s' and '%s' differ in whitespace only".formatted(first, label));
      }
    }
    return problems;
  }

  /**
   * Makes each run of whitespace one space.
   *
   * @param text any text
   * @return the text as a label's reader sees it
   */
  public static String collapse(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isWhitespace(c)) {
        out.append(c);
        space = false;
      } else if (!space) {
        out.append(' ');
        space = true;
      }
    }
    return out.toString();
  }

  private static Optional<String> forbidden(int c) {
    if (c <= 0x1f || (c >= 0x7f && c <= 0x9f)) {
      return Optional.of("a control character");
    }
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      return Optional.of("an unpaired surrogate");
    }
    if (c == ZERO_WIDTH_SPACE || c == WORD_JOINER || c == BYTE_ORDER_MARK) {
      return Optional.of("an invisible character");
    }
    return Optional.empty();
  }

  /** The Unicode space separators, line separator and paragraph separator. */
  private static boolean isWhitespace(char c) {
    return c == 0x20
        || c == 0xa0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  private static String hex(int c) {
    return "U+%04X".formatted(c);
  }
}
