package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.GeneMatrix;
import io.cellfolio.source.Resources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading waits for a target that takes files slowly, instead of filling memory. */
class SlowTargetTest {
  private static final int GENES_IN_BLOCK = 40;
  private static final int THREADS = 4;

  @TempDir Path directory;

  private final AtomicInteger handed = new AtomicInteger();
  private final AtomicInteger written = new AtomicInteger();
  private int most;

  /** Hands out small blocks and looks at each call how many genes wait for being written. */
  private final class CountingMatrix implements GeneMatrix {
    private final GeneMatrix matrix;

    CountingMatrix(GeneMatrix matrix) {
      this.matrix = matrix;
    }

    @Override
    public GeneBlockCursor openBlocks(int[] columns, Resources resources) {
      return new GeneBlockCursor() {
        private int from;

        @Override
        public synchronized Optional<GeneBlock> next() throws IOException {
          most = Math.max(most, handed.get() - written.get());
          if (from == columns.length) {
            return Optional.empty();
          }
          int to = Math.min(columns.length, from + GENES_IN_BLOCK);
          int[] some = Arrays.copyOfRange(columns, from, to);
          from = to;
          handed.addAndGet(some.length);
          try (GeneBlockCursor one = matrix.openBlocks(some, resources)) {
            return one.next();
          }
        }

        @Override
        public void close() {
          // Every block closes its own cursor.
        }
      };
    }

    @Override
    public String location() {
      return matrix.location();
    }

    @Override
    public String storage() {
      return matrix.storage();
    }

    @Override
    public int nGenes() {
      return matrix.nGenes();
    }

    @Override
    public List<String> geneNames() throws IOException {
      return matrix.geneNames();
    }

    @Override
    public List<String> varTextColumns() {
      return matrix.varTextColumns();
    }

    @Override
    public Optional<List<String>> geneNames(String column) throws IOException {
      return matrix.geneNames(column);
    }
  }

  @Test
  void readsNoMoreThanOneBlockForEachThread() throws IOException {
    MarkedCells cells = MarkedCells.many();
    GeneMatrix counting = new CountingMatrix(cells.genes().orElseThrow());
    int others = 40;
    Exporter.export(
        cells.withGenes(counting),
        directory.resolve("slow"),
        ExportOptions.builder().threads(THREADS).build(),
        new ExportListener() {
          private long files;

          @Override
          public void progressed(long done, long total, long rawBytes, long totalRawBytes) {
            // Files of other sections come among the genes; they only make the count too low.
            written.addAndGet((int) (done - files));
            files = done;
            try {
              TimeUnit.MICROSECONDS.sleep(300);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        });
    assertThat(handed.get()).isEqualTo(MarkedCells.N_GENES);
    assertThat(most).isPositive().isLessThanOrEqualTo(THREADS * GENES_IN_BLOCK);
    assertThat(written.get()).isBetween(MarkedCells.N_GENES, MarkedCells.N_GENES + others);
  }
}
