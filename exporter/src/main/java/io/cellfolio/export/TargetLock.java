package io.cellfolio.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Keeps two runs from writing one target. The lock file stays; the system frees it on any end. */
final class TargetLock implements Closeable {
  private final Sidecars sidecars;
  private final FileChannel channel;

  private TargetLock(Sidecars sidecars, FileChannel channel) {
    this.sidecars = sidecars;
    this.channel = channel;
  }

  static TargetLock acquire(Sidecars sidecars) throws IOException {
    FileChannel channel = open(sidecars.lock());
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      channel.close();
      throw new TargetLockedException(sidecars.target());
    } finally {
      if (lock == null && channel.isOpen()) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new TargetLockedException(sidecars.target());
    }
    return new TargetLock(sidecars, channel);
  }

  /** The names beside the target that this lock gives a right to. */
  Sidecars sidecars() {
    return sidecars;
  }

  private static FileChannel open(Path path) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(
        path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), attributes);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
