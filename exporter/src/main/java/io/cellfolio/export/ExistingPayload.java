package io.cellfolio.export;

import io.cellfolio.format.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Looks at a payload file of an earlier export without inflating it. */
final class ExistingPayload {
  private static final int SMALLEST_MEMBER = 18;
  private static final int MAGIC = 0x8b1f;

  private ExistingPayload() {}

  /** What is wrong with a payload's size, if anything. */
  static Optional<String> fault(Path root, PlannedPayload payload, Compression compression)
      throws IOException {
    Path file = root.resolve(payload.path());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(payload.path() + ": missing");
    }
    long size = Files.size(file);
    if (!compression.gzipped()) {
      return size == payload.rawBytes()
          ? Optional.empty()
          : Optional.of(
              "%s: expected %d bytes, found %d"
                  .formatted(payload.path(), payload.rawBytes(), size));
    }
    if (size < SMALLEST_MEMBER) {
      return Optional.of(payload.path() + ": too short for a gzip file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if ((read(channel, 0, Short.BYTES).getShort(0) & 0xffff) != MAGIC) {
        return Optional.of(payload.path() + ": not a gzip file");
      }
      int inflated = read(channel, size - Integer.BYTES, Integer.BYTES).getInt(0);
      return inflated == (int) payload.rawBytes()
          ? Optional.empty()
          : Optional.of(
              "%s: expected %d bytes after inflating, its trailer says %d"
                  .formatted(payload.path(), payload.rawBytes(), Integer.toUnsignedLong(inflated)));
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("a file became shorter while it was read");
      }
    }
    return bytes;
  }
}
