package io.cellfolio.h5ad;

import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.MemoryBudget;
import io.cellfolio.source.ScratchSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Genes of a matrix that is sorted by cells and much larger than the budget: one pass puts every
 * entry into the scratch file of its block, then each block is read back and transposed in memory.
 *
 * <p>Memory: as {@link CsrBlockReader}, plus one write buffer for each block while the matrix is
 * read, which is before the first block exists.
 */
final class SpilledBlockReader implements GeneBlockCursor {
  /** Estimated cost of an entry, in nanoseconds: reading it plain or packed, or spilling it. */
  private static final int PLAIN_SCAN = 5;

  private static final int PACKED_SCAN = 30;
  private static final int SPILL = 30;

  private final MatrixShape.SparseParts parts;
  private final int[] columns;
  private final ColumnCounts counts;
  private final List<BlockPlan.Range> blocks;
  private final List<SpillFile> files;
  private int next;

  private SpilledBlockReader(
      MatrixShape.SparseParts parts,
      int[] columns,
      ColumnCounts counts,
      List<BlockPlan.Range> blocks,
      List<SpillFile> files) {
    this.parts = parts;
    this.columns = columns;
    this.counts = counts;
    this.blocks = blocks;
    this.files = files;
  }

  /** Whether spilling is cheaper than one pass for each block, and possible. */
  static boolean pays(
      MatrixShape.SparseParts parts,
      ColumnCounts counts,
      int[] columns,
      List<BlockPlan.Range> blocks,
      ScratchSpace scratch)
      throws IOException {
    if (blocks.size() < 2 || blocks.size() > Short.MAX_VALUE || counts.duplicates()) {
      return false;
    }
    long wanted = 0;
    for (int column : columns) {
      wanted += counts.count(column);
    }
    boolean packed = !parts.data().filters().isEmpty() || !parts.indices().filters().isEmpty();
    double passes = (double) parts.stored() * (packed ? PACKED_SCAN : PLAIN_SCAN);
    boolean cheaper = (blocks.size() - 1) * passes > (double) wanted * SPILL;
    return cheaper
        && SpillFile.bytes(wanted, (long) parts.major() * blocks.size()) < scratch.usableBytes();
  }

  static SpilledBlockReader open(
      MatrixShape.SparseParts parts,
      int[] columns,
      ColumnCounts counts,
      List<BlockPlan.Range> blocks,
      MemoryBudget budget,
      ScratchSpace scratch)
      throws IOException {
    List<SpillFile> files = new ArrayList<>();
    try {
      for (int i = 0; i < blocks.size(); i++) {
        files.add(SpillFile.create(scratch.newFile("block"), budget.bytes() / 8 / blocks.size()));
      }
      Router router = new Router(parts, columns, blocks, files);
      SparseScan.entries(parts, router);
      router.rethrow();
      for (SpillFile file : files) {
        file.complete();
      }
      return new SpilledBlockReader(parts, columns, counts, blocks, files);
    } catch (IOException | RuntimeException | Error e) {
      for (SpillFile file : files) {
        file.close();
      }
      throw e;
    }
  }

  @Override
  public Optional<GeneBlock> next() throws IOException {
    if (next == blocks.size()) {
      return Optional.empty();
    }
    BlockPlan.Range range = blocks.get(next);
    int[] block = Arrays.copyOfRange(columns, range.from(), range.to());
    int[] start = new int[block.length + 1];
    for (int i = 0; i < block.length; i++) {
      start[i + 1] = Math.addExact(start[i], counts.count(block[i]));
    }
    int[] rows = new int[start[block.length]];
    float[] values = new float[start[block.length]];
    try (SpillFile file = files.get(next)) {
      file.scatter(Arrays.copyOf(start, block.length), rows, values);
    }
    next++;
    return Optional.of(
        new GeneBlock.Sparse(
            block, Transposition.floatColumns(parts.major(), start, rows, values)));
  }

  @Override
  public void close() throws IOException {
    for (SpillFile file : files) {
      file.close();
    }
  }

  /** Sends entries to the files of their blocks. */
  private static final class Router implements SparseScan.Visitor {
    private static final int BATCH = 1 << 15;

    private final NumericType type;
    private final short[] fileOf;
    private final int[] slotOf;
    private final SpillFile[] files;
    private final float[] values = new float[BATCH];
    private IOException failure;

    Router(
        MatrixShape.SparseParts parts,
        int[] columns,
        List<BlockPlan.Range> blocks,
        List<SpillFile> files) {
      this.type = parts.type();
      this.files = files.toArray(SpillFile[]::new);
      this.fileOf = new short[parts.minor()];
      this.slotOf = new int[parts.minor()];
      Arrays.fill(fileOf, (short) -1);
      for (int i = 0; i < blocks.size(); i++) {
        for (int k = blocks.get(i).from(); k < blocks.get(i).to(); k++) {
          fileOf[columns[k]] = (short) i;
          slotOf[columns[k]] = k - blocks.get(i).from();
        }
      }
    }

    @Override
    public void batch(byte[] bytes, int count) {
      type.toFloats(bytes, 0, values, 0, count);
    }

    @Override
    public void run(int major, int[] minor, int from, int to) {
      if (failure != null) {
        return;
      }
      try {
        for (int i = from; i < to; i++) {
          int file = fileOf[minor[i]];
          if (file >= 0) {
            files[file].add(major, slotOf[minor[i]], values[i]);
          }
        }
      } catch (IOException e) {
        failure = e;
      }
    }

    void rethrow() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
