package io.cellfolio.validate;

import java.util.regex.Pattern;

/**
 * Which texts are paths that may stand in a document. Only what {@link #isInside} accepts is ever
 * looked up on disk.
 *
 * <p>Normative text: {@code docs/format/reader.md}, V15, V33 and V53.
 */
final class PathText {
  private static final Pattern URL_SAFE = Pattern.compile("[A-Za-z0-9._~!*'()-]+");
  private static final Pattern PATTERN_SAFE = Pattern.compile("[^\\p{Cntrl}\\\\%?#{}]+");
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
  private static final int MAX_CHARS = 4096;

  private PathText() {}

  /** Whether a path stays inside its directory on every system. */
  static boolean isInside(String path) {
    if (path.length() > MAX_CHARS || hasDrive(path)) {
      return false;
    }
    int from = 0;
    while (true) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      if (!isPart(path, from, to)) {
        return false;
      }
      if (slash < 0) {
        return true;
      }
      from = slash + 1;
    }
  }

  /** Whether a file name has no character that leads elsewhere or cannot be seen. */
  static boolean isName(String name) {
    return isName(name, 0, name.length());
  }

  private static boolean isPart(String path, int from, int to) {
    int length = to - from;
    boolean here = length == 1 && path.charAt(from) == '.';
    boolean up = length == 2 && path.startsWith("..", from);
    return length > 0 && !here && !up && isName(path, from, to);
  }

  private static boolean isName(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7f || c == '\\' || c == '/') {
        return false;
      }
    }
    return true;
  }

  private static boolean hasDrive(String path) {
    return path.length() > 1 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0));
  }

  /** Whether a path of the identity can be fetched by URL as it is. */
  static boolean isUrlSafe(String path) {
    return isInside(path) && areParts(path, URL_SAFE);
  }

  /** Whether a path of a manifest, placeholders already filled in, is safe. */
  static boolean isPatternSafe(String path) {
    return isInside(path) && !SCHEME.matcher(path).matches() && areParts(path, PATTERN_SAFE);
  }

  /** The path of a file's folder with its slash, empty at the root. */
  static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static boolean areParts(String path, Pattern allowed) {
    for (String part : path.split("/", -1)) {
      if (!allowed.matcher(part).matches()) {
        return false;
      }
    }
    return true;
  }
}
