package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files end in one of the two refusals or are read: no other exception, nothing longer than
 * ten seconds, no thread left, within 256 MiB. The system properties {@code cellfolio.fuzz.seconds}
 * and {@code cellfolio.fuzz.seed} make longer and other runs; {@code cellfolio.fuzz.keep} names a
 * directory for files that fail.
 */
class FuzzTest {
  private static final long SECONDS = Long.getLong("cellfolio.fuzz.seconds", 60);
  private static final long SEED = Long.getLong("cellfolio.fuzz.seed", 20261122);
  private static final long LARGEST = 300_000;

  @TempDir Path directory;

  @Test
  void anyDamageIsRefusedOrRead() throws IOException, InterruptedException, URISyntaxException {
    List<Path> files =
        new ArrayList<>(files(Path.of(FuzzTest.class.getResource("/fixtures").toURI())));
    String corpus = System.getenv("CELLFOLIO_CORPUS");
    if (corpus != null && !corpus.isEmpty()) {
      files.addAll(files(Path.of(corpus, "data", "real")));
    }
    String keep = System.getProperty("cellfolio.fuzz.keep");
    Path work = keep == null ? directory : Files.createDirectories(Path.of(keep));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(Long.toString(SEED), Long.toString(SECONDS), work.toString()));
    files.forEach(file -> arguments.add(file.toString()));
    Path output = work.resolve("output.txt");
    int exit = ChildJvm.run(Fuzzer.class, output, SECONDS + 120, arguments);
    List<String> lines = Files.readAllLines(output);
    assertThat(exit).as("seed %d: %s", SEED, lines).isZero();
    assertThat(lines.get(lines.size() - 1)).startsWith("seed " + SEED).endsWith(" 0 failures");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> found = new ArrayList<>();
      for (Path path : walk.filter(Files::isRegularFile).sorted().toList()) {
        if (path.toString().endsWith(".h5ad") && Files.size(path) <= LARGEST) {
          found.add(path);
        }
      }
      return found;
    }
  }
}
