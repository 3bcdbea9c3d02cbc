package io.cellfolio.cli;

import io.cellfolio.export.ExportListener;
import io.cellfolio.export.ExportOptions;
import io.cellfolio.export.ExportReport;
import io.cellfolio.export.Exporter;
import io.cellfolio.h5ad.MalformedH5adException;
import io.cellfolio.h5ad.UnsupportedEncodingException;
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
      return export(source, target, options, ExportListener.silent());
    }
    try (ConsoleProgress progress = ConsoleProgress.on(invocation.err())) {
      return export(source, target, options, progress);
    }
  }

  private static ExportReport export(
      CellSource source, Path target, ExportOptions options, ExportListener listener)
      throws IOException {
    WritingWatch watch = new WritingWatch(listener);
    try {
      return Exporter.export(source, target, options, watch);
    } catch (IOException | OutOfMemoryError e) {
      if (watch.writing() && !isOfTheInput(e)) {
        ResumeAdvice.addTo(e, target, options);
      }
      throw e;
    }
  }

  private static boolean isOfTheInput(Throwable failure) {
    return failure instanceof MalformedH5adException
        || failure instanceof UnsupportedEncodingException;
  }

  /** Prints a result, unless only errors are wanted. */
  void print(String text, Invocation invocation) {
    if (!quiet) {
      invocation.out().print(text);
    }
  }
}
