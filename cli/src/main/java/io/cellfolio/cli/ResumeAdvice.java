package io.cellfolio.cli;

import io.cellfolio.export.ExportOptions;
import io.cellfolio.export.Exporter;
import java.io.IOException;
import java.nio.file.Path;

/** What a user can do after an export that failed half way; rides on the failure itself. */
final class ResumeAdvice extends Exception {
  private static final long serialVersionUID = 1L;

  private ResumeAdvice(String text) {
    super(text, null, false, false);
  }

  /** Adds advice to the failure of an export. */
  static void addTo(Throwable failure, Path target, ExportOptions options) {
    try {
      failure.addSuppressed(new ResumeAdvice(text(target, options)));
    } catch (IOException unreadable) {
      // The failure that is being told of says more than that its leftovers cannot be looked at.
      failure.addSuppressed(unreadable);
    }
  }

  private static String text(Path target, ExportOptions options) throws IOException {
    if (!options.resume()) {
      return "The unfinished export was removed. With --resume, one that fails or is killed can be gone on from.";
    }
    return Exporter.unfinished(target)
        .map(
            left ->
                "%s of %s genes stay staged in %s: the same command goes on from them, without --resume it removes them."
                    .formatted(
                        Quantities.count(left.stagedGenes()),
                        Quantities.count(left.genes()),
                        left.stage()))
        .orElse("No gene was staged, so that nothing can be gone on from.");
  }

  /** The advice that a failure carries, each on a line of its own. */
  static String of(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof ResumeAdvice) {
        text.append('\n').append(suppressed.getMessage());
      }
    }
    return text.toString();
  }
}
