package io.cellfolio.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Complete exports of small data, computed by an independent model of the format. */
enum Golden {
  KEYED("islets/keyed-8bit-gzip"),
  KEYED_PLAIN("islets/keyed-16bit-plain"),
  KEYED_FLOAT("islets/keyed-float32-gzip"),
  KEYED_BARE("liver/keyed-8bit-gzip"),
  INDEXED("islets/indexed-8bit-gzip"),
  INDEXED_PLAIN("islets/indexed-16bit-plain"),
  INDEXED_FLOAT("islets/indexed-float32-gzip"),
  INDEXED_BARE("liver/indexed-8bit-gzip");

  private static final Path GOLDENS = Path.of("../cli/src/test/resources/goldens");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String folder;

  Golden(String folder) {
    this.folder = folder;
  }

  boolean keyed() {
    return name().startsWith("KEYED");
  }

  /** Every file as it lies on disk, by path. */
  Map<String, byte[]> files() {
    try {
      Map<String, byte[]> files = new TreeMap<>();
      try (Stream<Path> manifests = Files.list(GOLDENS.resolve(folder).resolve("manifests"))) {
        for (Path manifest : manifests.toList()) {
          files.put(manifest.getFileName().toString(), Files.readAllBytes(manifest));
        }
      }
      JsonNode payloads = JSON.readTree(GOLDENS.resolve(folder).resolve("payloads.json").toFile());
      payloads
          .properties()
          .forEach(
              entry -> {
                byte[] raw = HexFormat.of().parseHex(entry.getValue().get("hex").asText());
                boolean gzipped = entry.getKey().endsWith(".gz");
                files.put(entry.getKey(), gzipped ? gzip(raw) : raw);
              });
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A gzip file with the header that the format asks for. */
  static byte[] gzip(byte[] raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff});
    Deflater deflater = new Deflater(6, true);
    deflater.setInput(raw);
    deflater.finish();
    byte[] buffer = new byte[4096];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    CRC32 crc = new CRC32();
    crc.update(raw);
    little(out, (int) crc.getValue());
    little(out, raw.length);
    return out.toByteArray();
  }

  private static void little(ByteArrayOutputStream out, int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(value >>> shift);
    }
  }
}
