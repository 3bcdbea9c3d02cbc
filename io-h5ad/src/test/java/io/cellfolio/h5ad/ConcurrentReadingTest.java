package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.MemoryBudget;
import io.cellfolio.source.ObsColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrentReadingTest {

  @Test
  void servesSeveralThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try (H5adFile file = Fixtures.open("lzf.h5ad")) {
      List<Callable<Boolean>> readings = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        readings.add(() -> isWhole(file));
      }
      for (Future<Boolean> reading : threads.invokeAll(readings)) {
        assertThat(reading.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static boolean isWhole(H5adFile file) throws Exception {
    float[][] genes =
        Fixtures.genes(file.genes().orElseThrow(), file.nCells(), MemoryBudget.megabytes(1));
    ObsColumn.Categorical louvain = (ObsColumn.Categorical) file.obsColumn(0);
    return Arrays.deepEquals(genes, Fixtures.expression(Fixtures.GENES))
        && louvain.codes()[1] == 0
        && louvain.categories().size() == 3;
  }
}
