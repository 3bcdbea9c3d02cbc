package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark's scripts, with the packaged jar and inputs that are tiny. */
@EnabledOnOs(OS.LINUX)
class BenchmarkScriptIT {
  private static final Path SCRIPTS = Path.of("..", "docs", "benchmarks").toAbsolutePath();
  private static final String PYTHON = "/usr/bin/python3";

  @TempDir Path directory;
  private Path launcher;

  @BeforeEach
  void makeLauncher() throws IOException {
    assumeTrue(Files.isExecutable(Path.of(PYTHON)), PYTHON + " is missing");
    launcher = directory.resolve("cellfolio");
    Files.writeString(
        launcher, "#!/bin/sh\nexec java -jar '%s' \"$@\"\n".formatted(jar().toAbsolutePath()));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  private static Path jar() {
    return Path.of(System.getProperty("cellfolio.jar"));
  }

  @Test
  void measuresAndReports() throws Exception {
    String text =
        run(
            SCRIPTS.resolve("run").toString(),
            "--work",
            directory.resolve("work").toString(),
            "--results",
            directory.resolve("results").toString(),
            "--size",
            "T=150x40x0.2",
            "--rounds",
            "1",
            "--scaling",
            "memory");
    try (Stream<Path> results = Files.list(directory.resolve("results"))) {
      List<Path> reports = results.toList();
      assertThat(reports).hasSize(1);
      assertThat(reports.get(0).getFileName().toString())
          .matches("results-\\d{4}-\\d\\d-\\d\\d-.+\\.md");
      assertThat(Files.readString(reports.get(0)))
          .containsPattern("\\| T \\| cellfolio \\| [\\d.]+ \\| [\\d.]+ to [\\d.]+ \\|")
          .contains("## The machine's own limit")
          .contains("## How cost grows")
          .containsPattern("\\| 512m \\| [\\d.]+ \\|")
          .satisfies(report -> assertThat(text).contains(report.strip()));
    }
    try (Stream<Path> left = Files.list(directory.resolve("work"))) {
      assertThat(left).as("exports are removed").containsExactly(directory.resolve("work/inputs"));
    }
  }

  @Test
  void largeInputsCanBeExported() throws Exception {
    assumeTrue(
        new ProcessBuilder(PYTHON, "-c", "import h5py, numpy").start().waitFor() == 0,
        "no h5py in " + PYTHON);
    String file = directory.resolve("large.h5ad").toString();
    run(
        PYTHON,
        SCRIPTS.resolve("make_large.py").toString(),
        file,
        "--cells=300",
        "--genes=80",
        "--density=0.1");
    String out = directory.resolve("large").toString();
    assertThat(run(launcher.toString(), "export", file, "-o", out))
        .contains("80 from X")
        .contains("vectors      velocity_umap");
    assertThat(run(launcher.toString(), "validate", out)).contains("0 errors, 0 warnings");
  }

  private String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CELLFOLIO", launcher.toString());
    builder.environment().put("CELLFOLIO_JAR", jar().toAbsolutePath().toString());
    builder.environment().put("SCALING_UNIT", "10");
    builder.environment().put("PATH", javaFirst());
    Path output = Files.createTempFile(directory, "output", ".txt");
    Process process = builder.redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    String text = Files.readString(output);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private static String javaFirst() {
    return Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
  }
}
