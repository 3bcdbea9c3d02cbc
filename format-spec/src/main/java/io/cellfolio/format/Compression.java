package io.cellfolio.format;

import java.util.OptionalInt;

/**
 * Whether payload files are gzip members, and at which level. One value holds for a whole export.
 *
 * @param level 1 (fastest) to 9 (smallest), or empty for plain files
 */
public record Compression(OptionalInt level) {
  /** What the file name of every gzip member ends with. */
  public static final String SUFFIX = ".gz";

  private static final Compression NONE = new Compression(OptionalInt.empty());

  /** Checks the level. */
  public Compression {
    if (level.isPresent() && (level.getAsInt() < 1 || level.getAsInt() > 9)) {
      throw new IllegalArgumentException(
          "gzip compression level must be 1 to 9, got " + level.getAsInt());
    }
  }

  /**
   * Plain files.
   *
   * @return no compression
   */
  public static Compression none() {
    return NONE;
  }

  /**
   * Gzip members.
   *
   * @param level 1 to 9
   * @return compression at that level
   * @throws IllegalArgumentException for any other level
   */
  public static Compression gzip(int level) {
    return new Compression(OptionalInt.of(level));
  }

  /**
   * Whether payloads are gzip members.
   *
   * @return true when a level is set
   */
  public boolean gzipped() {
    return level.isPresent();
  }

  /**
   * What a payload's file name ends with.
   *
   * @return {@code .gz} or nothing
   */
  public String suffix() {
    return gzipped() ? SUFFIX : "";
  }

  /**
   * The level, for people.
   *
   * @return {@code none} or {@code gzip} and the level
   */
  @Override
  public String toString() {
    return gzipped() ? "gzip " + level.getAsInt() : "none";
  }
}
