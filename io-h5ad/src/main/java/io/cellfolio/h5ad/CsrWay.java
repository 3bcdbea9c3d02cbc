package io.cellfolio.h5ad;

import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.MemoryBudget;
import io.cellfolio.source.ReadingPlan;
import io.cellfolio.source.Resources;
import java.io.IOException;
import java.util.Optional;

/** Decides how a matrix that is sorted by cells is read gene by gene. */
final class CsrWay {
  /** Disk that is left to others. */
  private static final long SPARE_DISK = 1L << 26;

  private CsrWay() {}

  static ReadingPlan plan(MatrixShape.SparseParts parts, int[] columns, Resources resources)
      throws IOException {
    TurningPlan turning = TurningPlan.of(parts, columns.length, resources);
    if (fits(turning, resources)) {
      return turning.reading();
    }
    long bytes = 8 * parts.stored() / Math.max(1, parts.minor()) * columns.length;
    long perBlock = BlockPlan.limit(share(resources), 0);
    // One more pass counts the entries.
    return new ReadingPlan(
        ReadingPlan.Way.PASSES, (int) Math.min(Integer.MAX_VALUE, 2 + bytes / perBlock), 0);
  }

  static GeneBlockCursor open(MatrixShape.SparseParts parts, int[] columns, Resources resources)
      throws IOException {
    TurningPlan turning = TurningPlan.of(parts, columns.length, resources);
    if (fits(turning, resources)) {
      Optional<GeneBlockCursor> turned = TurnedBlockReader.open(parts, columns, turning, resources);
      if (turned.isPresent()) {
        return turned.get();
      }
    }
    return CsrBlockReader.open(parts, columns, share(resources));
  }

  private static MemoryBudget share(Resources resources) {
    // One block is read while the threads work on others.
    return resources.memory().dividedBy(resources.threads());
  }

  private static boolean fits(TurningPlan turning, Resources resources) throws IOException {
    return turning.spilled() == 0
        || resources.scratch().isPresent()
            && turning.spilled() < resources.scratch().get().usableBytes() - SPARE_DISK;
  }
}
