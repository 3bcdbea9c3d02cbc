package io.cellfolio.h5ad.demo;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixSparseCSC;

/**
 * Connects simulated cells with their nearest neighbors: weights in (0, 1], symmetric to the bit,
 * without a diagonal.
 */
final class NeighborGraph {
  private static final int NEIGHBORS = 15;

  private NeighborGraph() {}

  /**
   * Connects each cell with its nearest.
   *
   * @param cells more than {@value #NEIGHBORS} cells
   * @return cells x cells
   */
  static DMatrixSparseCSC of(SimulatedCells cells) {
    int n = cells.size();
    long[] keys = new long[2 * n * NEIGHBORS];
    double[] weights = new double[keys.length];
    Integer[] byX =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(cell -> cells.place(cell, 0)))
            .toArray(Integer[]::new);
    Nearest nearest = new Nearest();
    int used = 0;
    for (int rank = 0; rank < n; rank++) {
      int cell = byX[rank];
      nearest.find(cells, byX, rank);
      for (int i = 0; i < NEIGHBORS; i++) {
        double weight = nearest.weight(i);
        int other = nearest.cells[i];
        keys[used] = (long) cell * n + other;
        weights[used++] = weight;
        keys[used] = (long) other * n + cell;
        weights[used++] = weight;
      }
    }
    return united(n, keys, weights);
  }

  /** Unites the two directed weights a and b of a pair to a + b - ab, as fuzzy sets are united. */
  private static DMatrixSparseCSC united(int n, long[] keys, double[] weights) {
    Integer[] order =
        IntStream.range(0, keys.length)
            .boxed()
            .sorted(Comparator.comparingLong(i -> keys[i]))
            .toArray(Integer[]::new);
    DMatrixSparseCSC graph = new DMatrixSparseCSC(n, n, keys.length);
    int used = 0;
    for (int i = 0; i < order.length; i++) {
      long key = keys[order[i]];
      double weight = weights[order[i]];
      if (i + 1 < order.length && keys[order[i + 1]] == key) {
        double other = weights[order[++i]];
        weight = weight + other - weight * other;
      }
      graph.nz_rows[used] = (int) (key % n);
      graph.nz_values[used++] = weight;
      graph.col_idx[(int) (key / n) + 1]++;
    }
    for (int column = 0; column < n; column++) {
      graph.col_idx[column + 1] += graph.col_idx[column];
    }
    graph.nz_length = used;
    graph.indicesSorted = true;
    return graph;
  }

  /** The nearest cells of one cell, found by looking outwards along the first axis. */
  private static final class Nearest {
    private final int[] cells = new int[NEIGHBORS];
    private final double[] distances = new double[NEIGHBORS];

    void find(SimulatedCells all, Integer[] byX, int rank) {
      Arrays.fill(distances, Double.POSITIVE_INFINITY);
      int cell = byX[rank];
      int left = rank - 1;
      int right = rank + 1;
      while (left >= 0 || right < byX.length) {
        double toLeft = left < 0 ? Double.POSITIVE_INFINITY : gap(all, cell, byX[left]);
        double toRight =
            right == byX.length ? Double.POSITIVE_INFINITY : gap(all, cell, byX[right]);
        if (Math.min(toLeft, toRight) > distances[NEIGHBORS - 1]) {
          return;
        }
        int other = toLeft <= toRight ? byX[left--] : byX[right++];
        offer(other, distance(all, cell, other));
      }
    }

    /** Falls from 1 at the nearest; the farther the others are in comparison, the steeper. */
    double weight(int i) {
      double scale = Math.max(1e-6, distances[NEIGHBORS - 1] - distances[0]);
      return StrictMath.exp(-2 * (distances[i] - distances[0]) / scale);
    }

    private void offer(int other, double distance) {
      int i = NEIGHBORS - 1;
      if (distance >= distances[i]) {
        return;
      }
      while (i > 0 && distances[i - 1] > distance) {
        distances[i] = distances[i - 1];
        cells[i] = cells[i - 1];
        i--;
      }
      distances[i] = distance;
      cells[i] = other;
    }

    private static double gap(SimulatedCells all, int a, int b) {
      return Math.abs(all.place(a, 0) - all.place(b, 0));
    }

    private static double distance(SimulatedCells all, int a, int b) {
      double sum = 0;
      for (int axis = 0; axis < SimulatedCells.AXES; axis++) {
        double d = all.place(a, axis) - all.place(b, axis);
        sum += d * d;
      }
      return Math.sqrt(sum);
    }
  }
}
