package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code demo}. */
class DemoCommandTest {
  @TempDir Path directory;

  @Test
  void makesAFileAndExportsIt() throws IOException {
    assertThat(demo())
        .contains("Simulated 200 cells x 40 genes with seed 1: exports/demo.h5ad, ")
        .contains("Exported exports/demo.h5ad to exports/demo\n")
        .contains("dataset      Simulated bone marrow")
        .endsWith(
            "Next:\n"
                + "  cellfolio inspect exports/demo\n"
                + "  cellfolio inspect exports/demo.h5ad\n"
                + "  cellfolio export your.h5ad\n");
    assertThat(directory.resolve("exports/demo/dataset_identity.json")).isRegularFile();
    try (Stream<Path> left = Files.list(directory.resolve("exports"))) {
      assertThat(left.map(path -> path.getFileName().toString()).filter(n -> n.endsWith(".h5ad")))
          .containsExactly("demo.h5ad");
    }
  }

  @Test
  void aSecondRunChangesNothing() throws IOException {
    demo();
    byte[] before = Files.readAllBytes(directory.resolve("exports/demo.h5ad"));
    assertThat(demo()).contains("exports/demo already holds this export of exports/demo.h5ad");
    assertThat(Files.readAllBytes(directory.resolve("exports/demo.h5ad"))).isEqualTo(before);
  }

  @Test
  void neverReplacesAnotherFileUnlessForced() throws IOException {
    Files.createDirectories(directory.resolve("exports"));
    Path mine = Files.writeString(directory.resolve("exports/demo.h5ad"), "mine");
    assertThat(DemoFixture.fail(directory, ExitCodes.IO, "demo", "--cells", "200", "--genes", "40"))
        .contains("exports/demo.h5ad is there and holds other data; --force replaces it");
    assertThat(Files.readString(mine)).isEqualTo("mine");
    DemoFixture.succeed(directory, "demo", "--cells", "200", "--genes", "40", "--force");
    assertThat(Files.size(mine)).isGreaterThan(10_000);
  }

  @Test
  void takesPlacesLayoutAndSeed() throws IOException {
    String text =
        DemoFixture.succeed(
            directory,
            ("demo --cells 60 --genes 25 --seed -7 -o a/b --h5ad c/d.h5ad --layout indexed")
                .split(" "));
    assertThat(text).contains("60 cells x 25 genes with seed -7: c/d.h5ad").contains("0.9.1");
    assertThat(directory.resolve("a/b/dataset_identity.json")).isRegularFile();
    assertThat(directory.resolve("c/d.h5ad")).isRegularFile();
  }

  @ParameterizedTest
  @CsvSource({"--cells,49", "--cells,1000001", "--genes,19", "--genes,50001", "--seed,many"})
  void refusesSizes(String option, String value) {
    assertThat(DemoFixture.fail(directory, ExitCodes.USAGE, "demo", option, value))
        .contains(option)
        .contains(value.replace("0000001", "000000"));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void makesAFileOnly() throws IOException {
    String[] words =
        "demo --cells 300 --genes 50 --density 0.1 --compression 4 --out x/f.h5ad".split(" ");
    assertThat(DemoFixture.succeed(directory, words))
        .startsWith("Simulated 300 cells x 50 genes with seed 1: x/f.h5ad, ")
        .doesNotContain("Exported");
    try (Stream<Path> made = Files.walk(directory)) {
      assertThat(made.filter(Files::isRegularFile)).containsExactly(directory.resolve("x/f.h5ad"));
    }
    assertThat(DemoFixture.succeed(directory, "export", "x/f.h5ad")).contains("50 from X");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cells 1000000 --genes 50000 --density 0.05 | docs/benchmarks/make_large.py",
        "--density 0.91 | --density: expected more than 0 to 0.9, got 0.91",
        "--density 0 | --density: expected more than 0 to 0.9, got 0.0",
        "--out a.h5ad -o b | --out makes a file and no export",
        "--out a.h5ad --layout keyed | --out makes a file and no export",
        "--compression 0 | --compression"
      })
  void refusesWhatCannotBeMade(String options, String message) {
    assertThat(DemoFixture.fail(directory, ExitCodes.USAGE, ("demo " + options).split(" ")))
        .contains(message);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void theTrainingOfTheLauncherRuns() throws IOException {
    for (String[] command : StartupTraining.COMMANDS) {
      ExportTree.Outcome outcome = ExportTree.run(directory, command);
      assertThat(outcome.exitCode())
          .as(String.join(" ", command) + ": " + outcome.err())
          .isIn(ExitCodes.OK, ExitCodes.USAGE);
    }
  }

  private String demo() {
    return DemoFixture.succeed(directory, "demo", "--cells", "200", "--genes", "40");
  }
}
