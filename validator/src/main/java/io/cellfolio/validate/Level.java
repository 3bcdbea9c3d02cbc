package io.cellfolio.validate;

/** How deep a validation goes; each level includes those before it. */
public enum Level {
  /** Documents, names and the set of files. Opens no payload. */
  STRUCTURE,
  /** Sizes of payloads and the first and last bytes of gzip files. */
  LENGTHS,
  /** Every byte of every payload. */
  CONTENT;

  /**
   * Whether a validation of this level runs the checks of another.
   *
   * @param other a level
   * @return true when {@code other} is this level or one before it
   */
  public boolean includes(Level other) {
    return other.ordinal() <= ordinal();
  }
}
