package io.cellfolio.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An export that was written, is not what it should be, and was therefore not published. */
public final class UnsoundExportException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_SHOWN = 20;

  private final transient List<String> faults;

  UnsoundExportException(Path target, List<String> faults) {
    super(
        "%s: the new export is not sound and was not published; what was there before is untouched; %d found:\n  %s"
            .formatted(
                target,
                faults.size(),
                String.join("\n  ", faults.subList(0, Math.min(MOST_SHOWN, faults.size())))));
    this.faults = List.copyOf(faults);
  }

  /**
   * What speaks against the export.
   *
   * @return one sentence each, at least one
   */
  public List<String> faults() {
    return faults;
  }
}
