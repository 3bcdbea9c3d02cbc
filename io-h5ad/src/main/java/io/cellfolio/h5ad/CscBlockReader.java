package io.cellfolio.h5ad;

import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/**
 * Genes of a matrix that is sorted by genes: read as they are stored.
 *
 * <p>Memory: of the budget, the chunks of the arrays and 8 bytes for every gene of the matrix come
 * first; a block takes 8 bytes for an entry and 8 for a gene. Blocks stay small even where the
 * budget is large, because more of them cost nothing.
 */
final class CscBlockReader implements GeneBlockCursor {
  private static final long BLOCK_BYTES = 32L << 20;
  private static final int ENTRY_BYTES = Integer.BYTES + Float.BYTES;
  private static final int GENE_BYTES = 2 * Integer.BYTES;

  private final MatrixShape.SparseParts parts;
  private final int[] columns;
  private final CscColumns source;
  private final Iterator<BlockPlan.Range> blocks;

  CscBlockReader(MatrixShape.SparseParts parts, int[] columns, MemoryBudget budget)
      throws IOException {
    this.parts = parts;
    this.columns = columns;
    this.source = new CscColumns(parts);
    BlockPlan.Cost cost =
        new BlockPlan.Cost() {
          @Override
          public long bytes(int column) {
            return GENE_BYTES + ENTRY_BYTES * source.count(column);
          }

          @Override
          public long elements(int column) {
            return source.count(column);
          }
        };
    long limit = Math.min(BLOCK_BYTES, BlockPlan.limit(budget, source.bufferBytes()));
    this.blocks = BlockPlan.greedy(columns, cost, limit).iterator();
  }

  @Override
  public synchronized Optional<GeneBlock> next() throws IOException {
    if (!blocks.hasNext()) {
      return Optional.empty();
    }
    return parts.group().container().call(parts.group().path(), () -> read(blocks.next()));
  }

  private Optional<GeneBlock> read(BlockPlan.Range range) throws IOException {
    int[] block = Arrays.copyOfRange(columns, range.from(), range.to());
    long stored = 0;
    for (int column : block) {
      stored += source.count(column);
    }
    if (stored > Integer.MAX_VALUE - 64) {
      throw parts
          .group()
          .unsupported(stored + " entries in one column", "add up its duplicates before writing");
    }
    int[] rows = new int[(int) stored];
    float[] floats = new float[(int) stored];
    NumericType type = parts.type();
    CscColumns.Values values =
        new CscColumns.Values() {
          @Override
          public void put(byte[] bytes, int to, int count) {
            type.toFloats(bytes, 0, floats, to, count);
          }

          @Override
          public void put(Sums sums, int from, int to) {
            floats[to] = sums.toFloat(from);
          }
        };
    int[] start = new int[block.length + 1];
    for (int i = 0; i < block.length; i++) {
      start[i + 1] = source.read(block[i], rows, values, start[i]);
    }
    return Optional.of(
        new GeneBlock.Sparse(
            block, Transposition.floatColumns(parts.minor(), start, rows, floats)));
  }

  @Override
  public synchronized void close() {
    source.close();
  }
}
