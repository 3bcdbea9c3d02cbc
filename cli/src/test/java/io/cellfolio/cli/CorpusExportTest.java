package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every real file is exported or refused in one clear message. */
class CorpusExportTest {
  private static final int LEAST_EXPORTED = 25;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"keyed", "indexed"})
  void exportsOrRefusesEveryRealFile(String layout) throws IOException {
    int exported = 0;
    for (Path file : Corpus.files("data/real", ".h5ad", ".h5mu")) {
      Path target = directory.resolve(layout);
      ExportTree.Outcome outcome =
          ExportTree.run(
              Path.of(""),
              "export",
              file.toString(),
              "--out-dir",
              target.toString(),
              "--layout",
              layout,
              "--verify",
              "content",
              "--force");
      assertThat(outcome.exitCode()).as(outcome.err()).isBetween(0, 4);
      assertThat(outcome.err()).doesNotContain("\tat ").doesNotContain("Exception");
      if (outcome.exitCode() == 0) {
        exported++;
        assertThat(outcome.out()).contains("viewer");
        ExportTree.Outcome inspected = ExportTree.run(Path.of(""), "inspect", target.toString());
        assertThat(inspected.exitCode()).as(inspected.err()).isZero();
      } else {
        assertThat(outcome.err()).as(file.toString()).isNotBlank();
      }
    }
    assertThat(exported).isGreaterThanOrEqualTo(LEAST_EXPORTED);
  }

  @Test
  void givesTheSameFilesForAnyThreads() throws IOException {
    Path file = Corpus.root().resolve("data/real/theislab+cellrank/adata_200.2021-09.h5ad");
    Map<Integer, Map<String, String>> trees = new TreeMap<>();
    for (int threads : new int[] {1, 2, 4}) {
      Path target = directory.resolve(threads + "/same");
      ExportTree.Outcome outcome =
          ExportTree.run(
              Path.of(""),
              "export",
              file.toString(),
              "--out-dir",
              target.toString(),
              "--threads",
              Integer.toString(threads),
              "--created-at",
              "2026-01-02T03:04:05Z");
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      trees.put(threads, stored(target));
    }
    assertThat(trees.get(2)).isEqualTo(trees.get(1));
    assertThat(trees.get(4)).isEqualTo(trees.get(1));
  }

  private static Map<String, String> stored(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(path).toString(), ExportTree.sha256(Files.readAllBytes(path)));
      }
    }
    return files;
  }
}
