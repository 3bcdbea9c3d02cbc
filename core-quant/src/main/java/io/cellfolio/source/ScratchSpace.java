package io.cellfolio.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where a piece of work keeps what does not fit into its memory. The directory is made when the
 * first file is asked for and removed, with everything in it, when the space is closed.
 */
public final class ScratchSpace implements Closeable {
  private final Path directory;
  private final List<Path> files = new ArrayList<>();
  private boolean made;

  private ScratchSpace(Path directory) {
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  /**
   * Plans a space.
   *
   * @param directory the directory to make; nothing may be there, its parent must be
   * @return an empty space
   */
  public static ScratchSpace at(Path directory) {
    return new ScratchSpace(directory);
  }

  /**
   * Room on the device that the space lies on.
   *
   * @return bytes that can be written there now
   * @throws IOException when the device cannot be asked
   */
  public long usableBytes() throws IOException {
    Path existing = made ? directory : directory.toAbsolutePath().getParent();
    return Files.getFileStore(existing).getUsableSpace();
  }

  /**
   * Names a new file.
   *
   * @param purpose first part of its name, letters, digits and hyphens
   * @return a path at which nothing is yet
   * @throws IOException when the directory cannot be made
   */
  public synchronized Path newFile(String purpose) throws IOException {
    if (!made) {
      Files.createDirectory(directory);
      made = true;
    }
    Path file = directory.resolve(purpose + "-" + files.size());
    files.add(file);
    return file;
  }

  @Override
  public synchronized void close() throws IOException {
    if (!made) {
      return;
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(directory);
    made = false;
  }
}
