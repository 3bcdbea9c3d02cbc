package io.cellfolio.h5ad;

import io.cellfolio.source.SourceMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells whether a file is still the same: path, length, time, and a digest of samples that are
 * evenly spread from its first byte to its last. At most 4 MiB are read.
 */
final class FileMark {
  private static final int SAMPLES = 64;
  private static final int SAMPLE_BYTES = 1 << 16;

  private FileMark() {}

  static SourceMark of(Path file, FileChannel channel) throws IOException {
    return new SourceMark(
        file.toRealPath().toString(),
        channel.size(),
        Files.getLastModifiedTime(file).toInstant(),
        content(channel));
  }

  private static String content(FileChannel channel) throws IOException {
    MessageDigest digest = sha256();
    long last = Math.max(0, channel.size() - SAMPLE_BYTES);
    ByteBuffer sample = ByteBuffer.allocate(SAMPLE_BYTES);
    for (int i = 0; i < SAMPLES; i++) {
      long at = last / (SAMPLES - 1) * i;
      sample.clear();
      int read = 0;
      while (read >= 0 && sample.hasRemaining()) {
        read = channel.read(sample, (i == SAMPLES - 1 ? last : at) + sample.position());
      }
      digest.update(sample.flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
