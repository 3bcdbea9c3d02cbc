package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Newer chunk indexes of many chunks, with holes, and a large group, as h5py writes them. */
class ChunkIndexTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final int MEMBERS = 33_000;

  @TempDir Path directory;

  @Test
  void readsWhatH5pyWritesWithItsNewestStructures() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of(PYTHON)), "no " + PYTHON);
    Path file = directory.resolve("indexes.h5");
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(PYTHON, "src/test/python/make_indexes.py", file.toString())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assumeTrue(process.exitValue() == 0, "h5py is missing");
    List<String> lines = Files.readAllLines(output);
    assertThat(lines).hasSize(14);
    for (String line : lines) {
      String[] parts = line.split(" ");
      assertThat(Decoded.checksum(file, parts[0])).as(parts[0]).isEqualTo(Long.parseLong(parts[1]));
    }
    try (HdfContainer container = HdfContainer.open(file)) {
      HdfGroup many = (HdfGroup) ((HdfGroup) container.root()).child("many").orElseThrow();
      assertThat(many.names()).hasSize(MEMBERS);
      assertThat(many.child("member 32999").orElseThrow()).isInstanceOf(HdfDataset.class);
    }
  }
}
