package io.cellfolio.quant;

import io.cellfolio.source.ExactRows;

/** Takes the extent of coordinates in single precision, and the coordinates, if they are kept. */
final class SingleExtent implements ExactRows.Visitor {
  private final int d;
  private final float[] low;
  private final float[] high;
  private final float[] kept;
  private final CellFault notFinite = Coordinates.notFinite();

  /**
   * Prepares.
   *
   * @param keep whether to keep the coordinates
   */
  SingleExtent(int nCells, int d, boolean keep) {
    Coordinates.requireShape(nCells, d);
    this.d = d;
    this.low = new float[d];
    this.high = new float[d];
    this.kept = new float[keep ? Math.multiplyExact(nCells, d) : 0];
  }

  @Override
  public void rows(int firstCell, int count, double[] values, int from) {
    for (int cell = firstCell; cell < firstCell + count; cell++) {
      boolean finite = true;
      for (int axis = 0; axis < d; axis++) {
        float v = (float) values[from + (cell - firstCell) * d + axis];
        finite &= Float.isFinite(v);
        low[axis] = cell == 0 ? v : Math.min(low[axis], v);
        high[axis] = cell == 0 ? v : Math.max(high[axis], v);
        if (kept.length > 0) {
          kept[cell * d + axis] = v;
        }
      }
      if (!finite) {
        notFinite.add(cell);
      }
    }
  }

  /** Refuses coordinates that cannot be normalized, and fills in the centers. */
  double scale(float[] centers) {
    notFinite.throwIfAny();
    float widest = 0;
    for (int axis = 0; axis < d; axis++) {
      widest = Math.max(widest, high[axis] - low[axis]);
      centers[axis] = (low[axis] + high[axis]) / 2;
      if (Float.isInfinite(widest) || Float.isInfinite(centers[axis])) {
        throw new UnusableCoordinatesException(
            "axis "
                + axis
                + " reaches from "
                + low[axis]
                + " to "
                + high[axis]
                + ", too far for single precision; scale the coordinates down");
      }
    }
    // A smaller range is not stretched.
    return 2.0 / (widest < KeyedEmbedding.SMALLEST_RANGE ? 1 : widest);
  }

  /** The coordinates, if they were kept. */
  float[] kept() {
    return kept;
  }
}
