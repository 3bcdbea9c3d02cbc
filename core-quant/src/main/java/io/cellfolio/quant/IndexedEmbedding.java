package io.cellfolio.quant;

import org.ejml.data.DMatrixRMaj;

/**
 * The indexed layout's normalisation in double precision, rounded once when written: {@code (x -
 * center) * scale}.
 */
final class IndexedEmbedding extends NormalizedEmbedding {
  private final double[] points;

  private IndexedEmbedding(int nCells, double scale, double[] centers, double[] points) {
    super(nCells, scale, centers);
    this.points = points;
  }

  static IndexedEmbedding of(DMatrixRMaj coordinates) {
    int d = Coordinates.requireShape(coordinates);
    int n = coordinates.getNumRows();
    Coordinates.requireFinite(coordinates);
    Coordinates.requireNoUnderflow(coordinates);
    double[] source = coordinates.data;
    double[] points = new double[Math.multiplyExact(n, d)];
    double[] centers = new double[d];
    double widest = 0;
    for (int axis = 0; axis < d; axis++) {
      double lo = source[axis];
      double hi = source[axis];
      for (int i = axis; i < points.length; i += d) {
        lo = Math.min(lo, source[i]);
        hi = Math.max(hi, source[i]);
      }
      widest = Math.max(widest, hi - lo);
      centers[axis] = (lo + hi) / 2;
    }
    if (widest <= 0) {
      throw new UnusableCoordinatesException(
          "all " + n + " cells lie at one point; the indexed layout needs an extent");
    }
    double scale = 2.0 / widest;
    for (int axis = 0; axis < d; axis++) {
      for (int i = axis; i < points.length; i += d) {
        points[i] = (source[i] - centers[axis]) * scale;
      }
    }
    return new IndexedEmbedding(n, scale, centers, points);
  }

  @Override
  public float coordinate(int cell, int axis) {
    return (float) points[cell * dimension() + axis];
  }

  @Override
  int putVectors(double[] components, int count, byte[] out) {
    double factor = scale();
    int d = dimension();
    CellFault gaps = new CellFault("a vector that is not finite in single precision");
    for (int i = 0; i < count; ) {
      int cell = i / d;
      boolean finite = true;
      for (int axis = 0; axis < d; axis++, i++) {
        float y = (float) (components[i] * factor);
        finite &= Float.isFinite(y) && Float.isFinite((float) components[i]);
        LittleEndian.putFloat(out, Float.BYTES * i, y);
      }
      if (!finite) {
        gaps.add(cell);
      }
    }
    gaps.throwIfAny();
    return 0;
  }

  @Override
  CategoryRows rows(int capacity) {
    return new DoubleRows(points, dimension(), capacity);
  }
}
