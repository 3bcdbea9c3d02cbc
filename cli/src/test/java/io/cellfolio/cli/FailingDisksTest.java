package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.h5ad.demo.DemoDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command does when the system does not let it write, or not enough. */
@EnabledOnOs(OS.LINUX)
class FailingDisksTest {
  private static final int CELLS = 400;
  private static final int GENES = 1500;

  @TempDir static Path shared;
  @TempDir Path directory;

  @BeforeAll
  static void makeInput() throws IOException {
    DemoDataset.simulate(CELLS, GENES, 7).writeTo(shared.resolve("big.h5ad"));
  }

  private static String input() {
    return shared.resolve("big.h5ad").toString();
  }

  private static ExportTree.Outcome export(Path directory, String prelude, String... more)
      throws IOException, InterruptedException {
    List<String> target = List.of(more).contains("-o") ? List.of() : List.of("-o", "site/big");
    List<String> arguments =
        Stream.of(List.of("export", input()), target, List.of(more)).flatMap(List::stream).toList();
    return CommandProcess.start(directory, prelude, arguments.toArray(String[]::new)).await();
  }

  private static List<String> left(Path parent) throws IOException {
    try (Stream<Path> list = Files.list(parent)) {
      return list.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** From a disk that holds hardly more than the old export to one that lacks the last file. */
  @ParameterizedTest
  @ValueSource(ints = {300, 900, 2500, 4500, 6000})
  void aFullDiskLeavesTheOldExport(int kilobytes) throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "size=" + kilobytes + "k")) {
      ExportTree.Outcome first = export(disk.root(), "", "--genes", "CD34,HBB");
      assertThat(first.exitCode()).as(first.err()).isZero();
      ExportTree before = ExportTree.read(disk.root().resolve("site/big"));

      ExportTree.Outcome outcome = export(disk.root(), "", "--force");

      assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(ExitCodes.IO);
      assertThat(outcome.err())
          .startsWith("cellfolio: ")
          .contains(
              "No space left on device (the disk is full; --out-dir can name another one)",
              ".big.cellucid-stage-")
          .contains("With --resume, one that fails or is killed can be gone on from.");
      assertThat(ExportTree.read(disk.root().resolve("site/big")).differencesFrom(before))
          .isEmpty();
      assertThat(left(disk.root().resolve("site"))).containsExactly(".big.cellucid.lock", "big");
    }
  }

  @Test
  void anExportThatFilledTheDiskIsGoneOnFromWhenThereIsRoom()
      throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "size=4m")) {
      ExportTree.Outcome full = export(disk.root(), "", "--resume");
      assertThat(full.exitCode()).isEqualTo(ExitCodes.IO);
      assertThat(full.err())
          .containsPattern("[\\d,]+ of 1,500 genes stay staged in .*: the same command goes on");
      disk.remount("size=40m");
      ExportTree.Outcome resumed = export(disk.root(), "", "--resume");
      assertThat(resumed.exitCode()).as(resumed.err()).isZero();
      assertThat(resumed.out())
          .containsPattern("resumed +[\\d,]+ of 1,500 genes were staged already\n");
      assertThat(left(disk.root().resolve("site"))).containsExactly(".big.cellucid.lock", "big");
      export(directory, "");
      assertThat(
              ExportTree.read(disk.root().resolve("site/big"))
                  .differencesFrom(ExportTree.read(directory.resolve("site/big"))))
          .isEmpty();
    }
  }

  @Test
  void fullScratchFailsClearlyAndLeavesNothing() throws IOException, InterruptedException {
    Path larger = directory.resolve("larger.h5ad");
    DemoDataset.simulate(3000, 1500, 7).writeTo(larger);
    // Room in bytes, so that spilling is planned; none for more files, so that it fails.
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "size=500m,nr_inodes=2")) {
      ExportTree.Outcome outcome =
          CommandProcess.start(
                  directory,
                  "",
                  "export",
                  larger.toString(),
                  "-o",
                  "site/big",
                  "--memory",
                  "1m",
                  "--scratch",
                  disk.root().toString())
              .await();
      assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(ExitCodes.IO);
      assertThat(outcome.err())
          .contains("cellfolio-scratch-", "No space left on device")
          .contains("the disk for scratch files is full; --scratch can name a directory");
      assertThat(left(disk.root())).isEmpty();
      assertThat(left(directory.resolve("site"))).containsExactly(".big.cellucid.lock");
    }
  }

  @Test
  void tooLittleScratchIsNotUsed() throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "size=64k")) {
      ExportTree.Outcome outcome =
          export(directory, "", "--memory", "1m", "--scratch", disk.root().toString());
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(left(disk.root())).isEmpty();
    }
  }

  @Test
  void aReadOnlyTargetIsRefusedClearly() throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "size=20m")) {
      export(disk.root(), "", "--genes", "CD34,HBB");
      ExportTree before = ExportTree.read(disk.root().resolve("site/big"));
      disk.remount("ro");
      ExportTree.Outcome outcome = export(disk.root(), "", "--force");
      assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(ExitCodes.IO);
      assertThat(outcome.err()).contains("site", "Read-only file system");
      assertThat(ExportTree.read(disk.root().resolve("site/big")).differencesFrom(before))
          .isEmpty();
    }
  }

  @Test
  void sixtyFourOpenFilesAreEnough() throws IOException, InterruptedException {
    ExportTree.Outcome outcome = export(directory, "ulimit -n 64", "--threads", "8");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    export(directory, "", "-o", "site/other", "--dataset-name", "big");
    assertThat(
            ExportTree.read(directory.resolve("site/big"))
                .differencesFrom(ExportTree.read(directory.resolve("site/other"))))
        .isEmpty();
  }

  @Test
  void sixtyFourOpenFilesAreEnoughForSpilling() throws IOException, InterruptedException {
    ExportTree.Outcome outcome = export(directory, "ulimit -n 64", "--memory", "1m");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(left(directory.resolve("site"))).containsExactly(".big.cellucid.lock", "big");
  }

  @Test
  void aKilledCommandIsGoneOnFrom() throws IOException, InterruptedException {
    Path site = directory.resolve("site");
    CommandProcess process =
        CommandProcess.start(directory, "", "export", input(), "-o", "site/big", "--threads", "1");
    while (process.runs() && staged(site) < 200) {
      Thread.sleep(1);
    }
    process.kill();
    process.await();
    assertThat(site.resolve("big")).doesNotExist();
    assertThat(
            CommandProcess.start(directory, "", "export", input(), "-o", "site/big", "--dry-run")
                .await()
                .out())
        .contains("An interrupted export with", "--resume goes on from it");
    ExportTree.Outcome resumed = export(directory, "", "--resume");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).containsPattern("resumed +[\\d,]+ of 1,500 genes were staged");
    assertThat(left(site)).containsExactly(".big.cellucid.lock", "big");
    export(directory, "", "-o", "site/other", "--dataset-name", "big");
    assertThat(
            ExportTree.read(directory.resolve("site/big"))
                .differencesFrom(ExportTree.read(directory.resolve("site/other"))))
        .isEmpty();
  }

  private static long staged(Path site) throws IOException {
    if (!Files.isDirectory(site)) {
      return 0;
    }
    try (Stream<Path> list = Files.list(site)) {
      for (Path path : list.toList()) {
        if (path.getFileName().toString().startsWith(".big.cellfolio-progress-")) {
          try (Stream<String> lines = Files.lines(path)) {
            return lines.count();
          }
        }
      }
    }
    return 0;
  }
}
