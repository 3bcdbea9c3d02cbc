package io.cellfolio.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Exports that the keyed layout's reference writer made, outside of this repository: {@code
 * $CELLFOLIO_CORPUS/expected/NAME/export}.
 */
final class ReferenceCorpus {
  private ReferenceCorpus() {}

  /** The documents of a name; skips the test without a corpus. */
  static List<Path> documents(String name) throws IOException {
    String root = System.getenv("CELLFOLIO_CORPUS");
    Assumptions.assumeTrue(root != null, "CELLFOLIO_CORPUS is not set");
    try (Stream<Path> exports = Files.list(Path.of(root, "expected"))) {
      return exports
          .map(export -> export.resolve("export").resolve(name))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }
}
