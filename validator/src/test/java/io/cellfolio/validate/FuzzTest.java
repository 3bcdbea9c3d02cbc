package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged exports end in a verdict: no exception, no failed check, nothing longer than ten seconds,
 * nothing written, nothing read outside, no thread left, within 256 MiB; and every form of report
 * can be made. The system properties {@code cellfolio.fuzz.seconds} and {@code cellfolio.fuzz.seed}
 * make longer and other runs; {@code cellfolio.fuzz.keep} names a directory for exports that fail,
 * seen from that of the module.
 */
class FuzzTest {
  private static final long SECONDS = Long.getLong("cellfolio.fuzz.seconds", 60);
  private static final long SEED = Long.getLong("cellfolio.fuzz.seed", 20261122);

  @TempDir Path directory;

  @Test
  void anyDamageEndsInAVerdict() throws IOException, InterruptedException {
    String keep = System.getProperty("cellfolio.fuzz.keep");
    // A relative target is looked up beside its link: links out of the export would all dangle.
    Path work = keep == null ? directory : Files.createDirectories(Path.of(keep).toAbsolutePath());
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(Long.toString(SEED), Long.toString(SECONDS), work.toString()));
    String run = System.getProperty("cellfolio.fuzz.run");
    if (run != null) {
      arguments.add(run);
    }
    Path output = work.resolve("output.txt");
    int exit = ChildJvm.run(Fuzzer.class, output, SECONDS + 120, arguments);
    List<String> lines = Files.readAllLines(output);
    assertThat(exit).as("seed %d: %s", SEED, lines).isZero();
    assertThat(lines.get(lines.size() - 1)).startsWith("seed " + SEED).endsWith(" 0 failures");
  }
}
