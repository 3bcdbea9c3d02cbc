package io.cellfolio.validate;

/**
 * The memory that the documents of one validation may take together. What an object costs is
 * estimated, and not too low.
 */
final class DocumentMemory {
  private static final int SHARE = 6;
  private static final int VALUE_BYTES = 64;
  private static final int NAME_BYTES = 160;
  private static final int CHARACTER_BYTES = 2;

  /** While a text is being read it exists several times. */
  private static final int COPIES = 4;

  private final long total;
  private long left;

  DocumentMemory(long bytes) {
    this.total = bytes;
    this.left = bytes;
  }

  /** A share of Java's heap; what is made of the documents takes another. */
  static DocumentMemory ofHeap() {
    return new DocumentMemory(Runtime.getRuntime().maxMemory() / SHARE);
  }

  /** Takes what a value costs; false when there is no room. */
  boolean takeValue() {
    return take(VALUE_BYTES);
  }

  /** Takes what a name that was not there before costs; false when there is no room. */
  boolean takeName(String name) {
    return take(NAME_BYTES + (long) CHARACTER_BYTES * name.length());
  }

  /** Takes what the characters of a text cost; false when there is no room. */
  boolean takeText(int characters) {
    return take((long) CHARACTER_BYTES * characters);
  }

  /** The longest text that there is room for. */
  long longestText() {
    return left / (CHARACTER_BYTES * COPIES);
  }

  long left() {
    return left;
  }

  /** Gives back what was taken since an earlier {@link #left()}. */
  void giveBackTo(long earlier) {
    left = earlier;
  }

  /** The limit for people. */
  String shown() {
    return "documents that take at most %s bytes of memory in all, a part of what Java has"
        .formatted(Shown.count(total));
  }

  private boolean take(long bytes) {
    left -= bytes;
    return left >= 0;
  }
}
