package io.cellfolio.format;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Machine names of datasets. The indexed layout's rules hold for both layouts, since a keyed viewer
 * takes any id.
 *
 * <p>Normative text: {@code docs/format/identity.md}, section "Id and texts".
 */
public final class DatasetId {
  /** The longest id, in characters, which are all ASCII. */
  public static final int MAX_LENGTH = 180;

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final String DEVICE_PREFIX = "dataset-";

  private DatasetId() {}

  /**
   * What is wrong with an id.
   *
   * @param id any text
   * @return what was expected and found, or empty when the id is good
   */
  public static Optional<String> problem(String id) {
    if (!ALLOWED.matcher(id).matches()) {
      return Optional.of(
          "dataset id '%s': expected a letter or digit, then letters, digits, dots, underscores or"
                  .formatted(id)
              + " hyphens");
    }
    if (id.length() > MAX_LENGTH) {
      return Optional.of(
          "dataset id '%s': expected at most %d characters, found %d"
              .formatted(id, MAX_LENGTH, id.length()));
    }
    if (id.endsWith(".")) {
      return Optional.of("dataset id '%s': expected no dot at the end".formatted(id));
    }
    if (FileNames.isWindowsDevice(id)) {
      return Optional.of("dataset id '%s': Windows reserves this name for a device".formatted(id));
    }
    return Optional.empty();
  }

  /**
   * Requires a good id.
   *
   * @param id any text
   * @return the id
   * @throws IllegalArgumentException when there is a {@link #problem}
   */
  public static String check(String id) {
    problem(id)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    return id;
  }

  /**
   * Makes an id of a title or a directory name: {@link FileNames#sanitize}, no leading hyphens, cut
   * to {@link #MAX_LENGTH}, {@code dataset-} before a Windows device. Different names can become
   * equal.
   *
   * @param name any text
   * @return a good id; {@code field} when nothing of the name can stay
   */
  public static String fromName(String name) {
    String id = FileNames.sanitize(name);
    int from = 0;
    while (from < id.length() && !isLetterOrDigit(id.charAt(from))) {
      from++;
    }
    id = id.substring(from);
    if (id.isEmpty()) {
      id = FileNames.sanitize("");
    }
    if (FileNames.isWindowsDevice(id)) {
      id = DEVICE_PREFIX + id;
    }
    int to = Math.min(id.length(), MAX_LENGTH);
    while (id.charAt(to - 1) == '.') {
      to--;
    }
    return id.substring(0, to);
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
