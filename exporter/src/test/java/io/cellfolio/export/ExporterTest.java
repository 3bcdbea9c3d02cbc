package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.format.Compression;
import io.cellfolio.format.DatasetIdentity;
import io.cellfolio.format.Layout;
import io.cellfolio.format.ManifestCodec;
import io.cellfolio.format.SampleType;
import io.cellfolio.format.VarManifest;
import io.cellfolio.source.ArrayCellSource;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExporterTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path directory;
  private Path target;

  @BeforeEach
  void nameTarget() {
    target = directory.resolve("sample");
  }

  static Stream<Layout> layouts() {
    return Layout.all().stream();
  }

  private static ExportOptions.Builder options(Layout layout) {
    return ExportOptions.builder().layout(layout).createdAt(TIME);
  }

  private ExportReport export(ExportOptions options) throws IOException {
    return export(SampleCells.complete(), options);
  }

  private ExportReport export(ArrayCellSource source, ExportOptions options) throws IOException {
    return Exporter.export(source, target, options, ExportListener.silent());
  }

  private static ExportOptions.Builder defaults() {
    return options(Layout.keyed());
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void writesExactlyThePlannedFiles(Layout layout) throws IOException {
    ExportReport report = export(options(layout).verification(Verification.CONTENT).build());

    List<String> expected =
        Stream.concat(
                report.plan().payloads().stream().map(PlannedPayload::path),
                Stream.of(
                    "connectivity_manifest.json",
                    "dataset_identity.json",
                    "obs_manifest.json",
                    "var_manifest.json"))
            .sorted()
            .toList();
    assertThat(TreeHash.of(target).keySet()).containsExactlyElementsOf(expected);
    assertThat(report.files()).isEqualTo(expected.size());
    assertThat(report.sections().values()).containsOnly(Disposition.WRITTEN);
    assertThat(siblings()).containsExactlyInAnyOrder("sample", ".sample.cellucid.lock");
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void recordsWhatItHolds(Layout layout) throws IOException {
    export(options(layout).build());

    DatasetIdentity identity =
        ManifestCodec.of(layout)
            .readIdentity(Files.readAllBytes(target.resolve("dataset_identity.json")));
    assertThat(identity.createdAt()).contains("2026-01-02T03:04:05Z");
    assertThat(identity.stats())
        .isEqualTo(
            new DatasetIdentity.Stats(
                SampleCells.N_CELLS,
                SampleCells.N_GENES,
                3,
                1,
                OptionalLong.of(SampleCells.N_CELLS)));
    assertThat(identity.embeddings().files().keySet()).containsExactly(2, 3);
    assertThat(identity.vectorFields().orElseThrow().defaultField()).contains("velocity_umap");
    VarManifest genes =
        ManifestCodec.of(layout).readVar(Files.readAllBytes(target.resolve("var_manifest.json")));
    assertThat(genes.genes())
        .extracting(gene -> gene.key())
        .containsExactlyElementsOf(SampleCells.geneNames());
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void whatIsNotKeptGivesTheSameBytes(Layout layout) throws IOException {
    export(SampleCells.entangled(), options(layout).threads(2).build());
    Map<String, String> kept = TreeHash.of(target);

    for (int threads = 1; threads < 4; threads++) {
      ExportReport report =
          export(
              SampleCells.entangled(),
              options(layout)
                  .threads(threads)
                  .memory(MemoryBudget.megabytes(1))
                  .force(true)
                  .verification(Verification.CONTENT)
                  .build());
      PlannedDataset dataset = report.plan().dataset();
      assertThat(dataset.graph().orElseThrow().edges().kept()).isFalse();
      assertThat(new MemoryShares(SampleCells.entangled(), dataset).holdsLatent()).isFalse();
      assertThat(TreeHash.of(target)).as(threads + " threads").isEqualTo(kept);
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void givesTheSameBytesForAnyThreadsAndMemory(Layout layout) throws IOException {
    export(options(layout).threads(1).build());
    Map<String, String> reference = TreeHash.of(target);
    for (int threads : new int[] {1, 2, 4, 7}) {
      Path again = directory.resolve("t" + threads).resolve("sample");
      Exporter.export(
          SampleCells.complete(),
          again,
          options(layout).threads(threads).memory(MemoryBudget.megabytes(1)).build(),
          ExportListener.silent());
      assertThat(TreeHash.of(again)).as("%d threads", threads).isEqualTo(reference);
    }
  }

  @Test
  void leavesOutTextsThatTellCellsApartUnlessAskedFor() throws IOException {
    assertThat(export(defaults().build()).notices())
        .anyMatch(n -> n.kind() == Notice.Kind.SKIPPED && n.text().contains("'barcode'"));

    ExportReport asked =
        export(defaults().obsKeys(List.of("barcode", "score")).force(true).build());
    assertThat(asked.plan().nCategoricalFields()).isEqualTo(1);
    assertThat(asked.sections().get(SectionName.OBS)).isEqualTo(Disposition.REPLACED);
  }

  @Test
  void keepsWhatAgreesAndWritesNothing() throws IOException {
    export(defaults().build());
    Map<String, String> before = TreeHash.of(target);

    ExportReport again = export(ExportOptions.builder().createdAt(Instant.EPOCH).build());

    assertThat(again.sections().values()).containsOnly(Disposition.KEPT);
    assertThat(TreeHash.of(target)).isEqualTo(before);
    assertThat(again.storedBytes()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void addsMissingSectionsToWhatStands(Layout layout) throws IOException {
    export(
        options(layout)
            .genes(GeneSelection.none())
            .connectivities(Choice.none())
            .vectorFields(List.of())
            .build());

    ExportReport added = export(options(layout).build());

    assertThat(added.sections())
        .containsEntry(SectionName.POINTS, Disposition.KEPT)
        .containsEntry(SectionName.OBS, Disposition.KEPT)
        .containsEntry(SectionName.VAR, Disposition.ADDED)
        .containsEntry(SectionName.CONNECTIVITY, Disposition.ADDED)
        .containsEntry(SectionName.VECTORS, Disposition.ADDED);
    Map<String, String> completed = TreeHash.of(target);
    export(options(layout).force(true).build());
    assertThat(completed).isEqualTo(TreeHash.of(target));
  }

  @Test
  void tellsEveryContradictionAndChangesNothing() throws IOException {
    export(defaults().build());
    Map<String, String> before = TreeHash.of(target);

    assertThatThrownBy(
            () ->
                export(
                    defaults()
                        .varType(SampleType.U16)
                        .compression(Compression.none())
                        .datasetName("other")
                        .obsKeys(List.of("score"))
                        .build()))
        .isInstanceOf(ExportRefusedException.class)
        .hasMessageContaining("--force")
        .hasMessageContaining("compression")
        .hasMessageContaining("var_quantization")
        .hasMessageContaining("dataset name")
        .hasMessageContaining("categorical obs fields");
    assertThat(TreeHash.of(target)).isEqualTo(before);
  }

  @Test
  void noticesAMissingOrCutPayload() throws IOException {
    export(defaults().compression(Compression.none()).build());
    Files.delete(target.resolve("var/GENE1.values.u8"));
    Files.write(target.resolve("obs/score.values.u8"), new byte[7]);
    Files.writeString(target.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> export(defaults().compression(Compression.none()).build()))
        .hasMessageContaining("var/GENE1.values.u8: missing")
        .hasMessageContaining("obs/score.values.u8: expected 60 bytes, found 7");
  }

  @Test
  void neverDropsStrangeFilesSilently() throws IOException {
    export(defaults().build());
    Files.writeString(target.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> export(defaults().build())).hasMessageContaining("notes.txt");
    assertThat(target.resolve("notes.txt")).exists();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void refusesADirectoryThatIsNoExport(boolean force) throws IOException {
    Files.createDirectories(target);
    Files.writeString(target.resolve("thesis.docx"), "years of work");

    assertThatThrownBy(() -> export(defaults().force(force).build()))
        .isInstanceOf(ExportRefusedException.class)
        .hasMessageContaining("is no export");
    assertThat(target.resolve("thesis.docx")).hasContent("years of work");
  }

  @Test
  void aRefusalOfTheDataMakesNothing() {
    target = directory.resolve("new/sample");
    assertThatThrownBy(() -> export(defaults().latent(Choice.key("nowhere")).build()))
        .isInstanceOf(ExportRefusedException.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void replacesOnForce() throws IOException {
    export(defaults().build());

    ExportReport replaced =
        export(options(Layout.indexed()).compression(Compression.none()).force(true).build());

    assertThat(replaced.sections().values()).containsOnly(Disposition.REPLACED);
    assertThat(TreeHash.of(target).keySet()).noneMatch(path -> path.endsWith(".gz"));
    assertThat(siblings()).containsExactlyInAnyOrder("sample", ".sample.cellucid.lock");
  }

  @Test
  void refusesASecondWriterOfOneTarget() throws IOException {
    try (TargetLock held =
        TargetLock.acquire(new Sidecars(directory.toRealPath().resolve("sample")))) {
      assertThat(held.sidecars().lock()).exists();
      assertThatThrownBy(() -> export(defaults().build()))
          .isInstanceOf(TargetLockedException.class);
    }
    export(defaults().build());
  }

  @Test
  void leavesNothingBehindWhenReadingFails() throws IOException {
    ArrayCellSource whole = SampleCells.complete();
    assertThatThrownBy(
            () ->
                Exporter.export(
                    new FailingSource(whole, 2),
                    target,
                    defaults().build(),
                    ExportListener.silent()))
        .isInstanceOf(IOException.class)
        .hasMessage("disk gone");
    assertThat(siblings()).containsExactly(".sample.cellucid.lock");
  }

  private List<String> siblings() throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.map(path -> path.getFileName().toString()).toList();
    }
  }
}
