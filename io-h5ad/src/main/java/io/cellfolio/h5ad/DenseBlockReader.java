package io.cellfolio.h5ad;

import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;

/**
 * Genes of a dense matrix, turned band by band. Where the matrix is chunked, blocks end where
 * chunks end if the budget allows, so that every chunk is decoded once.
 *
 * <p>Memory: of the budget, one chunk (or a band of rows of about 1 MiB) comes first; a block takes
 * 4 bytes for each cell of each of its genes.
 */
final class DenseBlockReader implements GeneBlockCursor {
  private static final int BAND_BYTES = 1 << 20;
  private static final int TILE_ROWS = 32;
  private static final long MAX_ELEMENTS = Integer.MAX_VALUE - 64L;

  /** Rows are read in part when that saves so much of them. */
  private static final int NARROW = 4;

  private final MatrixShape.Dense matrix;
  private final int[] columns;
  private final int nCells;
  private final int nGenes;
  private final NumericType type;
  private final ChunkReader chunks;
  private final int chunkRows;
  private final int chunkColumns;
  private final ChunkCursor plain;
  private final Iterator<BlockPlan.Range> blocks;

  DenseBlockReader(MatrixShape.Dense matrix, int[] columns, MemoryBudget budget)
      throws IOException {
    this.matrix = matrix;
    this.columns = columns;
    this.nCells = Math.toIntExact(matrix.rows());
    this.nGenes = Math.toIntExact(matrix.columns());
    this.type = matrix.type();
    HdfDataset values = matrix.values();
    long buffers;
    if (values.layout() instanceof HdfDataset.Chunked layout && layout.dimensions().length == 2) {
      this.chunks = new ChunkReader(values, layout);
      this.plain = null;
      this.chunkRows = layout.dimensions()[0];
      this.chunkColumns = layout.dimensions()[1];
      buffers = chunks.bufferBytes();
    } else {
      this.chunks = null;
      this.plain = new ChunkCursor(values);
      this.chunkRows = 1;
      this.chunkColumns = 1;
      buffers = plain.bufferBytes() + Math.max(BAND_BYTES, (long) nGenes * type.size());
    }
    this.blocks = plan(BlockPlan.limit(budget, buffers)).iterator();
  }

  private List<BlockPlan.Range> plan(long bytes) {
    long geneBytes = Math.max(1, 4L * nCells);
    long elements = Math.min(bytes / geneBytes, MAX_ELEMENTS / Math.max(1, nCells));
    int width = (int) Math.max(1, Math.min(elements, columns.length));
    List<BlockPlan.Range> ranges = new ArrayList<>();
    int from = 0;
    while (from < columns.length) {
      int to = Math.min(columns.length, from + width);
      if (to < columns.length) {
        int aligned = to;
        while (aligned > from
            && columns[aligned - 1] / chunkColumns == columns[aligned] / chunkColumns) {
          aligned--;
        }
        to = aligned > from ? aligned : to;
      }
      ranges.add(new BlockPlan.Range(from, to));
      from = to;
    }
    return ranges;
  }

  @Override
  public synchronized Optional<GeneBlock> next() throws IOException {
    if (!blocks.hasNext()) {
      return Optional.empty();
    }
    HdfDataset values = matrix.values();
    return values.container().call(values.path(), () -> read(blocks.next()));
  }

  private Optional<GeneBlock> read(BlockPlan.Range range) throws IOException {
    int[] block = Arrays.copyOfRange(columns, range.from(), range.to());
    float[] target = new float[Math.multiplyExact(block.length, nCells)];
    if (nCells > 0 && chunks != null) {
      readChunks(block, target);
    } else if (nCells > 0) {
      readBands(block, target);
    }
    return Optional.of(new GeneBlock.Dense(block, FMatrixRMaj.wrap(block.length, nCells, target)));
  }

  private void readChunks(int[] block, float[] target) throws IOException {
    long gridColumns = chunks.table().grid()[1];
    int from = 0;
    while (from < block.length) {
      int gridColumn = block[from] / chunkColumns;
      int to = from;
      while (to < block.length && block[to] / chunkColumns == gridColumn) {
        to++;
      }
      for (int row = 0, gridRow = 0; row < nCells; gridRow++) {
        byte[] bytes = chunks.chunk(gridRow * gridColumns + gridColumn);
        int count = Math.min(chunkRows, nCells - row);
        turn(bytes, count, chunkColumns, gridColumn * chunkColumns, block, from, to, target, row);
        row = nCells - row > chunkRows ? row + chunkRows : nCells;
      }
      from = to;
    }
  }

  private void readBands(int[] block, float[] target) throws IOException {
    int first = block[0];
    int span = block[block.length - 1] - first + 1;
    boolean narrow = span <= nGenes / NARROW;
    int width = narrow ? span : nGenes;
    int origin = narrow ? first : 0;
    int bandRows =
        (int) Math.min(nCells, Math.max(1, BAND_BYTES / Math.max(1L, (long) width * type.size())));
    byte[] band = new byte[Math.toIntExact((long) bandRows * width * type.size())];
    for (int row = 0; row < nCells; row += bandRows) {
      int count = Math.min(bandRows, nCells - row);
      if (narrow) {
        for (int i = 0; i < count; i++) {
          long at = (long) (row + i) * nGenes + origin;
          plain.read(at, width, band, i * width * type.size());
        }
      } else {
        plain.read((long) row * nGenes, count * width, band, 0);
      }
      turn(band, count, width, origin, block, 0, block.length, target, row);
    }
  }

  /**
   * Copies columns of a row-major piece into the rows of the block, in tiles that fit the caches.
   */
  private void turn(
      byte[] bytes,
      int count,
      int width,
      int origin,
      int[] block,
      int from,
      int to,
      float[] target,
      int row) {
    int size = type.size();
    for (int tile = 0; tile < count; tile += TILE_ROWS) {
      int rows = Math.min(TILE_ROWS, count - tile);
      for (int gene = from; gene < to; gene++) {
        int at = (tile * width + block[gene] - origin) * size;
        type.gatherFloats(bytes, at, width * size, target, gene * nCells + row + tile, rows);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (chunks != null) {
      chunks.close();
    } else {
      plain.close();
    }
  }
}
