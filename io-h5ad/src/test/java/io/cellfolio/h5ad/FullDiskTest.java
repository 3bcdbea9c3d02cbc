package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellfolio.h5ad.demo.DemoDataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writing where there is no room, wherever the room ends: one error that names the file, and no
 * part of it stays. The shell's limit on the size of files stands for the disk.
 */
class FullDiskTest {
  private static final int BLOCK = 512;
  private static final int PARTS = 8;

  @TempDir Path directory;

  /** Writes the file again and again in a process of its own, one line for each limit. */
  static final class Writing {
    private Writing() {}

    public static void main(String[] arguments) throws IOException {
      Path file = Path.of(arguments[0]);
      try {
        DemoDataset.simulate(120, 30, 5).writeTo(file);
        System.out.println("written");
      } catch (IOException e) {
        System.out.println("refused " + e.getMessage());
      }
      System.out.println(Files.exists(file) ? "there" : "gone");
    }
  }

  @Test
  void namesTheFileAndLeavesNothing() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh");
    Path file = directory.resolve("demo.h5ad");
    assertThat(run("exec \"$@\"", file)).containsExactly("written", "there");
    long blocks = (Files.size(file) - 1) / BLOCK;
    for (int part = 0; part <= PARTS; part++) {
      long limit = blocks * part / PARTS;
      // A file from before may stay; none of the new one may.
      Files.deleteIfExists(file);
      List<String> lines = run("ulimit -f " + limit + "; exec \"$@\"", file);
      assertThat(lines).as("limit %d", limit).hasSize(2);
      assertThat(lines.get(0))
          .as("limit %d", limit)
          .startsWith("refused " + file + ": cannot be written")
          .containsAnyOf("File too large", "No space left");
      assertThat(lines.get(1)).isEqualTo("gone");
    }
  }

  private List<String> run(String script, Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-UsePerfData", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Writing.class.getName(), file.toString()));
    // A pipe: the limit holds for every file that the process writes.
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return text.lines().filter(line -> !line.startsWith("SLF4J")).toList();
  }
}
