package io.cellfolio.export;

import io.cellfolio.source.CellSource;
import io.cellfolio.source.MatrixSummary;
import io.cellfolio.source.MemoryBudget;

/** How the memory of an export is divided among what is in it at the same time. */
final class MemoryShares {
  /** Kept edges and the latent space have at most this part each, genes the rest. */
  private static final int SMALL_PART = 4;

  private final CellSource source;
  private final PlannedDataset dataset;

  MemoryShares(CellSource source, PlannedDataset dataset) {
    this.source = source;
    this.dataset = dataset;
  }

  /** What the latent space occupies as a whole; 0 without one. */
  long latentBytes() {
    if (dataset.obs().latentKey().isEmpty() || dataset.obs().categorical().isEmpty()) {
      return 0;
    }
    String key = dataset.obs().latentKey().get();
    for (MatrixSummary summary : source.obsm()) {
      if (summary.key().equals(key)) {
        return summary.rows() * summary.columns() * Float.BYTES;
      }
    }
    return 0;
  }

  /** Whether the latent space is held as a whole, rather than read in pieces. */
  boolean holdsLatent() {
    return latentBytes() <= part();
  }

  /** What outlier quantiles may occupy. */
  long ofLatent() {
    return Math.min(latentBytes(), part());
  }

  /** What genes may occupy. */
  MemoryBudget ofGenes() {
    long kept = dataset.graph().map(graph -> graph.edges().keptBytes()).orElse(0L);
    return new MemoryBudget(
        Math.max(
            MemoryBudget.MINIMUM_BYTES, dataset.options().memory().bytes() - kept - ofLatent()));
  }

  private long part() {
    return dataset.options().memory().bytes() / SMALL_PART;
  }
}
