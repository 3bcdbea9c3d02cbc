package io.cellfolio.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of real files that the environment variable CELLFOLIO_CORPUS names, if any. */
final class Corpus {
  private Corpus() {}

  /** The folder; the calling test is skipped without one. */
  static Path root() {
    String folder = System.getenv("CELLFOLIO_CORPUS");
    assumeTrue(folder != null && !folder.isEmpty(), "CELLFOLIO_CORPUS is not set");
    return Path.of(folder);
  }

  /** The files below a part of the folder whose names end in one of the given ways. */
  static List<Path> files(String part, String... endings) throws IOException {
    try (Stream<Path> walk = Files.walk(root().resolve(part))) {
      return walk.filter(Files::isRegularFile)
          .filter(path -> Stream.of(endings).anyMatch(path.toString()::endsWith))
          .sorted()
          .toList();
    }
  }
}
