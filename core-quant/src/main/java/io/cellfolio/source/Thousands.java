package io.cellfolio.source;

/**
 * Whole numbers for people, in groups of three digits. {@link String#format} does the same, but its
 * first use loads what Java knows of the world's languages, which takes as long as a small export
 * should.
 */
public final class Thousands {
  private static final int GROUP = 3;

  private Thousands() {}

  /**
   * The text of a number.
   *
   * @param number any number
   * @return for example {@code 0}, {@code 1,234,567} or {@code -1,000}
   */
  public static String of(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    int first = number < 0 ? 1 : 0;
    for (int at = digits.length() - GROUP; at > first; at -= GROUP) {
      digits.insert(at, ',');
    }
    return digits.toString();
  }
}
