package io.cellfolio.h5ad;

import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneSample;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;

/**
 * Reads parts of matrices that stand for all of them: runs of cells where a matrix is stored by
 * cells, single genes where it is stored by genes.
 */
final class GeneSamples {
  private static final int BATCH = 1 << 13;
  private static final int GENES = 512;

  private GeneSamples() {}

  static GeneSample of(MatrixShape shape, int[] columns, long elements) throws IOException {
    if (shape instanceof MatrixShape.Csr csr) {
      return rows(csr.parts(), columns, elements);
    }
    if (shape instanceof MatrixShape.Csc csc) {
      return columns(csc.parts(), columns, elements);
    }
    return dense((MatrixShape.Dense) shape, columns, elements);
  }

  private static int[] slots(int[] columns, int all) {
    int[] slots = new int[all];
    Arrays.fill(slots, -1);
    for (int i = 0; i < columns.length; i++) {
      slots[columns[i]] = i;
    }
    return slots;
  }

  private static GeneSample rows(MatrixShape.SparseParts parts, int[] columns, long elements)
      throws IOException {
    long stored = parts.stored();
    SampleRows sample =
        SampleRows.of(
            parts.major(),
            stored <= elements
                ? parts.major()
                : (long) ((double) elements / stored * parts.major()));
    long[] pointers = parts.pointers();
    int[] slots = slots(columns, parts.minor());
    int[] start = new int[columns.length + 1];
    long total = 0;
    for (int run : sample.starts()) {
      total += pointers[run + sample.length()] - pointers[run];
    }
    int[] places = new int[Math.toIntExact(total)];
    float[] values = new float[places.length];
    int read = 0;
    try (ChunkCursor indices = new ChunkCursor(parts.indices());
        ChunkCursor data = new ChunkCursor(parts.data())) {
      byte[] bytes = new byte[BATCH * Math.max(parts.indexType().size(), parts.type().size())];
      for (int run : sample.starts()) {
        long end = pointers[run + sample.length()];
        for (long at = pointers[run]; at < end; at += BATCH) {
          int count = (int) Math.min(BATCH, end - at);
          indices.read(at, count, bytes, 0);
          int wrong = parts.indexType().toIndices(bytes, 0, places, read, count, parts.minor());
          if (wrong >= 0) {
            throw parts.wrongIndex(
                parts.indexType().longAt(bytes, wrong * parts.indexType().size()), at + wrong);
          }
          data.read(at, count, bytes, 0);
          parts.type().toFloats(bytes, 0, values, read, count);
          read += count;
        }
      }
    }
    for (int place : places) {
      if (slots[place] >= 0) {
        start[slots[place] + 1]++;
      }
    }
    for (int i = 0; i < columns.length; i++) {
      start[i + 1] += start[i];
    }
    return turned(columns, sample, pointers, slots, start, places, values);
  }

  private static GeneSample turned(
      int[] columns,
      SampleRows sample,
      long[] pointers,
      int[] slots,
      int[] start,
      int[] places,
      float[] values) {
    int[] next = Arrays.copyOf(start, columns.length);
    int[] rows = new int[start[columns.length]];
    float[] turned = new float[rows.length];
    int row = 0;
    int at = 0;
    for (int run : sample.starts()) {
      for (int i = run; i < run + sample.length(); i++, row++) {
        for (long left = pointers[i + 1] - pointers[i]; left > 0; left--, at++) {
          int slot = slots[places[at]];
          // Of places that are listed twice the first will do for an estimate.
          if (slot >= 0 && (next[slot] == start[slot] || rows[next[slot] - 1] != row)) {
            rows[next[slot]] = row;
            turned[next[slot]++] = values[at];
          }
        }
      }
    }
    int kept = 0;
    for (int i = 0; i < columns.length; i++) {
      int from = start[i];
      start[i] = kept;
      System.arraycopy(rows, from, rows, kept, next[i] - from);
      System.arraycopy(turned, from, turned, kept, next[i] - from);
      kept += next[i] - from;
    }
    start[columns.length] = kept;
    FMatrixSparseCSC matrix = Transposition.floatColumns(sample.count(), start, rows, turned);
    return new GeneSample(
        List.of(new GeneBlock.Sparse(columns.clone(), matrix)), sample.count(), new long[0]);
  }

  private static GeneSample columns(MatrixShape.SparseParts parts, int[] columns, long elements)
      throws IOException {
    long[] entries = new long[columns.length];
    try (CscColumns source = new CscColumns(parts)) {
      for (int i = 0; i < columns.length; i++) {
        entries[i] = source.count(columns[i]);
      }
    }
    Integer[] bySize = new Integer[columns.length];
    Arrays.setAll(bySize, i -> i);
    Arrays.sort(bySize, Comparator.comparingLong(i -> entries[i]));
    long mean = Math.max(1, Arrays.stream(entries).sum() / columns.length);
    int wanted = (int) Math.max(2, Math.min(columns.length, elements / mean));
    wanted = wanted < columns.length ? Math.min(wanted, GENES) : wanted;
    int[] chosen = new int[wanted];
    for (int i = 0; i < wanted; i++) {
      // From the smallest to the largest, so that every other lies between two of them.
      int rank = wanted == 1 ? 0 : (int) ((long) i * (columns.length - 1) / (wanted - 1));
      chosen[i] = columns[bySize[rank]];
    }
    chosen = Arrays.stream(chosen).sorted().distinct().toArray();
    List<GeneBlock> blocks = new ArrayList<>();
    try (CscBlockReader reader = new CscBlockReader(parts, chosen, MemoryBudget.byDefault())) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        blocks.add(next.get());
      }
    }
    return new GeneSample(blocks, parts.minor(), entries);
  }

  private static GeneSample dense(MatrixShape.Dense matrix, int[] columns, long elements)
      throws IOException {
    int rows = Math.toIntExact(matrix.rows());
    int width = Math.toIntExact(matrix.columns());
    SampleRows sample = SampleRows.of(rows, Math.max(1, elements / Math.max(1, width)));
    int[] slots = slots(columns, width);
    FMatrixRMaj block = new FMatrixRMaj(columns.length, sample.count());
    int size = matrix.type().size();
    int cell = 0;
    for (int start : sample.starts()) {
      int first = cell;
      DenseRuns.read(
          matrix,
          start,
          start + sample.length(),
          (bytes, at, row, column, count) -> {
            for (int i = 0; i < count; i++) {
              int slot = slots[column + i];
              if (slot >= 0) {
                block.data[slot * sample.count() + first + row - start] =
                    matrix.type().floatAt(bytes, at + i * size);
              }
            }
          });
      cell += sample.length();
    }
    return new GeneSample(
        List.of(new GeneBlock.Dense(columns.clone(), block)), sample.count(), new long[0]);
  }
}
