package io.cellfolio.cli;

import io.cellfolio.export.ExportListener;
import io.cellfolio.export.ExportPlan;

/** Passes an export's progress on, and remembers whether anything was written yet. */
final class WritingWatch implements ExportListener {
  private final ExportListener next;
  private volatile boolean writing;

  WritingWatch(ExportListener next) {
    this.next = next;
  }

  /** Whether the export got as far as writing. */
  boolean writing() {
    return writing;
  }

  @Override
  public void planned(ExportPlan plan) {
    next.planned(plan);
  }

  @Override
  public void phase(String phase) {
    writing |= phase.startsWith("writing");
    next.phase(phase);
  }

  @Override
  public void progressed(long files, long totalFiles, long rawBytes, long totalRawBytes) {
    next.progressed(files, totalFiles, rawBytes, totalRawBytes);
  }
}
