package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.SourceMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills or fails exports and goes on from what they leave. */
class ResumedExportTest {
  private static final int KILLS = 10;
  private static final long SEED = 20261123;
  private static final int LEAST_LINE_BYTES = 80;

  @TempDir Path directory;
  private Path target;

  /** Exports slowly, to be killed. */
  public static final class Child {
    private Child() {}

    /**
     * Exports once.
     *
     * @param arguments the target directory
     * @throws IOException when the export fails
     */
    public static void main(String[] arguments) throws IOException {
      export(MarkedCells.many(), Path.of(arguments[0]), options().resume(true), new SlowListener());
    }
  }

  /** Takes half a millisecond for every file. */
  private static final class SlowListener implements ExportListener {
    @Override
    public void progressed(long files, long totalFiles, long rawBytes, long totalRawBytes) {
      try {
        TimeUnit.MICROSECONDS.sleep(500);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Fails an export when so many files are written. */
  private record FailingListener(int files) implements ExportListener {
    @Override
    public void progressed(long written, long totalFiles, long rawBytes, long totalRawBytes) {
      if (written == files) {
        throw new IllegalStateException("made to fail");
      }
    }
  }

  private static ExportOptions.Builder options() {
    return ExportOptions.builder().threads(2).description("resumed");
  }

  private static ExportReport export(
      MarkedCells cells, Path target, ExportOptions.Builder options, ExportListener listener)
      throws IOException {
    try (cells) {
      return Exporter.export(cells, target, options.build(), listener);
    }
  }

  @BeforeEach
  void makePlace() throws IOException {
    target = Files.createDirectory(directory.resolve("place")).resolve("sample");
  }

  @Test
  void endsAsAnUninterruptedExportWhereverItWasKilled() throws IOException, InterruptedException {
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      int genes = 1 + random.nextInt(MarkedCells.N_GENES * 9 / 10);
      String description = "kill %d after %d genes, seed %d".formatted(kill, genes, SEED);
      killAfter(genes);
      assertThat(target).as(description).doesNotExist();
      UnfinishedExport unfinished = Exporter.unfinished(target).orElseThrow();
      Instant created = recordedTime(unfinished);

      ExportReport report =
          export(MarkedCells.many(), target, options().resume(true), ExportListener.silent());

      assertThat(report.resumedGenes())
          .as(description)
          .isBetween(genes, unfinished.stagedGenes())
          .isLessThan(MarkedCells.N_GENES);
      assertThat(TreeHash.of(target)).as(description).isEqualTo(uninterrupted(created));
      assertThat(siblings()).as(description).containsExactly(".sample.cellucid.lock", "sample");
      DirectoryTree.delete(target);
    }
  }

  @Test
  void goesOnAgainAfterASecondKill() throws IOException, InterruptedException {
    killAfter(200);
    Instant created = recordedTime(Exporter.unfinished(target).orElseThrow());
    killAfter(700);
    ExportReport report =
        export(MarkedCells.many(), target, options().resume(true), ExportListener.silent());
    assertThat(report.resumedGenes()).isGreaterThanOrEqualTo(700);
    assertThat(TreeHash.of(target)).isEqualTo(uninterrupted(created));
  }

  @Test
  void trustsNoPayloadThatIsNotWhole() throws IOException {
    fail(500);
    UnfinishedExport unfinished = Exporter.unfinished(target).orElseThrow();
    List<Path> staged;
    try (Stream<Path> files = Files.list(unfinished.stage().resolve("var"))) {
      staged = new ArrayList<>(files.sorted().toList());
    }
    Instant created = recordedTime(unfinished);
    byte[] flipped = Files.readAllBytes(staged.get(0));
    flipped[flipped.length / 2] ^= 1;
    Files.write(staged.get(0), flipped);
    Files.write(staged.get(1), new byte[0]);
    Files.write(staged.get(2), new byte[(int) Files.size(staged.get(2))]);
    Files.delete(staged.get(3));
    Files.write(unfinished.stage().resolve("var/stranger"), new byte[9]);
    Files.createDirectories(unfinished.stage().resolve("strange/place"));

    ExportReport report =
        export(MarkedCells.many(), target, options().resume(true), ExportListener.silent());

    assertThat(report.resumedGenes()).isEqualTo(unfinished.stagedGenes() - 4);
    assertThat(TreeHash.of(target)).isEqualTo(uninterrupted(created));
    assertThat(target.resolve("strange")).doesNotExist();
  }

  @Test
  void readsARecordUpToItsFirstTornLine() throws IOException {
    fail(500);
    Path record = record(Exporter.unfinished(target).orElseThrow());
    byte[] whole = Files.readAllBytes(record);
    int staged = ProgressFile.read(record).orElseThrow().staged().size();
    Files.write(record, Arrays.copyOf(whole, whole.length - 1));
    assertThat(ProgressFile.read(record).orElseThrow().staged()).hasSize(staged - 1);
    whole[whole.length * 2 / 3] ^= 1;
    Files.write(record, whole);
    assertThat(ProgressFile.read(record).orElseThrow().staged())
        .hasSizeBetween(staged / 2, staged - 1);
    Files.write(record, Arrays.copyOf(whole, 100));
    assertThat(ProgressFile.read(record)).isEmpty();
  }

  @Test
  void keepsAFailedExportOnlyWhenAskedTo() throws IOException {
    assertThatThrownBy(
            () -> export(MarkedCells.many(), target, options(), new FailingListener(500)))
        .hasMessage("made to fail");
    assertThat(siblings()).containsExactly(".sample.cellucid.lock");
    fail(500);
    assertThat(siblings()).hasSize(3);
    assertThat(Exporter.unfinished(target).orElseThrow().genes()).isEqualTo(MarkedCells.N_GENES);
  }

  @Test
  void cleansUpWithoutBeingAskedToGoOnAndTellsSo() throws IOException {
    fail(500);
    ExportReport report = export(MarkedCells.many(), target, options(), ExportListener.silent());
    assertThat(report.resumedGenes()).isZero();
    assertThat(report.notices())
        .anySatisfy(
            notice ->
                assertThat(notice.text())
                    .contains("of 1,200 genes were staged; --resume would have gone on"));
    assertThat(siblings()).containsExactly(".sample.cellucid.lock", "sample");
  }

  @Test
  void startsAnewWhenTheSourceChangedAndTellsWhat() throws IOException {
    fail(500);
    SourceMark mark = MarkedCells.many().stored();
    MarkedCells changed =
        MarkedCells.many()
            .storedAs(
                new SourceMark(mark.location(), 4712, mark.modified().plusSeconds(1), "decaf"));
    ExportReport report = export(changed, target, options().resume(true), ExportListener.silent());
    assertThat(report.resumedGenes()).isZero();
    assertThat(report.notices())
        .anySatisfy(
            notice ->
                assertThat(notice.text())
                    .contains("size of the source: was 4711 bytes, is 4712 bytes")
                    .contains("content of the source: was c0ffee, is decaf")
                    .contains("modification time of the source: was 2026-01-02T03:04:05.678Z"));
  }

  @Test
  void startsAnewWhenSettingsOfGenesChangedAndTellsWhich() throws IOException {
    fail(500);
    ExportReport report =
        export(
            MarkedCells.many(),
            target,
            options()
                .resume(true)
                .varType(SampleType.U16)
                .genes(GeneSelection.of(List.of("GENE1"))),
            ExportListener.silent());
    assertThat(report.resumedGenes()).isZero();
    assertThat(report.notices())
        .anySatisfy(
            notice ->
                assertThat(notice.text())
                    .contains("gene values: was uint8, is uint16")
                    .contains("genes: was 1200"));
  }

  @Test
  void goesOnWhenOnlyOtherSettingsChanged() throws IOException {
    fail(500);
    ExportReport report =
        export(
            MarkedCells.many(),
            target,
            options().resume(true).threads(1).connectivities(Choice.none()).description("other"),
            ExportListener.silent());
    assertThat(report.resumedGenes()).isPositive();
    assertThat(target.resolve("connectivity")).doesNotExist();
  }

  @Test
  void replacesAnEarlierExport() throws IOException {
    export(MarkedCells.many(), target, options(), ExportListener.silent());
    Map<String, String> before = TreeHash.of(target);
    assertThatThrownBy(
            () ->
                export(
                    MarkedCells.many(),
                    target,
                    options().description("new").force(true).resume(true),
                    new FailingListener(700)))
        .hasMessage("made to fail");
    assertThat(TreeHash.of(target)).isEqualTo(before);
    ExportReport report =
        export(
            MarkedCells.many(),
            target,
            options().description("new").force(true).resume(true),
            ExportListener.silent());
    assertThat(report.resumedGenes()).isGreaterThan(500);
    assertThat(siblings()).containsExactly(".sample.cellucid.lock", "sample");
  }

  private void fail(int files) {
    assertThatThrownBy(
            () ->
                export(
                    MarkedCells.many(), target, options().resume(true), new FailingListener(files)))
        .hasMessage("made to fail");
  }

  private Map<String, String> uninterrupted(Instant created) throws IOException {
    Path other = directory.resolve("uninterrupted/sample");
    DirectoryTree.delete(other);
    export(MarkedCells.many(), other, options().createdAt(created), ExportListener.silent());
    return TreeHash.of(other);
  }

  private Path record(UnfinishedExport unfinished) {
    Sidecars sidecars = new Sidecars(target.toAbsolutePath());
    return sidecars.progress(sidecars.transactionOfStage(unfinished.stage()));
  }

  private Instant recordedTime(UnfinishedExport unfinished) throws IOException {
    return ProgressFile.read(record(unfinished)).orElseThrow().createdAt();
  }

  /** Starts an export in a process and kills it when its record tells of so many genes. */
  private void killAfter(int genes) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                target.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("child.log").toFile())
            .start();
    while (recordedGenes(genes) < genes) {
      assertThat(process.isAlive()).as(() -> "the child ended: " + log()).isTrue();
      Thread.sleep(2);
    }
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(target).doesNotExist();
  }

  private int recordedGenes(int wanted) throws IOException {
    try (Stream<Path> list = Files.list(target.getParent())) {
      for (Path path : list.toList()) {
        if (path.getFileName().toString().matches("\\.sample\\.cellfolio-progress-[0-9a-f]{32}")
            && Files.size(path) > (long) wanted * LEAST_LINE_BYTES) {
          return ProgressFile.read(path).map(content -> content.staged().size()).orElse(0);
        }
      }
    }
    return 0;
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("child.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private List<String> siblings() throws IOException {
    try (Stream<Path> list = Files.list(target.getParent())) {
      return list.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
