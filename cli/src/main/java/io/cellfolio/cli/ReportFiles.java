package io.cellfolio.cli;

import io.cellfolio.validate.ReportFormat;
import io.cellfolio.validate.ReportRenderer;
import io.cellfolio.validate.ValidationResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that reports are written to. Each appears as a whole or not at all, an earlier report is
 * replaced, and nothing else is.
 */
final class ReportFiles {
  private final Map<Path, ReportFormat> formats = new LinkedHashMap<>();
  private final Invocation invocation;

  private ReportFiles(Invocation invocation) {
    this.invocation = invocation;
  }

  /**
   * The files of a command line, looked at before anything else is done.
   *
   * @param typed such as {@code sarif=out.sarif}
   * @param export the directory that is validated, which is not written to
   * @throws IllegalArgumentException when one cannot be followed; the message is for the user
   * @throws IOException when an existing file cannot be read
   */
  static ReportFiles of(List<String> typed, Invocation invocation, Path export) throws IOException {
    ReportFiles files = new ReportFiles(invocation);
    for (String report : typed) {
      int equals = report.indexOf('=');
      if (equals < 1 || equals == report.length() - 1) {
        throw new IllegalArgumentException(
            "expected a format, an equals sign and a file, for example sarif=out.sarif, got '%s'"
                .formatted(report));
      }
      ReportFormat format =
          ReportFormat.named(report.substring(0, equals))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "expected one of text, json, proto, junit, sarif, html before the equals sign, got '%s'"
                              .formatted(report)));
      Path file = Path.of(report.substring(equals + 1));
      check(file, invocation.resolve(file), export);
      if (files.formats.keySet().stream().anyMatch(other -> isSame(invocation, other, file))) {
        throw new IllegalArgumentException(file + " is named twice");
      }
      files.formats.put(file, format);
    }
    return files;
  }

  private static boolean isSame(Invocation invocation, Path one, Path other) {
    return whole(invocation.resolve(one)).equals(whole(invocation.resolve(other)));
  }

  private static void check(Path typed, Path file, Path export) throws IOException {
    if (real(file).startsWith(real(export)) && !real(file).equals(real(export))) {
      throw new IllegalArgumentException(
          "%s lies in %s, and an export holds nothing but what its documents declare; name a file elsewhere"
              .formatted(typed, export));
    }
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(typed + " is a directory; name a file in it");
    }
    if (Files.isRegularFile(file) && !ReportFormat.isReport(file)) {
      throw new IllegalArgumentException(
          "%s exists and is no report; name another file, or remove this one".formatted(typed));
    }
  }

  private static Path whole(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** Without links, as far as the path exists. */
  private static Path real(Path file) throws IOException {
    Path whole = whole(file);
    for (Path there = whole; there != null; there = there.getParent()) {
      if (Files.exists(there)) {
        return there.toRealPath().resolve(there.relativize(whole)).normalize();
      }
    }
    return whole;
  }

  /**
   * Writes all reports that can be written.
   *
   * @param strict whether warnings count as errors
   * @throws IOException when one cannot, after all others are
   */
  void write(ValidationResult result, boolean strict) throws IOException {
    List<IOException> failures = new ArrayList<>();
    formats.forEach(
        (file, format) -> {
          try {
            write(
                invocation.resolve(file),
                strict ? format.strictRenderer() : format.renderer(),
                result);
          } catch (IOException e) {
            failures.add(
                new IOException(
                    "%s: the report cannot be written: %s".formatted(file, reason(e)), e));
          }
        });
    if (!failures.isEmpty()) {
      failures.subList(1, failures.size()).forEach(failures.get(0)::addSuppressed);
      throw failures.get(0);
    }
  }

  private static void write(Path file, ReportRenderer renderer, ValidationResult result)
      throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe or device, such as /dev/stderr.
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        renderer.render(result, out);
      }
      return;
    }
    Path target = real(file);
    Path folder = target.getParent();
    Files.createDirectories(folder);
    String name =
        ".cellfolio-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + ".tmp";
    Path part = folder.resolve(name);
    try {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
        renderer.render(result, out);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
      return "the disk is full";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return message + " is a file, not a directory";
    }
    if (e instanceof NoSuchFileException) {
      return "no such directory";
    }
    return e instanceof FileSystemException failure && failure.getReason() != null
        ? failure.getReason()
        : message;
  }
}
