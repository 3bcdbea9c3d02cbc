package io.cellfolio.format;

import java.util.regex.Pattern;

/**
 * Which paths a document may hold: relative, forward slashes, no empty, {@code .} or {@code ..}
 * part, and only characters that need no escape in a URL, since viewers fetch payloads by URL and
 * nothing may lead out of the export.
 *
 * <p>Normative text: {@code docs/format/reader.md}, rules V15 and V33.
 */
final class PathChecks {
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9._~!*'()-]+");
  private static final Pattern PATTERN_PART = Pattern.compile("[^\\p{Cntrl}\\\\%?#{}:]+");

  private static final Pattern DIRECTORY_PART = Pattern.compile("[^\\p{Cntrl}\\\\:]+");

  private PathChecks() {}

  /** Reads a path. */
  static String path(JsonPlace place) throws MalformedDatasetException {
    String path = place.text();
    if (!areParts(path, PART)) {
      throw place.expected("a relative path of URL-safe characters");
    }
    return path;
  }

  /** Reads a payload's path that ends as the export's compression says. */
  static String path(JsonPlace place, Compression compression) throws MalformedDatasetException {
    String path = path(place);
    if (path.endsWith(".gz") != compression.gzipped()) {
      throw place.expected(
          compression.gzipped()
              ? "a path with .gz, because compression is set"
              : "a path without .gz, because compression is null");
    }
    return path;
  }

  /** Reads a directory's path with its trailing slash. */
  static String directory(JsonPlace place) throws MalformedDatasetException {
    String path = place.text();
    if (!path.endsWith("/") || !areParts(path.substring(0, path.length() - 1), DIRECTORY_PART)) {
      throw place.expected("a relative path with a trailing slash");
    }
    return path;
  }

  /**
   * Reads a path pattern.
   *
   * @param place the pattern
   * @param tail what it must end with: the placeholder once, the kind of payload, the extension and
   *     the compression's suffix
   */
  static String pattern(JsonPlace place, String tail) throws MalformedDatasetException {
    String pattern = place.text();
    boolean tailed = pattern.endsWith(tail);
    String prefix = tailed ? pattern.substring(0, pattern.length() - tail.length()) : "";
    // The placeholder's own name stands for the file name's first part.
    if (!tailed || !areParts(prefix + "name", PATTERN_PART)) {
      throw place.expected("a relative path pattern that ends with " + tail);
    }
    return pattern;
  }

  private static boolean areParts(String path, Pattern allowed) {
    for (String part : path.split("/", -1)) {
      if (part.equals(".") || part.equals("..") || !allowed.matcher(part).matches()) {
        return false;
      }
    }
    return true;
  }
}
