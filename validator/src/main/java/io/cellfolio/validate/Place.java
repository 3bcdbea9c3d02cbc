package io.cellfolio.validate;

import java.util.Objects;

/** Where in a file something was found. */
public sealed interface Place {

  /** The file as a whole. */
  record Whole() implements Place {}

  /**
   * A place in a document.
   *
   * @param pointer JSON pointer (RFC 6901), empty for the top value
   */
  record Pointer(String pointer) implements Place {
    /** Checks for a missing pointer. */
    public Pointer {
      Objects.requireNonNull(pointer, "pointer");
    }
  }

  /**
   * A place in a file's bytes: in those after inflating for what a payload holds, in those stored
   * for what is wrong with the gzip file or the JSON text itself.
   *
   * @param offset number of bytes before it
   */
  record ByteOffset(long offset) implements Place {
    /** Checks that the offset is not negative. */
    public ByteOffset {
      if (offset < 0) {
        throw new IllegalArgumentException("a byte offset is 0 or more, got " + offset);
      }
    }
  }

  /**
   * The file as a whole.
   *
   * @return the place
   */
  static Place whole() {
    return new Whole();
  }

  /**
   * A place in a document.
   *
   * @param pointer JSON pointer
   * @return the place
   */
  static Place pointer(String pointer) {
    return new Pointer(pointer);
  }

  /**
   * A place in a file's bytes.
   *
   * @param offset 0 or more
   * @return the place
   */
  static Place byteOffset(long offset) {
    return new ByteOffset(offset);
  }
}
