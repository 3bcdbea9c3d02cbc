package io.cellfolio.export;

import io.cellfolio.source.CellSource;
import java.util.Locale;
import java.util.Optional;

/**
 * The memory without which no obs field can be made, told before anything is written.
 *
 * @param nCells number of cells
 * @param fieldBytes what one field takes at most
 * @param fits whether the memory has room for one at a time
 */
record ObsDemand(int nCells, long fieldBytes, boolean fits) {
  /** Of the memory, the other half may be taken by what is held as a whole. */
  private static final int ENOUGH = 2;

  static ObsDemand of(CellSource source, PlannedDataset dataset) {
    MemoryShares shares = new MemoryShares(source, dataset);
    return new ObsDemand(dataset.nCells(), shares.fieldBytes(), shares.ofObs().atOnce() > 0);
  }

  /** Why there is not enough, if there is not. */
  Optional<Problem> problem() {
    if (fits) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.option(
            String.format(
                Locale.ROOT,
                "one obs column of %,d cells takes %,d MiB while it is written, for which --memory has no room; --memory %dm is enough, or name smaller columns in --obs-keys",
                nCells,
                mebibytes(fieldBytes),
                mebibytes(ENOUGH * fieldBytes))));
  }

  private static long mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
