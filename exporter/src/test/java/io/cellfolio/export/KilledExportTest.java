package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.ArrayCellSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills exporting processes at random moments and looks at what they leave. */
class KilledExportTest {
  private static final int KILLS = 25;
  private static final long SEED = 20261122;

  @TempDir Path directory;

  /** Replaces one export by the other, over and over, until it is killed. */
  public static final class Child {
    private Child() {}

    /**
     * Runs until killed.
     *
     * @param arguments the target directory
     * @throws IOException when an export fails
     */
    public static void main(String[] arguments) throws IOException {
      for (int round = 0; ; round++) {
        export(Path.of(arguments[0]), round % 2 == 0);
        if (round == 0) {
          Files.writeString(Path.of(arguments[1]), "started");
        }
      }
    }
  }

  private static void export(Path target, boolean first) throws IOException {
    try (ArrayCellSource source = SampleCells.complete()) {
      Exporter.export(
          source,
          target,
          ExportOptions.builder()
              .createdAt(Instant.EPOCH)
              .description(first ? "first" : "second")
              .threads(2)
              .force(true)
              .build(),
          ExportListener.silent());
    }
  }

  @Test
  void leavesOneExportWhole() throws IOException, InterruptedException {
    export(directory.resolve("first/sample"), true);
    export(directory.resolve("second/sample"), false);
    Map<String, String> first = TreeHash.of(directory.resolve("first/sample"));
    Map<String, String> second = TreeHash.of(directory.resolve("second/sample"));
    Path place = Files.createDirectory(directory.resolve("place"));
    Path target = place.resolve("sample");
    export(target, true);
    Random random = new Random(SEED);
    int interrupted = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      killAfterStart(target, random.nextInt(300));
      if (siblings(place) > 2) {
        interrupted++;
      }
      try (TargetLock lock = TargetLock.acquire(new Sidecars(target.toAbsolutePath()))) {
        Transaction.recover(lock, Optional.empty());
      }
      assertThat(TreeHash.of(target)).as("kill %d, seed %d", kill, SEED).isIn(first, second);
      assertThat(siblings(place)).as("cleaned after kill %d", kill).isEqualTo(2);
    }
    assertThat(interrupted).as("kills that hit an export in the making").isGreaterThan(KILLS / 3);
    export(target, false);
    assertThat(TreeHash.of(target)).isEqualTo(second);
  }

  private void killAfterStart(Path target, int milliseconds)
      throws IOException, InterruptedException {
    Path started = directory.resolve("started");
    Files.deleteIfExists(started);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                target.toString(),
                started.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("child.log").toFile())
            .start();
    while (!Files.exists(started)) {
      assertThat(process.isAlive()).as(() -> "the child ended: " + log()).isTrue();
      Thread.sleep(5);
    }
    Thread.sleep(milliseconds);
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("child.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static long siblings(Path place) throws IOException {
    try (Stream<Path> list = Files.list(place)) {
      return list.count();
    }
  }
}
