package io.cellfolio.source;

import java.io.IOException;

/** Rows without their last columns. */
record FirstColumns(ExactRows rows, int nColumns) implements ExactRows {
  private static final int ROWS = 1 << 12;

  @Override
  public int nCells() {
    return rows.nCells();
  }

  @Override
  public void read(Visitor visitor) throws IOException {
    int width = rows.nColumns();
    double[] kept = new double[Math.multiplyExact(Math.min(ROWS, nCells()), nColumns)];
    rows.read(
        (first, count, values, from) -> {
          for (int done = 0; done < count; done += ROWS) {
            int height = Math.min(ROWS, count - done);
            for (int row = 0; row < height; row++) {
              int at = from + (done + row) * width;
              System.arraycopy(values, at, kept, row * nColumns, nColumns);
            }
            visitor.rows(first + done, height, kept, 0);
          }
        });
  }
}
