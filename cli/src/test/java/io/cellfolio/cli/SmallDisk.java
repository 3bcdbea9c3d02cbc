package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A file system in memory with a limit, for tests that may mount one; others are skipped. */
final class SmallDisk implements AutoCloseable {
  private final Path root;

  private SmallDisk(Path root) {
    this.root = root;
  }

  /**
   * Mounts a disk.
   *
   * @param root a directory to make
   * @param options of {@code tmpfs}, for example {@code size=2m}
   */
  static SmallDisk mount(Path root, String options) throws IOException, InterruptedException {
    Files.createDirectories(root);
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", options, "cellfolio-test", root.toString()) == 0,
        "this user may not mount");
    return new SmallDisk(root);
  }

  Path root() {
    return root;
  }

  /** Changes options of the mounted disk. */
  void remount(String options) throws IOException, InterruptedException {
    assertThat(run("mount", "-o", "remount," + options, root.toString())).isZero();
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException noSuchCommand) {
      Assumptions.abort("there is no " + command[0]);
      throw noSuchCommand;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      assertThat(run("umount", root.toString())).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(root + " stays mounted", e);
    }
  }
}
