package io.cellfolio.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The content of a directory as a comparable value. */
final class TreeHash {
  private TreeHash() {}

  static Map<String, String> of(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(path);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        files.put(
            root.relativize(path).toString(),
            bytes.length + ":" + Long.toHexString(crc.getValue()));
      }
    }
    return files;
  }
}
