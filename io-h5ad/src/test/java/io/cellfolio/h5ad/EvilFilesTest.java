package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that were made to exhaust a reader (in {@code data/hdf5/evil} of {@code CELLFOLIO_CORPUS}):
 * a clear error within two seconds and 256 MiB.
 */
class EvilFilesTest {
  private static final long MOST_MILLISECONDS = 2000;

  @TempDir Path directory;

  @Test
  void refusesEachQuicklyAndInLittleMemory() throws IOException, InterruptedException {
    String corpus = System.getenv("CELLFOLIO_CORPUS");
    Assumptions.assumeTrue(corpus != null, "CELLFOLIO_CORPUS is not set");
    List<String> files;
    try (Stream<Path> list = Files.list(Path.of(corpus, "data", "hdf5", "evil"))) {
      files = list.map(Path::toString).sorted().toList();
    }
    Path output = directory.resolve("output.txt");
    int exit = ChildJvm.run(EvilReading.class, output, 60, files);
    List<String> lines = Files.readAllLines(output);
    assertThat(exit).as("%s", lines).isZero();
    assertThat(lines).hasSameSizeAs(files);
    for (String line : lines) {
      String[] parts = line.split("\t");
      assertThat(Long.parseLong(parts[1])).as(line).isLessThan(MOST_MILLISECONDS);
      // Every refusal names the file and the place in it.
      assertThat(parts[2]).startsWith(parts[0] + ": /").doesNotContain("Java heap");
    }
  }
}
