package io.cellfolio.deflate;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Prints a table of what payloads of every kind take, in percent of zlib's members. */
final class SizesTable {
  private static final int[] LEVELS = {1, 4, 6, 9};

  private SizesTable() {}

  public static void main(String[] arguments) throws IOException {
    Zlib zlib = new Zlib();
    GrowableBytes sink = new GrowableBytes(1 << 20);
    long[] own = new long[LEVELS.length];
    long[] other = new long[LEVELS.length];
    System.out.println("| payload | bytes | zlib 6 | level 1 | 4 | 6 | 9 |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (Map.Entry<String, byte[]> shape : PayloadShapes.all().entrySet()) {
      byte[] raw = shape.getValue();
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < LEVELS.length; i++) {
        sink.clear();
        long stored = GzipEncoder.ofLevel(LEVELS[i]).encode(raw, 0, raw.length, sink);
        long theirs = zlib.size(raw, LEVELS[i]);
        own[i] += stored;
        other[i] += theirs;
        row.append(String.format(Locale.ROOT, " %.1f |", 100.0 * stored / theirs));
      }
      if (!shape.getKey().startsWith("tiny")) {
        System.out.printf(
            Locale.ROOT,
            "| %s | %,d | %,d |%s%n",
            shape.getKey(),
            raw.length,
            zlib.size(raw, 6),
            row);
      }
    }
    StringBuilder sum = new StringBuilder();
    for (int i = 0; i < LEVELS.length; i++) {
      sum.append(String.format(Locale.ROOT, " %.1f |", 100.0 * own[i] / other[i]));
    }
    System.out.printf(Locale.ROOT, "| all together | | %,d |%s%n", other[2], sum);
  }
}
