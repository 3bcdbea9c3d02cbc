package io.cellfolio.format;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the keyed layout turns keys into file names, and which names file systems refuse.
 *
 * <p>Normative text: {@code docs/format/directory.md}.
 */
public final class FileNames {
  /** The longest file name, in bytes, that common file systems take. */
  public static final int MAX_BYTES = 255;

  private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9._-]+");
  private static final Set<String> WINDOWS_DEVICES =
      Set.of(
          "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7",
          "COM8", "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9");

  private FileNames() {}

  /**
   * Makes a key safe for file names: each run of characters outside {@code [A-Za-z0-9._-]} becomes
   * one underscore, then dots and underscores are stripped from both ends; nothing left becomes
   * {@code field}. Different keys can become equal.
   *
   * @param key any text
   * @return one or more characters of {@code [A-Za-z0-9._-]}
   */
  public static String sanitize(String key) {
    String replaced = isPlain(key) ? key : FORBIDDEN.matcher(key).replaceAll("_");
    int from = 0;
    int to = replaced.length();
    while (from < to && isStripped(replaced.charAt(from))) {
      from++;
    }
    while (to > from && isStripped(replaced.charAt(to - 1))) {
      to--;
    }
    return from == to ? "field" : replaced.substring(from, to);
  }

  /**
   * Whether Windows reserves a name, with or without an extension.
   *
   * @param name a file name
   * @return true when the part before the first dot is a device, in any case
   */
  public static boolean isWindowsDevice(String name) {
    int dot = name.indexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    return WINDOWS_DEVICES.contains(stem.toUpperCase(Locale.ROOT));
  }

  /** Tens of thousands of gene names have nothing to replace. */
  private static boolean isPlain(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-' && !isStripped(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isStripped(char c) {
    return c == '.' || c == '_';
  }
}
