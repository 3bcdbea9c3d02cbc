package io.cellfolio.export;

import java.util.Objects;

/**
 * Something about an export that its user should know.
 *
 * @param kind what happened
 * @param text place, what was found, and what can be done
 */
public record Notice(Kind kind, String text) {
  /** Checks for missing parts. */
  public Notice {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /** What happened. */
  public enum Kind {
    /** A part of the source is not in the export. */
    SKIPPED,
    /** A name was changed. */
    RENAMED,
    /** A choice was made that the user may want to make otherwise. */
    CHOSEN,
    /** The export holds something that a viewer shows badly, or values that were changed. */
    WARNING
  }

  static Notice skipped(String text) {
    return new Notice(Kind.SKIPPED, text);
  }

  static Notice renamed(String text) {
    return new Notice(Kind.RENAMED, text);
  }

  static Notice chosen(String text) {
    return new Notice(Kind.CHOSEN, text);
  }

  static Notice warning(String text) {
    return new Notice(Kind.WARNING, text);
  }
}
