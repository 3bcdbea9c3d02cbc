package io.cellfolio.validate;

import io.cellfolio.format.MalformedDatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** The files of one export. No path, and no symbolic link, leads out of it. */
final class DatasetDirectory {
  private static final long MAX_DOCUMENT_BYTES = 64L << 20;

  private final Path root;

  private DatasetDirectory(Path root) {
    this.root = root;
  }

  /**
   * Opens a directory.
   *
   * @throws IOException when it is missing or no directory
   */
  static DatasetDirectory open(Path directory) throws IOException {
    Path root = directory.toRealPath();
    if (!Files.isDirectory(root)) {
      throw new NotDirectoryException(directory.toString());
    }
    return new DatasetDirectory(root);
  }

  /** Reads a document that every export has. */
  byte[] requiredDocument(String name) throws IOException {
    return document(name)
        .orElseThrow(
            () ->
                new MalformedDatasetException(
                    name, "", "expected this document in every export, found no such file"));
  }

  /** Reads a document that an export may have. */
  Optional<byte[]> document(String name) throws IOException {
    if (!Files.exists(root.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Path file = file(name);
    long bytes = Files.size(file);
    if (bytes > MAX_DOCUMENT_BYTES) {
      throw new MalformedDatasetException(
          name, "", "expected at most %d bytes, found %d".formatted(MAX_DOCUMENT_BYTES, bytes));
    }
    return Optional.of(Files.readAllBytes(file));
  }

  /**
   * A regular file inside the directory.
   *
   * @param path relative, with forward slashes
   * @throws MalformedDatasetException when there is none, or when it lies elsewhere
   */
  Path file(String path) throws IOException {
    Path real = real(path);
    if (!real.startsWith(root)) {
      throw new MalformedDatasetException(
          path, "", "expected a file inside the export, found a link that leads out of it");
    }
    if (!Files.isRegularFile(real)) {
      throw new MalformedDatasetException(
          path, "", "expected a regular file, found something else");
    }
    return real;
  }

  private Path real(String path) throws IOException {
    try {
      return root.resolve(path).toRealPath();
    } catch (NoSuchFileException e) {
      throw new MalformedDatasetException(
          path, "", "expected this file because a document declares it, found no such file");
    } catch (InvalidPathException e) {
      throw new MalformedDatasetException(path, "", "expected a path, found " + e.getReason());
    }
  }
}
