package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that were made to exhaust a reader, through the commands that meet them: each command ends
 * in one clear error, or without, within two seconds of processor time and 256 MiB of heap.
 */
class HostileFilesTest {
  private static final int MOST_MILLISECONDS = 2000;
  private static final int LONGEST_WAIT = 20_000;
  private static final int RUNS_OF_A_FILE = 4;

  /**
   * Circles that nothing needs to follow, and entries beyond the last pointer, which are unused.
   */
  /** What is odd in these harms nothing: circles, unused entries, and chunks never written. */
  private static final Set<String> HARMLESS =
      Set.of("group_in_itself.h5ad", "linked_columns.h5ad", "many_entries.h5ad", "huge_chunk.h5ad");

  @TempDir Path directory;

  @Test
  void commandsEndQuicklyOnHostileAnnData() throws IOException, InterruptedException {
    OtherReader.assumePresent();
    Path made = Files.createDirectory(directory.resolve("made"));
    Path names = directory.resolve("names.txt");
    Process process =
        new ProcessBuilder("/usr/bin/python3", "src/test/python/make_hostile.py", made.toString())
            .redirectOutput(names.toFile())
            .redirectError(directory.resolve("errors.txt").toFile())
            .start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(directory.resolve("errors.txt"))).isZero();
    List<Path> files = Files.readAllLines(names).stream().map(made::resolve).toList();
    assertThat(files).hasSizeGreaterThan(20);
    List<String[]> runs = runs(files);
    for (String[] run : runs) {
      if (run[0].equals("sound.h5ad")) {
        assertThat(run[2]).as(String.join(" ", run)).isEqualTo("0");
      } else if (run[1].equals("export") && !HARMLESS.contains(run[0])) {
        assertThat(run[2]).as(String.join(" ", run)).isIn("3", "4");
      }
    }
  }

  @Test
  void commandsEndQuicklyOnHostileHdf5() throws IOException, InterruptedException {
    List<Path> files;
    try (Stream<Path> list = Files.list(Corpus.root().resolve("data/hdf5/evil"))) {
      files = list.sorted().toList();
    }
    for (String[] run : runs(files)) {
      assertThat(run[2]).as(String.join(" ", run)).isEqualTo("3");
    }
  }

  /** The lines of all runs, each of which was quick and said nothing but one clear sentence. */
  private List<String[]> runs(List<Path> files) throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(HostileRuns.class.getName(), directory.toString()));
    files.forEach(file -> command.add(file.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
    List<String> lines =
        Files.readAllLines(output).stream().filter(line -> !line.startsWith("SLF4J")).toList();
    assertThat(process.exitValue()).as("%s", lines).isZero();
    List<String[]> runs = lines.stream().map(line -> line.split("\t", -1)).toList();
    assertThat(runs).as("%s", lines).hasSize(files.size() * RUNS_OF_A_FILE);
    for (String[] run : runs) {
      String shown = String.join(" ", run);
      assertThat(run).as(shown).hasSize(6);
      assertThat(Integer.parseInt(run[3])).as(shown).isLessThan(MOST_MILLISECONDS);
      assertThat(Integer.parseInt(run[4])).as(shown).isLessThan(LONGEST_WAIT);
      assertThat(run[5])
          .as(shown)
          .doesNotContain(
              "should not happen", "Exception", "out of memory", "fit into the Java heap");
      assertThat(run[2].equals("0") || run[5].startsWith("cellfolio: " + run[0] + ": /"))
          .as(shown)
          .isTrue();
    }
    Files.createDirectories(Path.of("target"));
    Files.copy(output, Path.of("target/hostile.tsv"), StandardCopyOption.REPLACE_EXISTING);
    return runs;
  }
}
