package io.cellfolio.export;

import java.io.IOException;
import java.nio.file.Path;

/** Another export is writing the same target. */
public final class TargetLockedException extends IOException {
  private static final long serialVersionUID = 1L;

  TargetLockedException(Path target) {
    super(
        target
            + ": another export is writing this directory; wait for it to end, or choose another directory");
  }
}
