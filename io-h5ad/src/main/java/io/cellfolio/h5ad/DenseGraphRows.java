package io.cellfolio.h5ad;

import io.cellfolio.source.GraphRows;
import java.io.IOException;

/** The rows of a graph that is stored as a dense matrix; what is not zero counts as stored. */
final class DenseGraphRows implements GraphRows {
  private final MatrixShape.Dense matrix;

  DenseGraphRows(MatrixShape.Dense matrix) {
    this.matrix = matrix;
  }

  @Override
  public int nCells() {
    return Math.toIntExact(matrix.rows());
  }

  @Override
  public boolean byColumns() {
    return false;
  }

  @Override
  public int[] stripes(int most) {
    // Chunks can span many rows, and would be decoded again at every border.
    return new int[] {0, nCells()};
  }

  @Override
  public void places(int from, int to, Places visitor) throws IOException {
    weights(from, to, (line, cells, weights, at, end) -> visitor.accept(line, cells, at, end));
  }

  @Override
  public void weights(int from, int to, Weights visitor) throws IOException {
    NumericType type = matrix.type();
    int[] cells = new int[nCells()];
    double[] weights = new double[nCells()];
    boolean[] goOn = {true};
    matrix
        .values()
        .container()
        .call(
            matrix.values().path(),
            () -> {
              DenseRuns.read(
                  matrix,
                  from,
                  to,
                  (bytes, at, row, column, count) -> {
                    int found = 0;
                    for (int i = 0; i < count; i++) {
                      double weight = type.doubleAt(bytes, at + i * type.size());
                      if (weight != 0) {
                        cells[found] = column + i;
                        weights[found++] = weight;
                      }
                    }
                    goOn[0] = goOn[0] && visitor.accept(row, cells, weights, 0, found);
                  });
              return null;
            });
  }
}
