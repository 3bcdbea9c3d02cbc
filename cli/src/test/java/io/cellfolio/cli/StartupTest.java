package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a short run does not do: see {@code docs/decisions/0013-short-runs-touch-little-memory.md}.
 */
class StartupTest {
  /** Classes that are loaded only to put something together, for 5 to 30 ms each. */
  private static final List<String> DEAR =
      List.of(
          "java.lang.runtime.ObjectMethods ",
          "java.text.DecimalFormatSymbols ",
          "java.time.format.DateTimeFormatter ",
          "java.security.SecureRandom ",
          "java.sql.Time ",
          "java.util.zip.CRC32C ");

  /** A plain export has some 130 that are needed, Java's own among them. */
  private static final long MOST_FUNCTIONS = 180;

  @TempDir Path directory;

  @Test
  void loadsNothingDearForAnExport() throws Exception {
    DemoFixture.write(directory, "demo.h5ad");
    ExportTree.Outcome outcome =
        CommandProcess.start(
                directory,
                "export JAVA_TOOL_OPTIONS=-Xlog:class+load:file=classes.txt",
                "export",
                "demo.h5ad",
                "-o",
                "out",
                "--compression",
                "5",
                "--var-quantization",
                "8",
                "--embedding",
                "2=X_umap_2d",
                "--latent",
                "none",
                "--memory",
                "100m",
                "--quiet")
            .await();
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCodes.OK);
    String classes = Files.readString(directory.resolve("classes.txt"));
    assertThat(classes)
        .contains(
            "io.cellfolio.export.Exporter ", "io.cellfolio.validate.ValidationRun ", "picocli.");
    for (String dear : DEAR) {
      assertThat(classes.contains("] " + dear)).as(dear).isFalse();
    }
    assertThat(classes.lines().filter(line -> line.contains("$$Lambda")).count())
        .as("functions, of which each takes 0.2 ms at its first use")
        .isLessThan(MOST_FUNCTIONS);
  }
}
