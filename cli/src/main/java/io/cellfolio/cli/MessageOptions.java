package io.cellfolio.cli;

import io.cellfolio.export.ExportListener;
import io.cellfolio.export.ExportOptions;
import io.cellfolio.export.ExportReport;
import io.cellfolio.export.Exporter;
import io.cellfolio.source.CellSource;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What a command says while it works. */
final class MessageOptions {
  @Option(names = "--quiet", description = "Print errors only.")
  boolean quiet;

  @Option(
      names = "--no-progress",
      description = "Show no progress line. Without a terminal there is none anyway.")
  boolean noProgress;

  @Option(
      names = "--debug",
      description = "Print stack traces of errors, and lists in full length.")
  boolean debug;

  /** Exports, with a progress line where a person watches. */
  ExportReport export(CellSource source, Path target, ExportOptions options, Invocation invocation)
      throws IOException {
    if (quiet || noProgress || !invocation.interactive()) {
      return Exporter.export(source, target, options, ExportListener.silent());
    }
    try (ConsoleProgress progress = ConsoleProgress.on(invocation.err())) {
      return Exporter.export(source, target, options, progress);
    }
  }

  /** Prints a result, unless only errors are wanted. */
  void print(String text, Invocation invocation) {
    if (!quiet) {
      invocation.out().print(text);
    }
  }
}
