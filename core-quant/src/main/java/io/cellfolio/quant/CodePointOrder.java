package io.cellfolio.quant;

import java.util.Comparator;

/**
 * Text by Unicode code points. {@link String#compareTo} goes by UTF-16 units instead and so puts
 * the characters beyond U+FFFF before those from U+E000 on.
 */
enum CodePointOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return rank(x) - rank(y);
      }
    }
    return a.length() - b.length();
  }

  /** Surrogates stand for code points above all others. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
  }
}
