package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs {@link ReadingBenchmark} and writes its table to {@code target/reading-benchmark.md}. It
 * takes minutes and a quiet machine, so its name is not one that the build runs; CONTRIBUTING.md
 * has the command. The system property {@code cellfolio.benchmark} names the file to read, which is
 * made when it is not there.
 */
class ReadingBenchmarkRun {
  private static final double MEGABYTES = 500;

  @Test
  void measures() throws IOException, InterruptedException, RunnerException {
    Path file = Path.of(System.getProperty("cellfolio.benchmark", "target/benchmark.h5"));
    if (!Files.exists(file)) {
      Process making =
          new ProcessBuilder("/usr/bin/python3", "src/test/python/make_benchmark.py", "" + file)
              .inheritIO()
              .start();
      assertThat(making.waitFor()).as("make_benchmark.py").isZero();
    }
    SortedMap<String, Double> best = ReadingBenchmark.run(file.toAbsolutePath());
    String table = table(best);
    Files.writeString(Path.of("target", "reading-benchmark.md"), table);
    System.out.println(table);
    assertThat(best).hasSize(4);
  }

  private static String table(SortedMap<String, Double> best) {
    double ownNumbers = best.get("ownNumbers");
    double jhdfNumbers = best.get("jhdfNumbers");
    double ownTexts = best.get("ownTexts");
    double jhdfTexts = best.get("jhdfTexts");
    return String.format(
        Locale.ROOT,
        """
        Java %s, %s processors, best of five.

        | what is read | cellfolio | jhdf | ratio |
        |---|---|---|---|
        | 125,000,000 float32, gzip 4, chunks of 1,000,000 | %,.0f ms (%.0f MB/s, 64 MiB heap) | %,.0f ms (%.0f MB/s, 3 GiB heap) | %.2f |
        | 1,000,000 texts of variable length | %,.0f ms (512 MiB heap) | %,.0f ms (3 GiB heap) | %.2f |
        """,
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        ownNumbers,
        MEGABYTES / ownNumbers * 1000,
        jhdfNumbers,
        MEGABYTES / jhdfNumbers * 1000,
        jhdfNumbers / ownNumbers,
        ownTexts,
        jhdfTexts,
        jhdfTexts / ownTexts);
  }
}
