package io.cellfolio.validate;

/** Hears how a validation goes on. Called by several threads, one at a time. */
public interface ValidationListener {

  /**
   * A part of the work begins.
   *
   * @param text what is being done, for people
   */
  void phase(String text);

  /**
   * All checks of a level are done.
   *
   * @param level the level
   * @param errors how many errors there are so far
   * @param warnings how many warnings there are so far
   */
  void finished(Level level, long errors, long warnings);

  /**
   * Some payloads have been read.
   *
   * @param files how many of the phase's payloads
   * @param totalFiles how many there are in the phase
   * @param bytes how many bytes of them, before compression
   * @param totalBytes how many there are in the phase, before compression
   */
  void progressed(long files, long totalFiles, long bytes, long totalBytes);

  /**
   * A listener that does nothing.
   *
   * @return the listener
   */
  static ValidationListener silent() {
    return new ValidationListener() {
      @Override
      public void phase(String text) {}

      @Override
      public void finished(Level level, long errors, long warnings) {}

      @Override
      public void progressed(long files, long totalFiles, long bytes, long totalBytes) {}
    };
  }
}
