package io.cellfolio.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The times of documents: {@code YYYY-MM-DDTHH:MM:SSZ}, a real date. Java's own formats are put
 * together at their first use, which takes 10 ms, so they are not used.
 */
public final class UtcTime {
  private static final String FORM = "0000-00-00T00:00:00Z";

  /** Of the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final int NANOS_PER_MICRO = 1000;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private UtcTime() {}

  /**
   * A time as {@link Instant#toString} writes it.
   *
   * @param time any time
   * @return the form of documents for whole seconds of the years 1970 to 9999; with 3, 6 or 9
   *     digits of a second where these are not 0
   */
  public static String text(Instant time) {
    long second = time.getEpochSecond();
    if (second < 0 || second > LAST_SECOND) {
      return time.toString();
    }
    LocalDateTime utc = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder();
    digits(text, utc.getYear(), 4).append('-');
    digits(text, utc.getMonthValue(), 2).append('-');
    digits(text, utc.getDayOfMonth(), 2).append('T');
    digits(text, utc.getHour(), 2).append(':');
    digits(text, utc.getMinute(), 2).append(':');
    digits(text, utc.getSecond(), 2);
    int nanos = time.getNano();
    if (nanos % NANOS_PER_MICRO != 0) {
      digits(text.append('.'), nanos, 9);
    } else if (nanos % NANOS_PER_MILLI != 0) {
      digits(text.append('.'), nanos / NANOS_PER_MICRO, 6);
    } else if (nanos != 0) {
      digits(text.append('.'), nanos / NANOS_PER_MILLI, 3);
    }
    return text.append('Z').toString();
  }

  /**
   * Whether a text is a time in the form of documents.
   *
   * @param text any text
   * @return true for a time that there is
   */
  public static boolean isTime(String text) {
    if (text.length() != FORM.length()) {
      return false;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char c = text.charAt(i);
      if (FORM.charAt(i) == '0' ? c < '0' || c > '9' : c != FORM.charAt(i)) {
        return false;
      }
    }
    try {
      LocalDateTime.of(
          number(text, 0, 4),
          number(text, 5, 7),
          number(text, 8, 10),
          number(text, 11, 13),
          number(text, 14, 16),
          number(text, 17, 19));
      return true;
    } catch (DateTimeException e) {
      // There is no such day or time, which is the answer.
      return false;
    }
  }

  static String read(JsonPlace place) throws MalformedDatasetException {
    String text = place.text();
    if (!isTime(text)) {
      throw place.expected("a UTC time YYYY-MM-DDTHH:MM:SSZ");
    }
    return text;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static StringBuilder digits(StringBuilder text, int number, int width) {
    String digits = Integer.toString(number);
    return text.append("0".repeat(width - digits.length())).append(digits);
  }
}
