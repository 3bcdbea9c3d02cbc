package io.cellfolio.export;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Failures of writing that name the file; those of Java's channels do not. */
final class WriteFailure {
  private WriteFailure() {}

  static IOException at(Path file, IOException failure) {
    return failure instanceof FileSystemException
        ? failure
        : new IOException(file + ": " + failure.getMessage(), failure);
  }
}
