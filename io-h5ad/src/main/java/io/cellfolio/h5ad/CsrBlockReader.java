package io.cellfolio.h5ad;

import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Genes of a matrix that is sorted by cells. A first pass over the indices counts the entries of
 * every gene; then each block is one pass over the matrix, and as many genes go into a block as the
 * budget allows. For what {@link TurnedBlockReader} cannot do: places that are listed twice are
 * added up here, and nothing is put on disk.
 *
 * <p>Memory: of the budget, the chunks and batches of the scan and 16 bytes for every gene of the
 * matrix come first; a block takes 8 bytes for an entry (16 where the matrix lists places twice)
 * and 8 for a gene out of the rest.
 */
final class CsrBlockReader implements GeneBlockCursor {
  private static final int GENE_BYTES = 2 * Integer.BYTES;

  private final MatrixShape.SparseParts parts;
  private final int[] columns;
  private final int[] slots;
  private final ColumnCounts counts;
  private final Iterator<BlockPlan.Range> blocks;

  private CsrBlockReader(
      MatrixShape.SparseParts parts,
      int[] columns,
      ColumnCounts counts,
      List<BlockPlan.Range> blocks) {
    this.parts = parts;
    this.columns = columns;
    this.slots = new int[parts.minor()];
    this.counts = counts;
    this.blocks = blocks.iterator();
  }

  static CsrBlockReader open(MatrixShape.SparseParts parts, int[] columns, MemoryBudget budget)
      throws IOException {
    ColumnCounts counts = ColumnCounts.of(parts);
    int entryBytes = Transposition.entryBytes(counts.duplicates());
    BlockPlan.Cost cost =
        new BlockPlan.Cost() {
          @Override
          public long bytes(int column) {
            return GENE_BYTES + (long) entryBytes * counts.count(column);
          }

          @Override
          public long elements(int column) {
            return counts.count(column);
          }
        };
    long fixed =
        SparseScan.bufferBytes(parts) + (ColumnCounts.BYTES + (long) Integer.BYTES) * parts.minor();
    List<BlockPlan.Range> blocks =
        BlockPlan.balanced(columns, cost, BlockPlan.limit(budget, fixed));
    return new CsrBlockReader(parts, columns, counts, blocks);
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
    int[] entries = new int[block.length];
    Arrays.fill(slots, -1);
    for (int i = 0; i < block.length; i++) {
      slots[block[i]] = i;
      entries[i] = entries(block[i]);
    }
    Transposition transposition =
        Transposition.single(slots, entries, parts.type(), counts.duplicates());
    SparseScan.entries(parts, transposition);
    return Optional.of(new GeneBlock.Sparse(block, transposition.toFloatColumns(parts.major())));
  }

  private int entries(int column) throws IOException {
    int count = counts.count(column);
    if (count > Integer.MAX_VALUE - 64) {
      throw parts
          .group()
          .unsupported(count + " entries in one column", "add up its duplicates before writing");
    }
    return count;
  }

  @Override
  public void close() {
    // Every pass opens and closes its own readers.
  }
}
