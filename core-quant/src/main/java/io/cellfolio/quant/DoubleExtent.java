package io.cellfolio.quant;

import io.cellfolio.source.ExactRows;

/** Takes the extent of coordinates in double precision, and the coordinates, if they are kept. */
final class DoubleExtent implements ExactRows.Visitor {
  private final int nCells;
  private final int d;
  private final double[] low;
  private final double[] high;
  private final double[] kept;
  private final CellFault notFinite = Coordinates.notFinite();
  private final CellFault lost = new CellFault("a coordinate too small for single precision");

  /**
   * Prepares.
   *
   * @param keep whether to keep the coordinates
   */
  DoubleExtent(int nCells, int d, boolean keep) {
    Coordinates.requireShape(nCells, d);
    this.nCells = nCells;
    this.d = d;
    this.low = new double[d];
    this.high = new double[d];
    this.kept = new double[keep ? Math.multiplyExact(nCells, d) : 0];
  }

  @Override
  public void rows(int firstCell, int count, double[] values, int from) {
    for (int cell = firstCell; cell < firstCell + count; cell++) {
      boolean finite = true;
      boolean underflow = false;
      for (int axis = 0; axis < d; axis++) {
        double v = values[from + (cell - firstCell) * d + axis];
        finite &= Float.isFinite((float) v);
        underflow |= v != 0 && (float) v == 0;
        low[axis] = cell == 0 ? v : Math.min(low[axis], v);
        high[axis] = cell == 0 ? v : Math.max(high[axis], v);
        if (kept.length > 0) {
          kept[cell * d + axis] = v;
        }
      }
      if (!finite) {
        notFinite.add(cell);
      }
      if (underflow) {
        lost.add(cell);
      }
    }
  }

  /** Refuses coordinates that cannot be normalized, and fills in the centers. */
  double scale(double[] centers) {
    notFinite.throwIfAny();
    lost.throwIfAny();
    double widest = 0;
    for (int axis = 0; axis < d; axis++) {
      widest = Math.max(widest, high[axis] - low[axis]);
      centers[axis] = (low[axis] + high[axis]) / 2;
    }
    if (widest <= 0) {
      throw new UnusableCoordinatesException(
          "all " + nCells + " cells lie at one point; the indexed layout needs an extent");
    }
    return 2.0 / widest;
  }

  /** The coordinates, if they were kept. */
  double[] kept() {
    return kept;
  }
}
