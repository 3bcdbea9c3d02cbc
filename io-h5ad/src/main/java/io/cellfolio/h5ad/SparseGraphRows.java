package io.cellfolio.h5ad;

import io.cellfolio.source.GraphRows;
import java.io.IOException;

/** The lines of a graph that is stored as a compressed matrix. */
final class SparseGraphRows implements GraphRows {
  private static final int CHUNKS_PER_STRIPE = 8;

  private final MatrixShape.SparseParts parts;
  private final boolean byColumns;
  private final long[] pointers;

  private SparseGraphRows(MatrixShape.SparseParts parts, boolean byColumns) throws IOException {
    this.parts = parts;
    this.byColumns = byColumns;
    this.pointers = parts.pointers();
  }

  static GraphRows of(MatrixShape shape) throws IOException {
    if (shape instanceof MatrixShape.Dense dense) {
      return new DenseGraphRows(dense);
    }
    return shape instanceof MatrixShape.Csr csr
        ? new SparseGraphRows(csr.parts(), false)
        : new SparseGraphRows(((MatrixShape.Csc) shape).parts(), true);
  }

  @Override
  public int nCells() {
    return parts.major();
  }

  @Override
  public boolean byColumns() {
    return byColumns;
  }

  @Override
  public int[] stripes(int most) {
    long chunks = Long.MAX_VALUE;
    for (HdfDataset part : new HdfDataset[] {parts.indices(), parts.data()}) {
      if (part.layout() instanceof HdfDataset.Chunked layout && !part.filters().isEmpty()) {
        chunks = Math.min(chunks, pointers[pointers.length - 1] / layout.dimensions()[0]);
      }
    }
    // The chunk in which a stripe ends is decoded for its neighbor too.
    int worthwhile = (int) Math.max(1, Math.min(most, chunks / CHUNKS_PER_STRIPE));
    return GraphRows.evenly(nCells(), worthwhile, line -> pointers[line]);
  }

  @Override
  public void places(int from, int to, Places visitor) throws IOException {
    call(
        () -> {
          try (SparseLines lines = new SparseLines(parts, pointers, false)) {
            boolean goOn = true;
            for (int line = from; line < to && goOn; line = lines.end()) {
              lines.load(line, to);
              goOn = lines.places(visitor);
            }
          }
          return null;
        });
  }

  @Override
  public void weights(int from, int to, Weights visitor) throws IOException {
    call(
        () -> {
          try (SparseLines lines = new SparseLines(parts, pointers, true)) {
            boolean goOn = true;
            for (int line = from; line < to && goOn; line = lines.end()) {
              lines.load(line, to);
              goOn = lines.weights(visitor);
            }
          }
          return null;
        });
  }

  private void call(HdfContainer.Attempt<Void> attempt) throws IOException {
    parts.group().container().call(parts.group().path(), attempt);
  }
}
