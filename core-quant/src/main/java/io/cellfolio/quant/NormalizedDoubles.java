package io.cellfolio.quant;

import io.cellfolio.source.ExactRows;
import java.io.IOException;

/** Coordinates that are normalized in double precision as they pass by. */
final class NormalizedDoubles implements ExactRows {
  private static final int ROWS = 1 << 12;

  private final ExactRows coordinates;
  private final double[] centers;
  private final double scale;

  NormalizedDoubles(ExactRows coordinates, double[] centers, double scale) {
    this.coordinates = coordinates;
    this.centers = centers;
    this.scale = scale;
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
    double[] piece = new double[Math.min(ROWS, nCells()) * d];
    coordinates.read(
        (first, count, values, from) -> {
          for (int done = 0; done < count; done += ROWS) {
            int rows = Math.min(ROWS, count - done);
            for (int i = 0; i < rows * d; i++) {
              piece[i] = (values[from + done * d + i] - centers[i % d]) * scale;
            }
            visitor.rows(first + done, rows, piece, 0);
          }
        });
  }
}
