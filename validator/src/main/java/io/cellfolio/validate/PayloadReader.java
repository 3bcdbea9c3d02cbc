package io.cellfolio.validate;

import io.cellfolio.format.MalformedDatasetException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * Reads payloads from end to end in a fixed amount of memory. Used by one thread.
 *
 * <p>Normative text: {@code docs/format/payloads.md}.
 */
final class PayloadReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DatasetDirectory directory;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final GzipMember gzip = new GzipMember();

  PayloadReader(DatasetDirectory directory) {
    this.directory = directory;
  }

  /**
   * Measures a payload.
   *
   * @throws MalformedDatasetException when the file is missing, no intact gzip member where it
   *     should be one, or of another length than declared
   * @throws IOException when it cannot be read
   */
  PayloadMeasure measure(DeclaredPayload payload) throws IOException {
    Path file = directory.file(payload.path());
    long expected = payload.rawBytes();
    long stored = Files.size(file);
    CRC32 crc = new CRC32();
    if (!payload.gzipped() && stored != expected) {
      throw wrongLength(payload, "bytes", expected, String.valueOf(stored));
    }
    long raw = 0;
    try (InputStream in = content(file, payload)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        raw += n;
        if (raw > expected) {
          throw wrongLength(payload, "bytes after inflating", expected, "more");
        }
        crc.update(buffer, 0, n);
      }
    } catch (GzipMember.DamagedException e) {
      throw new MalformedDatasetException(payload.path(), "", e.getMessage());
    }
    if (raw != expected) {
      throw wrongLength(
          payload,
          payload.gzipped() ? "bytes after inflating" : "bytes",
          expected,
          String.valueOf(raw));
    }
    return new PayloadMeasure(payload, stored, raw, (int) crc.getValue());
  }

  @Override
  public void close() {
    gzip.close();
  }

  private InputStream content(Path file, DeclaredPayload payload) throws IOException {
    InputStream stored = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    return payload.gzipped() ? gzip.open(stored) : stored;
  }

  private static MalformedDatasetException wrongLength(
      DeclaredPayload payload, String unit, long expected, String found) {
    return new MalformedDatasetException(
        payload.path(),
        "",
        "expected %d %s, got %s (%s %s)"
            .formatted(expected, unit, found, payload.type().dtype(), payload.shape()));
  }
}
