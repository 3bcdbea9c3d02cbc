package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.h5ad.BlockPlan.Range;
import io.cellfolio.source.MemoryBudget;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockPlanTest {

  private static BlockPlan.Cost each(long... bytes) {
    return new BlockPlan.Cost() {
      @Override
      public long bytes(int column) {
        return bytes[column];
      }

      @Override
      public long elements(int column) {
        return bytes[column];
      }
    };
  }

  private static final int[] FIVE = {0, 1, 2, 3, 4};

  @Test
  void fillsBlocksUpToTheLimit() {
    assertThat(BlockPlan.greedy(FIVE, each(4, 4, 4, 4, 4), 10))
        .containsExactly(new Range(0, 2), new Range(2, 4), new Range(4, 5));
    assertThat(BlockPlan.greedy(FIVE, each(1, 1, 1, 1, 1), 10)).containsExactly(new Range(0, 5));
    assertThat(BlockPlan.greedy(new int[0], each(), 10)).isEmpty();
  }

  @Test
  void givesAColumnThatIsTooLargeABlockOfItsOwn() {
    assertThat(BlockPlan.greedy(FIVE, each(1, 99, 1, 1, 1), 10))
        .containsExactly(new Range(0, 1), new Range(1, 2), new Range(2, 5));
  }

  @Test
  void evensBlocksOutWithoutAddingOne() {
    List<Range> even = BlockPlan.balanced(FIVE, each(3, 3, 3, 3, 0), 9);
    assertThat(even).hasSize(2);
    assertThat(even.get(0).to()).isBetween(2, 3);
  }

  @Test
  void neverPutsMoreIntoABlockThanAnArrayHolds() {
    long half = 1L << 30;
    assertThat(BlockPlan.greedy(new int[] {0, 1, 2}, each(half, half, half), Long.MAX_VALUE))
        .containsExactly(new Range(0, 1), new Range(1, 2), new Range(2, 3));
  }

  @Test
  void leavesHalfOfTheBudgetToBlocks() {
    MemoryBudget budget = MemoryBudget.megabytes(4);
    assertThat(BlockPlan.limit(budget, 1 << 20)).isEqualTo(3 << 20);
    assertThat(BlockPlan.limit(budget, 1 << 24)).isEqualTo(2 << 20);
  }
}
