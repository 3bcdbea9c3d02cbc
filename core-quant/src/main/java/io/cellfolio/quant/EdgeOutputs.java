package io.cellfolio.quant;

import java.io.IOException;
import java.util.Optional;

/** Writes edges as they come, in pieces. */
final class EdgeOutputs implements NeighborEdges.Visitor {
  private static final int WEIGHTS_AT_ONCE = 1 << 15;

  private final Optional<CellNumbers> cells;
  private final Optional<NeighborEdges.Output> weights;
  private final byte[] bytes;

  EdgeOutputs(Optional<CellNumbers> cells, Optional<NeighborEdges.Output> weights) {
    this.cells = cells;
    this.weights = weights;
    this.bytes = new byte[weights.isPresent() ? WEIGHTS_AT_ONCE * Double.BYTES : 0];
  }

  @Override
  public void edges(int[] others, double[] values, int from, int count) throws IOException {
    if (cells.isPresent()) {
      for (int i = from; i < from + count; i++) {
        cells.get().put(others[i]);
      }
    }
    if (weights.isPresent()) {
      for (int done = 0; done < count; done += WEIGHTS_AT_ONCE) {
        int length = Math.min(WEIGHTS_AT_ONCE, count - done);
        for (int i = 0; i < length; i++) {
          LittleEndian.putDouble(bytes, Double.BYTES * i, values[from + done + i]);
        }
        weights.get().write(bytes, length * Double.BYTES);
      }
    }
  }

  void flush() throws IOException {
    if (cells.isPresent()) {
      cells.get().flush();
    }
  }
}
