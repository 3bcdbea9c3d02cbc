package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.GraphRows;
import java.io.IOException;
import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;

/** Puts a graph that is read in pieces together again. */
final class GraphLines {
  private GraphLines() {}

  /** Asserts that a graph in pieces is the one that is read as a whole. */
  static void requireSame(GraphRows rows, DMatrixSparseCSC whole, String what) throws IOException {
    int n = whole.getNumCols();
    assertThat(rows.nCells()).as(what).isEqualTo(n);
    for (int most : new int[] {1, 3, 7}) {
      int[] stripes = rows.stripes(most);
      assertThat(stripes).as(what).isSorted().startsWith(0).endsWith(n);
      assertThat(stripes.length).as(what).isBetween(2, most + 1);
      double[][] found = new double[n][n];
      boolean[][] places = new boolean[n][n];
      for (double[] row : found) {
        Arrays.fill(row, -7);
      }
      int[] last = new int[n];
      Arrays.fill(last, -1);
      for (int i = stripes.length - 2; i >= 0; i--) {
        int from = stripes[i];
        int to = stripes[i + 1];
        rows.places(
            from,
            to,
            (line, cells, at, end) -> {
              assertThat(line).as(what).isBetween(from, to - 1);
              for (int k = at; k < end; k++) {
                places[line][cells[k]] = true;
              }
              return true;
            });
        rows.weights(
            from,
            to,
            (line, cells, weights, at, end) -> {
              for (int k = at; k < end; k++) {
                assertThat(cells[k]).as(what).isGreaterThan(last[line]);
                last[line] = cells[k];
                assertThat(places[line][cells[k]]).as(what).isTrue();
                found[rows.byColumns() ? cells[k] : line][rows.byColumns() ? line : cells[k]] =
                    weights[k];
              }
              return true;
            });
      }
      for (int column = 0; column < n; column++) {
        for (int k = whole.col_idx[column]; k < whole.col_idx[column + 1]; k++) {
          int row = whole.nz_rows[k];
          assertThat(found[row][column]).as(what).isEqualTo(whole.nz_values[k]);
          found[row][column] = -7;
        }
      }
      for (double[] row : found) {
        assertThat(row).as(what + ": nothing else").containsOnly(-7);
      }
    }
  }
}
