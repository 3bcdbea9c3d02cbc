package io.cellfolio.h5ad.demo;

import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;

/**
 * Connects simulated cells with their nearest neighbors: weights in (0, 1], symmetric to the bit,
 * without a diagonal.
 */
final class NeighborGraph {
  static final int NEIGHBORS = 15;

  private final int n;

  /** The nearest of each cell, {@value #NEIGHBORS} each, and how strongly it is connected. */
  private final int[] nearest;

  private final float[] weights;

  private NeighborGraph(int n) {
    this.n = n;
    this.nearest = new int[Math.multiplyExact(n, NEIGHBORS)];
    this.weights = new float[nearest.length];
  }

  /**
   * Connects each cell with its nearest.
   *
   * @param cells more than {@value #NEIGHBORS} cells
   * @return cells x cells
   */
  static DMatrixSparseCSC of(SimulatedCells cells) {
    NeighborGraph graph = new NeighborGraph(cells.size());
    NearestCells search = new NearestCells(cells, NEIGHBORS);
    for (int cell = 0; cell < graph.n; cell++) {
      search.find(cell);
      for (int i = 0; i < NEIGHBORS; i++) {
        graph.nearest[cell * NEIGHBORS + i] = search.cell(i);
        graph.weights[cell * NEIGHBORS + i] = (float) weight(search, i);
      }
    }
    return graph.united();
  }

  /** Falls from 1 at the nearest; the farther the others are in comparison, the steeper. */
  private static double weight(NearestCells search, int i) {
    double scale = Math.max(1e-6, search.distance(NEIGHBORS - 1) - search.distance(0));
    return StrictMath.exp(-2 * (search.distance(i) - search.distance(0)) / scale);
  }

  /** Unites the two directed weights a and b of a pair to a + b - ab, as fuzzy sets are united. */
  private DMatrixSparseCSC united() {
    int[] incoming = new int[n + 1];
    for (int other : nearest) {
      incoming[other + 1]++;
    }
    for (int cell = 0; cell < n; cell++) {
      incoming[cell + 1] += incoming[cell];
    }
    int[] edges = new int[nearest.length];
    int[] next = Arrays.copyOf(incoming, n);
    for (int edge = 0; edge < nearest.length; edge++) {
      edges[next[nearest[edge]]++] = edge;
    }
    DMatrixSparseCSC graph = new DMatrixSparseCSC(n, n, 2 * nearest.length);
    long[] row = new long[64];
    int used = 0;
    for (int cell = 0; cell < n; cell++) {
      int length = NEIGHBORS + incoming[cell + 1] - incoming[cell];
      row = row.length < length ? new long[2 * length] : row;
      for (int i = 0; i < NEIGHBORS; i++) {
        int edge = cell * NEIGHBORS + i;
        row[i] = key(nearest[edge], edge);
      }
      for (int i = NEIGHBORS; i < length; i++) {
        int edge = edges[incoming[cell] + i - NEIGHBORS];
        row[i] = key(edge / NEIGHBORS, edge);
      }
      Arrays.sort(row, 0, length);
      for (int i = 0; i < length; i++) {
        int other = (int) (row[i] >>> Integer.SIZE);
        double weight = weights[(int) row[i]];
        if (i + 1 < length && row[i + 1] >>> Integer.SIZE == other) {
          double back = weights[(int) row[++i]];
          weight = weight + back - weight * back;
        }
        graph.nz_rows[used] = other;
        graph.nz_values[used++] = weight;
      }
      graph.col_idx[cell + 1] = used;
    }
    graph.nz_length = used;
    graph.indicesSorted = true;
    return graph;
  }

  private static long key(int cell, int edge) {
    return (long) cell << Integer.SIZE | edge;
  }
}
