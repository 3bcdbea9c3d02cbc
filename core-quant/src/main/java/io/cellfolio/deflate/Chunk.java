package io.cellfolio.deflate;

/** Some bytes of a payload in a row, as an array or to be made when they are needed. */
interface Chunk {

  /** Adds the chunk's runs, which are taken on their own. */
  void scan(RunList runs);

  /** Makes sure that {@link #bytes} holds the chunk and its history. */
  void spread();

  /**
   * Makes sure that {@link #bytes} holds a part of the chunk.
   *
   * @param first the part's first byte, counted from the chunk's
   * @param end behind the part's last byte
   */
  void spread(int first, int end);

  /** The array of the chunk's bytes and of the window before them. */
  byte[] bytes();

  /** Position of the first byte of the history. Valid, as the next, after {@link #spread}. */
  int history();

  /** Position of the chunk's first byte. */
  int from();

  /** How many bytes the chunk has, at least one. */
  int length();
}
