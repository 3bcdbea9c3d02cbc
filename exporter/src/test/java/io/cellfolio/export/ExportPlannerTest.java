package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Symmetrization;
import io.cellfolio.source.ArrayCellSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportPlannerTest {
  private static final int N = SampleCells.N_CELLS;

  @TempDir Path directory;
  private final Random random = new Random(5);

  private ExportPlan plan(ArrayCellSource source, ExportOptions options) throws IOException {
    return Exporter.plan(source, directory.resolve("my data"), options);
  }

  private ExportPlan plan(ArrayCellSource.Builder source) throws IOException {
    return plan(source.build(), ExportOptions.defaults());
  }

  private List<Problem> problems(ArrayCellSource source, ExportOptions options) {
    return catchThrowableOfType(ExportRefusedException.class, () -> plan(source, options))
        .problems();
  }

  private ArrayCellSource.Builder cells() {
    return ArrayCellSource.builder("cells", N);
  }

  private double[][] rows(int width) {
    return SampleCells.rows(random, width);
  }

  private ArrayCellSource.Builder withGenes(String... names) {
    FMatrixRMaj values = new FMatrixRMaj(names.length, N);
    for (int i = 0; i < values.data.length; i++) {
      values.data[i] = i % 5;
    }
    return cells().obsm("X_umap", rows(2)).genes(values, Arrays.asList(names));
  }

  @Test
  void namesTheDatasetAfterItsDirectory() throws IOException {
    ExportPlan plan = plan(SampleCells.builder());
    assertThat(plan.datasetName()).isEqualTo("my data");
    assertThat(plan.datasetId()).isEqualTo("my_data");
  }

  @Test
  void threadsDoNotChangeTheOrderOfNotices() throws IOException {
    ArrayCellSource.Builder source = withGenes("A", "B");
    for (int column = 0; column < 12; column++) {
      String[] texts = new String[N];
      for (int cell = 0; cell < N; cell++) {
        texts[cell] = column % 2 == 0 ? "cell " + cell : null;
      }
      source.obs("column " + column, texts);
    }
    ArrayCellSource cells = source.build();
    List<Notice> alone = plan(cells, ExportOptions.builder().threads(1).build()).notices();
    assertThat(alone).hasSizeGreaterThanOrEqualTo(12);
    for (int attempt = 0; attempt < 20; attempt++) {
      assertThat(plan(cells, ExportOptions.builder().threads(4).build()).notices())
          .isEqualTo(alone);
    }
  }

  @Test
  void takesABareUmapAtItsWidthUnlessThatIsTaken() throws IOException {
    assertThat(plan(cells().obsm("X_umap", rows(2)).obsm("X_umap_3d", rows(3))).embeddings())
        .containsEntry(2, "X_umap")
        .containsEntry(3, "X_umap_3d");
    assertThat(plan(cells().obsm("X_umap", rows(2)).obsm("X_umap_2d", rows(2))).embeddings())
        .containsExactly(Map.entry(2, "X_umap_2d"));
    assertThat(plan(cells().obsm("X_umap", rows(1))).embeddings().keySet()).containsExactly(1);
  }

  @Test
  void substitutesInTheDocumentedOrder() throws IOException {
    assertThat(
            plan(cells()
                    .obsm("X_pca", rows(10))
                    .obsm("spatial", rows(2))
                    .obsm("X_draw_graph_fa", rows(2))
                    .obsm("X_tsne", rows(2)))
                .embeddings())
        .containsEntry(2, "X_tsne");
    ExportPlan pca = plan(cells().obsm("X_pca", rows(10)));
    assertThat(pca.embeddings()).containsEntry(2, "X_pca");
    assertThat(pca.notices()).anyMatch(n -> n.text().contains("the first 2 are shown"));
  }

  @Test
  void saysWhatObsmHoldsWhenThereIsNoEmbedding() {
    assertThat(problems(cells().obsm("X_other", rows(4)).build(), ExportOptions.defaults()))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.text())
                    .contains("'X_other' (4 columns)")
                    .contains("--embedding 2=KEY"));
  }

  @Test
  void gathersEveryProblemAtOnce() {
    ArrayCellSource source = SampleCells.builder().build();
    List<Problem> problems =
        problems(
            source,
            ExportOptions.builder()
                .datasetId("../evil")
                .embedding(2, "X_none")
                .embedding(3, "X_umap")
                .latent(Choice.key("X_missing"))
                .connectivities(Choice.key("distances"))
                .obsKeys(List.of("score", "nope"))
                .genes(GeneSelection.of(List.of("GENE1", "ABSENT1", "ABSENT2")))
                .build());
    assertThat(problems)
        .extracting(Problem::text)
        .anyMatch(text -> text.contains("--dataset-id"))
        .anyMatch(text -> text.contains("--embedding 2=X_none"))
        .anyMatch(text -> text.contains("expected at least 3 columns, the matrix has 2"))
        .anyMatch(text -> text.contains("--latent X_missing"))
        .anyMatch(text -> text.contains("--connectivities distances"))
        .anyMatch(text -> text.contains("[nope]"))
        .anyMatch(text -> text.contains("ABSENT1, ABSENT2"));
    assertThat(problems).allMatch(problem -> problem.kind() == Problem.Kind.OPTION);
  }

  @Test
  void countsCoordinatesThatAreNotFinite() {
    double[][] bad = rows(2);
    bad[17][1] = Double.NaN;
    bad[40][0] = Double.POSITIVE_INFINITY;
    assertThat(problems(cells().obsm("X_umap", bad).build(), ExportOptions.defaults()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.DATA);
              assertThat(problem.text()).contains("X_umap").contains("cell 17").contains("cell 40");
            });
  }

  @Test
  void refusesALatentSpaceThatIsNotFinite() {
    double[][] bad = rows(5);
    bad[3][2] = Double.NaN;
    assertThat(
            problems(
                cells().obsm("X_umap", rows(2)).obsm("X_pca", bad).build(),
                ExportOptions.defaults()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.text()).contains("cell 3"));
  }

  @Test
  void listsCollisionsOfKeyedNames() {
    ArrayCellSource source = withGenes("a/b", "a b", "Actb", "ACTB", "Actb", "unique").build();
    assertThat(problems(source, ExportOptions.defaults()))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.text())
                    .contains("'a/b' (column 0), 'a b' (column 1)")
                    .contains("'Actb' (column 2), 'ACTB' (column 3), 'Actb' (column 4)")
                    .contains("--duplicates suffix"));
  }

  @Test
  void indexedNamesCollideOnlyWhenEqual() {
    ArrayCellSource source = withGenes("a/b", "a b", "Actb", "ACTB", "Actb").build();
    assertThat(problems(source, ExportOptions.builder().layout(Layout.indexed()).build()))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.text())
                    .contains("'Actb' (column 2), 'Actb' (column 4)")
                    .doesNotContain("a/b"));
  }

  @Test
  void suffixesUntilNamesAreDifferentInEveryWay() throws IOException {
    ArrayCellSource source = withGenes("X", "x", "X", "x-1", "X_2").build();
    ExportPlan plan =
        plan(source, ExportOptions.builder().duplicates(DuplicateNames.SUFFIX).build());
    assertThat(plan.dataset().genes().orElseThrow().names())
        .containsExactly("X", "x-2", "X-3", "x-1", "X_2");
    assertThat(plan.notices()).filteredOn(n -> n.kind() == Notice.Kind.RENAMED).hasSize(2);
  }

  @Test
  void refusesNamesThatNoFileCanHave() {
    ArrayCellSource source = withGenes("g".repeat(300), "").build();
    assertThat(problems(source, ExportOptions.defaults()))
        .extracting(Problem::text)
        .anyMatch(text -> text.contains("--layout indexed"))
        .anyMatch(text -> text.contains("empty name"));
  }

  @Test
  void exportsNamedGenesInTheirOrder() throws IOException {
    ArrayCellSource source = withGenes("a", "b", "c", "d").build();
    ExportPlan plan =
        plan(
            source,
            ExportOptions.builder()
                .genes(GeneSelection.of(List.of("d", "zz", "b")))
                .ignoreMissingGenes(true)
                .build());
    assertThat(plan.dataset().genes().orElseThrow().names()).containsExactly("d", "b");
    assertThat(plan.notices()).anyMatch(n -> n.text().contains("zz"));
  }

  @Test
  void hintsAtSymbolsForAccessions() throws IOException {
    ArrayCellSource.Builder source =
        withGenes("ENSG00000141510", "ENSG00000146648.18", "ENSMUSG00000059552")
            .varText("feature_name", List.of("TP53", "EGFR", "Trp53"));
    assertThat(plan(source).notices())
        .anyMatch(n -> n.text().contains("--var-gene-id-column feature_name"));
    ExportPlan named =
        plan(source.build(), ExportOptions.builder().geneIdColumn("feature_name").build());
    assertThat(named.dataset().genes().orElseThrow().names())
        .containsExactly("TP53", "EGFR", "Trp53");
    assertThat(named.dataset().genes().orElseThrow().idColumn()).contains("feature_name");
  }

  @Test
  void choosesCodeWidthsPerFieldOrForAll() throws IOException {
    int n = 300;
    String[] many = new String[n];
    String[] few = new String[n];
    double[][] umap = new double[n][2];
    for (int i = 0; i < n; i++) {
      many[i] = "c" + i % 255;
      few[i] = "f" + i % 3;
      umap[i][0] = i;
    }
    ArrayCellSource source =
        ArrayCellSource.builder("wide", n)
            .obs("many", many)
            .obs("few", few)
            .obsm("X_umap", umap)
            .build();
    assertThat(plan(source, ExportOptions.defaults()).dataset().obs().categorical())
        .extracting(PlannedObs.Categorical::codesType)
        .containsExactly(SampleType.U16, SampleType.U8);
    assertThat(
            plan(source, ExportOptions.builder().layout(Layout.indexed()).build())
                .dataset()
                .obs()
                .categorical())
        .extracting(PlannedObs.Categorical::codesType)
        .containsExactly(SampleType.U16, SampleType.U16);
    assertThat(
            problems(
                source,
                ExportOptions.builder()
                    .categoryWidth(CategoryWidth.UINT8)
                    .obsKeys(List.of("many"))
                    .build()))
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.text()).contains("'many' has 255").contains("hold 254"));
  }

  @Test
  void vectorFieldsFollowTheLayoutsRules() throws IOException {
    ArrayCellSource.Builder source =
        cells()
            .obsm("X_umap", rows(2))
            .obsm("velocity_umap", rows(2))
            .obsm("drift_umap_2d", rows(2))
            .obsm("drift_umap_3d", rows(3))
            .obsm("wide_umap", rows(7));
    ExportPlan keyed = plan(source);
    assertThat(keyed.vectorFields()).containsExactly("drift_umap", "velocity_umap");
    assertThat(keyed.dataset().vectors().orElseThrow().defaultField()).isEqualTo("velocity_umap");
    assertThat(keyed.notices())
        .filteredOn(n -> n.kind() == Notice.Kind.SKIPPED)
        .extracting(Notice::text)
        .anyMatch(text -> text.contains("drift_umap_3d"))
        .anyMatch(text -> text.contains("wide_umap"));
    assertThat(
            plan(source.build(), ExportOptions.builder().vectorFields(List.of()).build())
                .vectorFields())
        .isEmpty();
  }

  @Test
  void anAsymmetricGraphNeedsADecisionInTheIndexedLayout() throws IOException {
    DMatrixSparseCSC graph = SampleCells.ring(N);
    graph.set(0, 5, 2.0);
    ArrayCellSource source = cells().obsm("X_umap", rows(2)).obsp("connectivities", graph).build();
    ExportOptions.Builder indexed = ExportOptions.builder().layout(Layout.indexed());
    assertThat(problems(source, indexed.build()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.text()).contains("--connectivities none"));
    assertThat(plan(source, indexed.symmetrization(Symmetrization.MAX).build()).nEdges())
        .hasValue(N + 1);
    assertThat(plan(source, ExportOptions.defaults()).nEdges()).hasValue(N + 1);
  }

  @Test
  void refusesTextsThatViewersRefuse() {
    List<Problem> problems =
        problems(
            SampleCells.builder().build(),
            ExportOptions.builder().datasetName(" padded").description("bell\u0007").build());
    assertThat(problems).hasSize(2);
  }

  @Test
  void anExportWithoutGenesSaysSo() throws IOException {
    ExportPlan plan = plan(cells().obsm("X_umap", rows(2)));
    assertThat(plan.nGenes()).isZero();
    assertThat(plan.notices()).anyMatch(n -> n.text().contains("no var manifest"));
  }

  @Test
  void thereMustBeCells() {
    ArrayCellSource none =
        ArrayCellSource.builder("none", 0).obsm("X_umap", new FMatrixRMaj(0, 2)).build();
    assertThatThrownBy(() -> plan(none, ExportOptions.defaults())).hasMessageContaining("no cells");
  }

  @Test
  void planningWritesNothing() throws IOException {
    plan(SampleCells.builder());
    assertThat(new ArrayList<>(List.of(directory.toFile().list()))).isEmpty();
  }
}
