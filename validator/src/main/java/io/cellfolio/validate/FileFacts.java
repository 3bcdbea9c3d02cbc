package io.cellfolio.validate;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/**
 * What is known of a file without opening it.
 *
 * @param kind what it is
 * @param size its length in bytes, 0 unless regular
 * @param modified when it was changed last, null when there is none
 */
record FileFacts(Kind kind, long size, FileTime modified) {
  static final FileFacts MISSING = new FileFacts(Kind.MISSING, 0, null);
  static final FileFacts UNREADABLE = new FileFacts(Kind.UNREADABLE, 0, null);

  /** What a name in a directory can stand for. */
  enum Kind {
    REGULAR("a regular file"),
    DIRECTORY("a directory"),
    LINK("a symbolic link"),
    BEHIND_LINK("a file behind a link to a directory"),
    OTHER("something else than a file"),
    MISSING("no such file"),
    UNREADABLE("a file that cannot be looked at");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    String shown() {
      return shown;
    }
  }

  static FileFacts of(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return new FileFacts(Kind.REGULAR, attributes.size(), attributes.lastModifiedTime());
    }
    if (attributes.isSymbolicLink()) {
      return new FileFacts(Kind.LINK, 0, null);
    }
    return new FileFacts(attributes.isDirectory() ? Kind.DIRECTORY : Kind.OTHER, 0, null);
  }

  boolean isRegular() {
    return kind == Kind.REGULAR;
  }

  // What a record has by itself is put together at its first use, which takes longer than all uses.
  @Override
  public boolean equals(Object other) {
    return other instanceof FileFacts that
        && kind == that.kind
        && size == that.size
        && Objects.equals(modified, that.modified);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, size, modified);
  }
}
