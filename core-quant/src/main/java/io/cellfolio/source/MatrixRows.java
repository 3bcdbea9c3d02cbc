package io.cellfolio.source;

import org.ejml.data.DMatrixSparseCSC;

/** The columns of a matrix in memory. */
final class MatrixRows implements GraphRows {
  private final DMatrixSparseCSC graph;

  MatrixRows(DMatrixSparseCSC graph) {
    this.graph = graph;
    if (graph.getNumRows() != graph.getNumCols()) {
      throw new IllegalArgumentException(
          "graph: expected a square matrix, got "
              + graph.getNumRows()
              + " x "
              + graph.getNumCols());
    }
    for (int line = 0; line < graph.getNumCols(); line++) {
      for (int at = graph.col_idx[line] + 1; at < graph.col_idx[line + 1]; at++) {
        if (graph.nz_rows[at - 1] >= graph.nz_rows[at]) {
          throw new IllegalArgumentException(
              "graph: column %d: expected ascending rows, got %d after %d"
                  .formatted(line, graph.nz_rows[at], graph.nz_rows[at - 1]));
        }
      }
    }
  }

  @Override
  public int nCells() {
    return graph.getNumCols();
  }

  @Override
  public boolean byColumns() {
    return true;
  }

  @Override
  public int[] stripes(int most) {
    return GraphRows.evenly(nCells(), most, line -> graph.col_idx[line]);
  }

  @Override
  public void places(int from, int to, Places visitor) {
    boolean goOn = true;
    for (int line = from; line < to && goOn; line++) {
      goOn = visitor.accept(line, graph.nz_rows, graph.col_idx[line], graph.col_idx[line + 1]);
    }
  }

  @Override
  public void weights(int from, int to, Weights visitor) {
    boolean goOn = true;
    for (int line = from; line < to && goOn; line++) {
      goOn =
          visitor.accept(
              line, graph.nz_rows, graph.nz_values, graph.col_idx[line], graph.col_idx[line + 1]);
    }
  }
}
