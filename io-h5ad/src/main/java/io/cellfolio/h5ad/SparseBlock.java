package io.cellfolio.h5ad;

import java.io.IOException;
import java.util.BitSet;

/** Spreads out some rows of a compressed matrix; places that are listed twice are added. */
final class SparseBlock implements SparseScan.Visitor {
  private final MatrixShape.SparseParts parts;
  private final boolean byRow;
  private final int columns;
  private final int height;
  private final Sums sums;
  private final BitSet present;
  private final ObsmElement.Blocks blocks;
  private byte[] batch;
  private int first;

  SparseBlock(MatrixShape.SparseParts parts, boolean byRow, int height, ObsmElement.Blocks blocks) {
    this.parts = parts;
    this.byRow = byRow;
    this.columns = byRow ? parts.minor() : parts.major();
    this.height = height;
    int size = Math.multiplyExact(height, columns);
    this.sums = new Sums(parts.type(), size);
    this.present = new BitSet(size);
    this.blocks = blocks;
  }

  /**
   * Shows all rows: in one scan if they are stored one after the other, else in one for a block.
   */
  void readAll() throws IOException {
    int rows = byRow ? parts.major() : parts.minor();
    if (byRow) {
      SparseScan.entries(parts, this);
      showBefore(rows);
      return;
    }
    for (int end = Math.min(height, rows); ; end = Math.min(end + height, rows)) {
      SparseScan.entries(parts, this);
      show(end);
      if (end == rows) {
        return;
      }
    }
  }

  private void showBefore(int row) throws IOException {
    while (first < row) {
      show(Math.min(first + height, row));
    }
  }

  private void show(int end) throws IOException {
    int count = (end - first) * columns;
    for (int i = 0; i < count; i++) {
      blocks.put(present.get(i) ? sums.toDouble(i) : 0, i);
    }
    blocks.show(first, end - first);
    present.clear();
    first = end;
  }

  @Override
  public void batch(byte[] values, int count) {
    batch = values;
  }

  @Override
  public void run(int major, int[] minor, int from, int to) throws IOException {
    if (byRow) {
      while (major >= first + height) {
        show(first + height);
      }
      for (int i = from; i < to; i++) {
        put((major - first) * columns + minor[i], i);
      }
      return;
    }
    for (int i = from; i < to; i++) {
      if (minor[i] >= first && minor[i] < first + height) {
        put((minor[i] - first) * columns + major, i);
      }
    }
  }

  private void put(int place, int entry) {
    if (present.get(place)) {
      sums.add(place, batch, entry * parts.type().size());
    } else {
      sums.set(place, batch, entry * parts.type().size());
      present.set(place);
    }
  }
}
