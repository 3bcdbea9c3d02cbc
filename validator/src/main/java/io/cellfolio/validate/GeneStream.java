package io.cellfolio.validate;

import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.GeneColumn;
import io.cellfolio.source.GeneMatrix;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows genes of a source one by one, several at a time, in a bounded amount of memory. */
final class GeneStream implements AutoCloseable {
  private final Comparison comparison;
  private final ExecutorService workers;
  private final List<Desk> desks = new ArrayList<>();

  /** What one worker has at hand. */
  static final class Desk implements AutoCloseable {
    private final ExportReader reader;
    private final float[] expected;
    private final float[] exported;

    Desk(Comparison comparison) {
      this.reader = comparison.reader();
      this.expected = new float[comparison.nCells()];
      this.exported = new float[comparison.nCells()];
    }

    ExportReader reader() {
      return reader;
    }

    /** The gene's values in the source. */
    float[] expected() {
      return expected;
    }

    /** Room for a gene's values in the export. */
    float[] exported() {
      return exported;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  /** Looks at a gene. */
  interface Visitor {
    /**
     * Looks at a gene; called by several threads.
     *
     * @param column its column in the source
     * @param desk holds its values
     */
    void visit(int column, Desk desk);
  }

  GeneStream(Comparison comparison) {
    this.comparison = comparison;
    int threads = comparison.options().threads();
    this.workers = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < threads; i++) {
      desks.add(new Desk(comparison));
    }
  }

  /**
   * Shows genes.
   *
   * @param matrix where they stand
   * @param columns strictly ascending
   * @throws IOException when the source cannot be read
   */
  void each(GeneMatrix matrix, int[] columns, Visitor visitor) throws IOException {
    if (columns.length == 0) {
      return;
    }
    try (GeneBlockCursor cursor = matrix.openBlocks(columns, comparison.options().memory())) {
      for (Optional<GeneBlock> block = cursor.next(); block.isPresent(); block = cursor.next()) {
        show(block.get(), visitor);
      }
    }
  }

  private void show(GeneBlock block, Visitor visitor) throws IOException {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (Desk desk : desks) {
      running.add(
          workers.submit(
              () -> {
                for (int g = next.getAndIncrement(); g < block.size(); g = next.getAndIncrement()) {
                  spread(block.gene(g), desk.expected());
                  visitor.visit(block.column(g), desk);
                }
              }));
    }
    try {
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while comparing genes");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a gene could not be compared", e.getCause());
    }
  }

  /** Writes one number per cell. */
  static void spread(GeneColumn column, float[] target) {
    if (column instanceof GeneColumn.Dense dense) {
      System.arraycopy(dense.values(), dense.from(), target, 0, dense.nCells());
      return;
    }
    GeneColumn.Sparse sparse = (GeneColumn.Sparse) column;
    Arrays.fill(target, 0);
    for (int k = sparse.from(); k < sparse.to(); k++) {
      target[sparse.cells()[k]] = sparse.values()[k];
    }
  }

  @Override
  public void close() throws IOException {
    workers.shutdownNow();
    for (Desk desk : desks) {
      desk.close();
    }
  }
}
