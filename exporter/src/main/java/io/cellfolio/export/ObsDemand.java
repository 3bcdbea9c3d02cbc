package io.cellfolio.export;

import io.cellfolio.source.CellSource;
import java.util.Locale;
import java.util.Optional;

/**
 * The memory without which no obs field can be made, told before anything is written.
 *
 * @param nCells number of cells
 * @param fieldBytes what one field takes at most
 * @param enough a memory that has room for one
 * @param fits whether the memory has room for one at a time
 */
record ObsDemand(int nCells, long fieldBytes, long enough, boolean fits) {
  static ObsDemand of(CellSource source, PlannedDataset dataset) {
    MemoryShares shares = new MemoryShares(source, dataset);
    long field = shares.fieldBytes();
    return new ObsDemand(
        dataset.nCells(),
        field,
        shares.enoughForField(),
        field == 0 || shares.ofObs().atOnce() > 0);
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
                mebibytes(enough))));
  }

  private static long mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
