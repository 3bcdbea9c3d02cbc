package io.cellfolio.quant;

import io.cellfolio.source.Crew;
import java.io.IOException;
import java.util.Optional;

/** Writes edges as they come, in pieces; cells and weights at the same time, if threads may. */
final class EdgeOutputs implements NeighborEdges.Visitor {
  private static final int WEIGHTS_AT_ONCE = 1 << 15;

  private final Optional<CellNumbers> cells;
  private final Optional<PayloadOutput> weights;
  private final byte[] bytes;
  private final int threads;

  EdgeOutputs(Optional<CellNumbers> cells, Optional<PayloadOutput> weights, int threads) {
    this.cells = cells;
    this.weights = weights;
    this.threads = threads;
    this.bytes = new byte[weights.isPresent() ? WEIGHTS_AT_ONCE * Double.BYTES : 0];
  }

  @Override
  public void edges(int[] others, double[] values, int from, int count) throws IOException {
    if (cells.isPresent() && weights.isPresent() && threads > 1) {
      Crew.run(
          "cellfolio-graph",
          2,
          (part, crew) -> {
            if (part == 0) {
              putCells(others, from, count);
            } else {
              putWeights(values, from, count);
            }
          });
      return;
    }
    if (cells.isPresent()) {
      putCells(others, from, count);
    }
    if (weights.isPresent()) {
      putWeights(values, from, count);
    }
  }

  private void putCells(int[] others, int from, int count) throws IOException {
    CellNumbers numbers = cells.get();
    for (int i = from; i < from + count; i++) {
      numbers.put(others[i]);
    }
  }

  private void putWeights(double[] values, int from, int count) throws IOException {
    for (int done = 0; done < count; done += WEIGHTS_AT_ONCE) {
      int length = Math.min(WEIGHTS_AT_ONCE, count - done);
      for (int i = 0; i < length; i++) {
        LittleEndian.putDouble(bytes, Double.BYTES * i, values[from + done + i]);
      }
      weights.get().write(bytes, length * Double.BYTES);
    }
  }

  void flush() throws IOException {
    if (cells.isPresent()) {
      cells.get().flush();
    }
  }
}
