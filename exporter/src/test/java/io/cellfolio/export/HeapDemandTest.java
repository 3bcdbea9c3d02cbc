package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.source.ArrayCellSource;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
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
    long graph = 16L * cells;
    long latent = 4L * cells * 10;
    long embeddings = 8L * cells * (2 + 3);
    long columns = 24L * cells * 2;
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
        .contains("genes (--memory)", "graph obsp 'connectivities'", "latent space obsm 'X_pca'")
        .contains("CELLFOLIO_JAVA_OPTS=-Xmx37m", "--memory", "--connectivities none");
  }

  @Test
  void aGraphThatCannotBeHeldIsRefusedBeforeItIsRead() {
    MarkedCells cells = MarkedCells.many().withGraphEntries(1L << 40);
    assertThatThrownBy(() -> new ExportPlanner(cells, "sample", ExportOptions.defaults()).plan())
        .isInstanceOf(ExportRefusedException.class)
        .hasMessageContaining("this export needs 25,165,856 MiB of Java's heap")
        .hasMessageContaining("graph obsp 'connectivities'");
  }
}
