package io.cellfolio.validate;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files below one directory. Links are not followed, neither at the end of a path nor on its
 * way, so nothing outside is read. Nothing is ever written.
 */
final class ExportFiles {
  private static final Set<java.nio.file.OpenOption> OPEN =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  /** Opens what is on disk. */
  static final Opener DIRECT = file -> Files.newByteChannel(file, OPEN);

  private final Path root;
  private final Opener opener;
  private final DocumentMemory memory;
  private final Map<String, FileFacts.Kind> folders = new ConcurrentHashMap<>();

  /** Opens a regular file; tests put other ones in its place. */
  interface Opener {
    SeekableByteChannel open(Path file) throws IOException;
  }

  private ExportFiles(Path root, Opener opener, DocumentMemory memory) {
    this.root = root;
    this.opener = opener;
    this.memory = memory;
  }

  /** The files of a directory, or empty when it is none. */
  static Optional<ExportFiles> of(Path directory, Opener opener) {
    try {
      Path real = directory.toRealPath();
      return Files.isDirectory(real)
          ? Optional.of(new ExportFiles(real, opener, DocumentMemory.ofHeap()))
          : Optional.empty();
    } catch (IOException e) {
      // Whatever the reason, there is no directory to look into.
      return Optional.empty();
    }
  }

  /**
   * A directory below.
   *
   * @param path that {@link PathText#isInside} accepts
   */
  ExportFiles below(String path) {
    return new ExportFiles(root.resolve(path), opener, memory);
  }

  /** What documents may take, those of directories below included. */
  DocumentMemory memory() {
    return memory;
  }

  /**
   * Looks at a file.
   *
   * @param path that {@link PathText#isInside} accepts
   */
  FileFacts facts(String path) {
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      FileFacts.Kind folder = folder(path.substring(0, slash));
      if (folder != FileFacts.Kind.DIRECTORY) {
        return new FileFacts(
            folder == FileFacts.Kind.LINK ? FileFacts.Kind.BEHIND_LINK : FileFacts.Kind.MISSING,
            0,
            null);
      }
    }
    return look(path);
  }

  /**
   * Opens a regular file.
   *
   * @param path of which {@link #facts} said that it is regular
   */
  SeekableByteChannel open(String path) throws IOException {
    return opener.open(root.resolve(path));
  }

  /**
   * Lists a directory, which need not exist.
   *
   * @param path empty for the root, else one that {@link PathText#isInside} accepts
   */
  DirectoryStream<Path> list(String path) throws IOException {
    return Files.newDirectoryStream(root.resolve(path));
  }

  private FileFacts.Kind folder(String path) {
    FileFacts.Kind known = folders.get(path);
    if (known == null) {
      int slash = path.lastIndexOf('/');
      FileFacts.Kind parent =
          slash > 0 ? folder(path.substring(0, slash)) : FileFacts.Kind.DIRECTORY;
      known = parent == FileFacts.Kind.DIRECTORY ? look(path).kind() : parent;
      folders.put(path, known);
    }
    return known;
  }

  private FileFacts look(String path) {
    try {
      return FileFacts.of(
          Files.readAttributes(
              root.resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException | InvalidPathException e) {
      return FileFacts.MISSING;
    } catch (IOException e) {
      return missingOrUnreadable(path);
    }
  }

  /** A name that is too long, or lies below a file, is missing; anything else is unreadable. */
  private FileFacts missingOrUnreadable(String path) {
    Path file = root.resolve(path);
    boolean longName = file.getFileName().toString().length() > 255;
    Path parent = file.getParent();
    return longName || (parent != null && Files.isRegularFile(parent, LinkOption.NOFOLLOW_LINKS))
        ? FileFacts.MISSING
        : FileFacts.UNREADABLE;
  }
}
