package io.cellfolio.quant;

import io.cellfolio.source.CellRows;
import io.cellfolio.source.ExactRows;
import java.io.IOException;

/** Coordinates that are normalized in single precision as they pass by. */
final class NormalizedSingles implements CellRows {
  private static final int ROWS = 1 << 12;

  private final ExactRows coordinates;
  private final float[] centers;
  private final float factor;

  NormalizedSingles(ExactRows coordinates, float[] centers, float factor) {
    this.coordinates = coordinates;
    this.centers = centers;
    this.factor = factor;
  }

  @Override
  public int nCells() {
    return coordinates.nCells();
  }

  @Override
  public int nColumns() {
    return centers.length;
  }

  @Override
  public void read(Visitor visitor) throws IOException {
    int d = centers.length;
    float[] piece = new float[Math.min(ROWS, nCells()) * d];
    coordinates.read(
        (first, count, values, from) -> {
          for (int done = 0; done < count; done += ROWS) {
            int rows = Math.min(ROWS, count - done);
            for (int i = 0; i < rows * d; i++) {
              piece[i] = ((float) values[from + done * d + i] - centers[i % d]) * factor;
            }
            visitor.rows(first + done, rows, piece, 0);
          }
        });
  }
}
