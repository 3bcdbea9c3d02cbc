package io.cellfolio.h5ad;

import io.cellfolio.source.SourceMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Tells whether a file is still the same: path, length, time, and two checksums of samples that are
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
    CRC32 crc = new CRC32();
    Adler32 adler = new Adler32();
    long last = Math.max(0, channel.size() - SAMPLE_BYTES);
    ByteBuffer sample = ByteBuffer.allocate(SAMPLE_BYTES);
    for (int i = 0; i < SAMPLES; i++) {
      long at = last / (SAMPLES - 1) * i;
      sample.clear();
      int read = 0;
      while (read >= 0 && sample.hasRemaining()) {
        read = channel.read(sample, (i == SAMPLES - 1 ? last : at) + sample.position());
      }
      sample.flip();
      crc.update(sample.array(), 0, sample.limit());
      adler.update(sample.array(), 0, sample.limit());
    }
    return HexFormat.of().toHexDigits(crc.getValue() << Integer.SIZE | adler.getValue());
  }
}
