package io.cellfolio.export;

/**
 * Hears of an export's progress. Calls come from several threads, but never two at a time. A
 * listener must return quickly.
 */
public interface ExportListener {

  /**
   * A listener that ignores everything.
   *
   * @return the listener
   */
  static ExportListener silent() {
    return new ExportListener() {};
  }

  /**
   * The plan is complete and nothing speaks against it; writing begins.
   *
   * @param plan what will be written
   */
  default void planned(ExportPlan plan) {}

  /**
   * Another part of the work begins.
   *
   * @param phase one clause for people, for example {@code writing genes}
   */
  default void phase(String phase) {}

  /**
   * Payloads were written.
   *
   * @param files payload files written so far
   * @param totalFiles payload files to write
   * @param rawBytes their bytes before compression so far
   * @param totalRawBytes bytes before compression to write
   */
  default void progressed(long files, long totalFiles, long rawBytes, long totalRawBytes) {}
}
