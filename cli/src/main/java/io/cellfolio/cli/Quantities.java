package io.cellfolio.cli;

import io.cellfolio.source.Thousands;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them; the same in every locale. */
final class Quantities {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Quantities() {}

  /** A count with separators of thousands. */
  static String count(long n) {
    return Thousands.of(n);
  }

  /** A count with its noun; {@code "1 file"}, {@code "2 files"}. */
  static String count(long n, String noun) {
    return count(n) + " " + noun + (n == 1 ? "" : "s");
  }

  /** Bytes in decimal units with three digits: {@code 999 bytes}, {@code 1.23 MB}. */
  static String bytes(long n) {
    if (n < 1000) {
      return n == 1 ? "1 byte" : n + " bytes";
    }
    double value = n;
    int unit = -1;
    while (value >= 999.5) {
      value /= 1000;
      unit++;
    }
    int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f %s", value, UNITS[unit]);
  }

  /** A duration: {@code 0.84 s}, {@code 12.3 s}, {@code 3 min 07 s}, {@code 2 h 05 min}. */
  static String duration(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.2f s", seconds);
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** One size as a share of another: {@code 33 %}, or {@code 2.1x} when it is larger. */
  static String ratio(long part, long whole) {
    if (whole <= 0) {
      return "new";
    }
    double ratio = (double) part / whole;
    return ratio < 1
        ? String.format(Locale.ROOT, "%.0f %%", Math.max(1, ratio * 100))
        : String.format(Locale.ROOT, "%.1fx", ratio);
  }
}
