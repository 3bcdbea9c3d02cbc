package io.cellfolio.quant;

import org.ejml.data.DMatrixSparseCSC;

/**
 * The pairs {@code i < j} of a square sparse matrix that have a weight other than 0 in at least one
 * direction, in ascending order. Beside the matrix it holds two integers per element above the
 * diagonal.
 */
final class GraphPairs {

  /** Takes one pair. */
  interface Visitor {
    /** One of the weights is 0 when only the other direction is stored. */
    void pair(int i, int j, double there, double back);
  }

  private final DMatrixSparseCSC graph;
  private final int n;
  private final int[] rowStarts;
  private final int[] rowColumns;
  private final int[] rowElements;

  private GraphPairs(DMatrixSparseCSC sorted) {
    graph = sorted;
    n = sorted.getNumRows();
    rowStarts = new int[n + 1];
    for (int j = 0; j < n; j++) {
      for (int k = graph.col_idx[j]; k < graph.col_idx[j + 1]; k++) {
        if (graph.nz_rows[k] < j) {
          rowStarts[graph.nz_rows[k] + 1]++;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      rowStarts[i + 1] += rowStarts[i];
    }
    rowColumns = new int[rowStarts[n]];
    rowElements = new int[rowStarts[n]];
    int[] next = rowStarts.clone();
    for (int j = 0; j < n; j++) {
      for (int k = graph.col_idx[j]; k < graph.col_idx[j + 1]; k++) {
        if (graph.nz_rows[k] < j) {
          int at = next[graph.nz_rows[k]]++;
          rowColumns[at] = j;
          rowElements[at] = k;
        }
      }
    }
  }

  static GraphPairs of(DMatrixSparseCSC graph) {
    if (graph.getNumRows() != graph.getNumCols()) {
      throw new IllegalArgumentException(
          "graph: expected a square matrix, got "
              + graph.getNumRows()
              + " x "
              + graph.getNumCols());
    }
    DMatrixSparseCSC sorted = graph;
    if (firstDisorder(sorted) >= 0) {
      sorted = graph.copy();
      sorted.sortIndices(null);
    }
    int column = firstDisorder(sorted);
    if (column >= 0) {
      throw new IllegalArgumentException("graph: column " + column + " lists a row twice");
    }
    return new GraphPairs(sorted);
  }

  /** The first column whose rows do not ascend strictly, or -1. */
  private static int firstDisorder(DMatrixSparseCSC graph) {
    for (int j = 0; j < graph.getNumCols(); j++) {
      for (int k = graph.col_idx[j] + 1; k < graph.col_idx[j + 1]; k++) {
        if (graph.nz_rows[k - 1] >= graph.nz_rows[k]) {
          return j;
        }
      }
    }
    return -1;
  }

  /** A good first capacity: the number of edges when the matrix is symmetric. */
  int expectedEdges() {
    return rowColumns.length;
  }

  void forEach(Visitor visitor) {
    for (int i = 0; i < n; i++) {
      int p = rowStarts[i];
      int pEnd = rowStarts[i + 1];
      int q = graph.col_idx[i];
      int qEnd = graph.col_idx[i + 1];
      while (q < qEnd && graph.nz_rows[q] <= i) {
        q++;
      }
      while (p < pEnd || q < qEnd) {
        int right = p < pEnd ? rowColumns[p] : Integer.MAX_VALUE;
        int below = q < qEnd ? graph.nz_rows[q] : Integer.MAX_VALUE;
        int j = Math.min(right, below);
        double there = right == j ? graph.nz_values[rowElements[p++]] : 0;
        double back = below == j ? graph.nz_values[q++] : 0;
        if (there != 0 || back != 0) {
          visitor.pair(i, j, there, back);
        }
      }
    }
  }

  /** Refuses weights that a rule does not take. */
  void requireWeights(EdgeRule rule) {
    GraphFault fault = new GraphFault();
    for (int j = 0; j < n; j++) {
      for (int k = graph.col_idx[j]; k < graph.col_idx[j + 1]; k++) {
        double weight = graph.nz_values[k];
        if (!rule.takes(weight)) {
          fault.add(graph.nz_rows[k], j, () -> "is " + weight);
        }
      }
    }
    rule.refuse(fault);
  }

  /** Refuses a diagonal and pairs whose two weights differ. */
  void requireSymmetric() {
    GraphFault fault = new GraphFault();
    for (int j = 0; j < n; j++) {
      for (int k = graph.col_idx[j]; k < graph.col_idx[j + 1]; k++) {
        if (graph.nz_rows[k] == j && graph.nz_values[k] != 0) {
          double weight = graph.nz_values[k];
          fault.add(j, j, () -> "on the diagonal is " + weight);
        }
      }
    }
    forEach(
        (i, j, there, back) -> {
          if (there != back) {
            fault.add(i, j, () -> "is " + there + " but (" + j + ", " + i + ") is " + back);
          }
        });
    EdgeRule.refuseAsymmetric(fault);
  }
}
