package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The scripts that read sources and exports with h5py and without code of this project. */
final class OtherReader {
  private static final String PYTHON = "/usr/bin/python3";
  private static final ObjectMapper JSON = new ObjectMapper();

  private OtherReader() {}

  /** Skips the calling test where the scripts cannot run. */
  static void assumePresent() throws IOException, InterruptedException {
    assumeTrue(canRead(), "no " + PYTHON + " with h5py and scipy");
  }

  private static boolean canRead() throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of(PYTHON))) {
      return false;
    }
    Process process =
        new ProcessBuilder(PYTHON, "-c", "import h5py, numpy, scipy.sparse")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }

  /** Has the script compare exports with their sources: one answer for each job. */
  static List<JsonNode> judge(Path work, List<String> jobs)
      throws IOException, InterruptedException {
    List<JsonNode> results = new ArrayList<>();
    for (String line : run(work, List.of("src/test/python/check_fidelity.py"), jobs)) {
      results.add(JSON.readTree(line));
    }
    return results;
  }

  /** Runs a script that answers every line with one. */
  static List<String> run(Path work, List<String> arguments, List<String> lines)
      throws IOException, InterruptedException {
    Path input = Files.write(work.resolve("input.txt"), lines);
    Path output = work.resolve("output.txt");
    Path errors = work.resolve("errors.txt");
    List<String> command = new ArrayList<>(List.of(PYTHON));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("the script " + arguments + " did not end");
    }
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    List<String> answers = Files.readAllLines(output);
    assertThat(answers).as(Files.readString(errors)).hasSameSizeAs(lines);
    return answers;
  }
}
