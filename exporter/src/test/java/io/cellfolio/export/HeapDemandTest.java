package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.format.Layout;
import io.cellfolio.source.ArrayCellSource;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Too little memory is told before it runs out, with what would be enough. */
class HeapDemandTest {
  private static final long PROGRAM = 32L << 20;

  private static HeapDemand demand(MemoryBudget memory) throws IOException {
    try (ArrayCellSource source = SampleCells.complete()) {
      return HeapDemand.ofWriting(
          source,
          new ExportPlanner(
                  source, "sample", ExportOptions.builder().memory(memory).threads(2).build())
              .plan());
    }
  }

  @Test
  void countsWhatIsHeldAsAWhole() throws IOException {
    int cells = SampleCells.N_CELLS;
    long genes = 8L * cells * SampleCells.N_GENES;
    // The other cell of every edge of a ring, and how many edges a cell has.
    long graph = (4L + 4) * cells;
    long latent = 4L * cells * 10;
    long embeddings = 4L * cells * (2 + 3);
    // Codes, distances and their order, a payload; the means of four categories.
    long columns = ((1L + 8 + 1) * cells + 4 * 4 * 10) * 2;
    assertThat(demand(MemoryBudget.megabytes(512)).bytes())
        .isEqualTo(PROGRAM + genes + graph + latent + embeddings + columns);
  }

  @Test
  void tellsTheMinimumAndWhatItConsistsOf() throws IOException {
    HeapDemand demand = demand(MemoryBudget.megabytes(1));
    assertThat(demand.problem(demand.bytes())).isEmpty();
    Problem problem = demand.problem(demand.bytes() - 1).orElseThrow();
    assertThat(problem.kind()).isEqualTo(Problem.Kind.OPTION);
    assertThat(problem.text())
        .startsWith("this export needs 33 MiB of Java's heap, which has 33 MiB:")
        .contains(
            "genes, graph, obs columns, embeddings and latent space (--memory)",
            "MiB       the program")
        .contains("CELLFOLIO_JAVA_OPTS=-Xmx37m", "--memory", "--connectivities none");
  }

  @Test
  void ofAGraphOnlyWhatTheMemoryAllowsCounts() throws IOException {
    MarkedCells large = MarkedCells.many().withGraphEntries(1L << 40);
    ExportOptions little =
        ExportOptions.builder().memory(MemoryBudget.megabytes(3)).threads(2).build();
    // Counts, edges, degrees, where segments and lines begin.
    long cells = SampleCells.N_CELLS * (4L * (1 + 2) + 4 * 4 + 8);
    assertThat(HeapDemand.ofReading(large, "connectivities", little).bytes())
        .isEqualTo(PROGRAM + (3L << 20));
    assertThat(
            HeapDemand.ofReading(
                    MarkedCells.many().withGraphEntries(1000), "connectivities", little)
                .bytes())
        .isEqualTo(PROGRAM + 24_000 + cells);
    assertThat(HeapDemand.ofReading(MarkedCells.many(), "connectivities", little).bytes()).isZero();
  }

  @Test
  void cellsOfAGraphThatTheMemoryHasNoRoomForAreBesideIt() throws IOException {
    int n = 40_000;
    ExportOptions little =
        ExportOptions.builder()
            .layout(Layout.indexed())
            .memory(MemoryBudget.megabytes(1))
            .threads(2)
            .build();
    FMatrixRMaj places = new FMatrixRMaj(n, 2);
    for (int i = 0; i < places.data.length; i++) {
      places.data[i] = i % 7;
    }
    try (ArrayCellSource source =
        ArrayCellSource.builder("ring", n)
            .obsm("X_umap", places)
            .obsp("connectivities", SampleCells.ring(n))
            .build()) {
      HeapDemand demand =
          HeapDemand.ofWriting(source, new ExportPlanner(source, "sample", little).plan());
      // 4 (1 + 2) + 16 + 8 bytes each, of which three quarters of a MiB are inside.
      long beyond = 36L * n - (3L << 18);
      assertThat(demand.bytes()).isEqualTo(PROGRAM + (1L << 20) + beyond);
      assertThat(demand.problem(0).orElseThrow().text())
          .contains("cells of graph obsp 'connectivities', beyond --memory");
    }
  }

  @Test
  void aGraphForWhichThereIsNoRoomIsRefusedBeforeItIsRead() {
    MarkedCells cells = MarkedCells.many().withGraphEntries(1L << 50);
    ExportOptions much = ExportOptions.builder().memory(MemoryBudget.megabytes(1L << 30)).build();
    assertThatThrownBy(() -> new ExportPlanner(cells, "sample", much).plan())
        .isInstanceOf(ExportRefusedException.class)
        .hasMessageContaining("this export needs 1,073,741,856 MiB of Java's heap")
        .hasMessageContaining("graph (--memory)");
  }
}
