package io.cellfolio.source;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many bytes a piece of work may occupy at one time.
 *
 * @param bytes the limit, at least {@value #MINIMUM_BYTES}
 */
public record MemoryBudget(long bytes) {
  /** The least that any work is given: 1 MiB. */
  public static final long MINIMUM_BYTES = 1L << 20;

  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmg]?)i?b?");

  /** Checks the minimum. */
  public MemoryBudget {
    if (bytes < MINIMUM_BYTES) {
      throw new IllegalArgumentException(
          "a memory budget of " + bytes + " bytes: at least " + MINIMUM_BYTES + " are needed");
    }
  }

  /**
   * A budget in MiB.
   *
   * @param n number of MiB, 1 or more
   * @return the budget
   */
  public static MemoryBudget megabytes(long n) {
    return new MemoryBudget(Math.multiplyExact(n, 1L << 20));
  }

  /**
   * A share of the largest heap that this Java machine may use.
   *
   * @param share above 0 and at most 1
   * @return the budget, never under the minimum
   */
  public static MemoryBudget shareOfHeap(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share of the heap must be in (0, 1], got " + share);
    }
    return new MemoryBudget(
        Math.max(MINIMUM_BYTES, (long) (Runtime.getRuntime().maxMemory() * share)));
  }

  /**
   * What work is given when nobody says otherwise: a quarter of the heap, at most 256 MiB. More
   * makes few things faster: what does not fit is put aside on disk, mostly in the system's cache.
   *
   * @return the budget
   */
  public static MemoryBudget byDefault() {
    return new MemoryBudget(Math.min(shareOfHeap(0.25).bytes(), 256L << 20));
  }

  /**
   * Reads a size as people write it.
   *
   * @param text digits and an optional unit of 1024s: {@code 512m}, {@code 2g}, {@code 1048576}
   * @return the budget
   * @throws IllegalArgumentException when the text is no size or below the minimum
   */
  public static MemoryBudget parse(String text) {
    Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no size: expected digits and k, m or g, for example 512m");
    }
    int shift =
        switch (matcher.group(2)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return new MemoryBudget(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift));
  }

  /**
   * A part of this budget.
   *
   * @param parts how many equal parts, 1 or more
   * @return one of them, never under the minimum
   */
  public MemoryBudget dividedBy(int parts) {
    return new MemoryBudget(Math.max(MINIMUM_BYTES, bytes / parts));
  }

  /**
   * The budget, for people.
   *
   * @return the bytes
   */
  @Override
  public String toString() {
    return bytes + " bytes";
  }
}
