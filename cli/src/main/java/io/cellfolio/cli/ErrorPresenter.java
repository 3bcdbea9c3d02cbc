package io.cellfolio.cli;

import io.cellfolio.export.ExportRefusedException;
import io.cellfolio.export.Problem;
import io.cellfolio.export.UnsoundExportException;
import io.cellfolio.format.MalformedDatasetException;
import io.cellfolio.format.UnsupportedLayoutException;
import io.cellfolio.h5ad.MalformedH5adException;
import io.cellfolio.h5ad.NoSuchPartException;
import io.cellfolio.h5ad.UnsupportedEncodingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Turns what went wrong into an exit code and a text for people. */
final class ErrorPresenter {
  private final boolean debug;

  private ErrorPresenter(boolean debug) {
    this.debug = debug;
  }

  /** Presents errors, with stack traces when {@code debug}. */
  static ErrorPresenter withStackTraces(boolean debug) {
    return new ErrorPresenter(debug);
  }

  /**
   * An error as the user meets it.
   *
   * @param exitCode one of {@link ExitCodes}
   * @param text one or more lines without a final line end
   */
  record Presentation(int exitCode, String text) {}

  Presentation present(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    String text = "cellfolio: " + text(cause) + ResumeAdvice.of(cause);
    return new Presentation(exitCode(cause), debug ? text + "\n" + stackTrace(thrown) : text);
  }

  private static int exitCode(Throwable cause) {
    if (cause instanceof ExportRefusedException refused) {
      return refused.problems().stream().anyMatch(p -> p.kind() == Problem.Kind.OPTION)
          ? ExitCodes.USAGE
          : ExitCodes.FINDINGS;
    }
    if (cause instanceof NoSuchPartException) {
      return ExitCodes.USAGE;
    }
    if (cause instanceof MalformedH5adException || cause instanceof MalformedDatasetException) {
      return ExitCodes.DAMAGED;
    }
    if (cause instanceof UnsupportedEncodingException
        || cause instanceof UnsupportedLayoutException) {
      return ExitCodes.UNSUPPORTED;
    }
    return ExitCodes.IO;
  }

  private static String text(Throwable cause) {
    if (cause instanceof ExportRefusedException refused) {
      return refusal(refused.problems());
    }
    if (cause instanceof UnsoundExportException) {
      return messageOf(cause)
          + "\nThis should not happen: please report it with the command line. --verify none publishes without a check.";
    }
    if (cause instanceof FileSystemException failure) {
      return fileSystemText(failure);
    }
    if (cause instanceof IOException || cause instanceof NoSuchPartException) {
      return messageOf(cause);
    }
    if (cause instanceof OutOfMemoryError) {
      return "out of memory: %s. Give Java more, for example CELLFOLIO_JAVA_OPTS=-Xmx8g (it may use %s now), or use fewer --threads or a smaller --memory"
          .formatted(messageOf(cause), Quantities.bytes(Runtime.getRuntime().maxMemory()));
    }
    return "this should not happen: %s. Please report it with the command line and the output of --debug"
        .formatted(cause);
  }

  private static String refusal(List<Problem> problems) {
    if (problems.size() == 1) {
      return problems.get(0).text();
    }
    StringBuilder text =
        new StringBuilder("nothing was written; %d problems:".formatted(problems.size()));
    for (Problem problem : problems) {
      text.append("\n  - ").append(problem.text().replace("\n", "\n    "));
    }
    return text.toString();
  }

  private static String fileSystemText(FileSystemException failure) {
    String file = failure.getFile() == null ? "a file" : failure.getFile();
    if (failure instanceof NoSuchFileException) {
      return file + ": no such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return file + ": permission denied";
    }
    if (failure instanceof NotDirectoryException) {
      return file + ": not a directory";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return failure.getReason() == null
          ? file + ": already exists"
          : file + " " + failure.getReason();
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return file + ": the directory is not empty";
    }
    return messageOf(failure);
  }

  private static String messageOf(Throwable cause) {
    String message = cause.getMessage();
    if (message == null || message.isBlank()) {
      return cause.getClass().getSimpleName();
    }
    if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
      return message
          + (message.contains("cellfolio-scratch-")
              ? " (the disk for scratch files is full; --scratch can name a directory on another one, a larger --memory needs less)"
              : " (the disk is full; --out-dir can name another one)");
    }
    if (message.contains("Too many open files")) {
      return message + " (raise the limit of open files: ulimit -n 1024)";
    }
    return message;
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof UncheckedIOException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString().stripTrailing();
  }
}
