package io.cellfolio.quant;

import org.ejml.data.DMatrixRMaj;

/**
 * The keyed layout's normalisation, every step in single precision: {@code (x - center) * scale}. A
 * widest range below 1e-8 is not stretched (scale 2).
 */
final class KeyedEmbedding extends NormalizedEmbedding {
  private static final double SMALLEST_RANGE = 1e-8;

  private final float[] points;

  private KeyedEmbedding(int nCells, double scale, double[] centers, float[] points) {
    super(nCells, scale, centers);
    this.points = points;
  }

  static KeyedEmbedding of(DMatrixRMaj coordinates) {
    int d = Coordinates.requireShape(coordinates);
    int n = coordinates.getNumRows();
    float[] points = Coordinates.toSingle(coordinates);
    float[] centers = new float[d];
    float widest = 0;
    for (int axis = 0; axis < d; axis++) {
      float lo = points[axis];
      float hi = points[axis];
      for (int i = axis; i < points.length; i += d) {
        lo = Math.min(lo, points[i]);
        hi = Math.max(hi, points[i]);
      }
      widest = Math.max(widest, hi - lo);
      centers[axis] = (lo + hi) / 2;
      if (Float.isInfinite(widest) || Float.isInfinite(centers[axis])) {
        throw new UnusableCoordinatesException(
            "axis "
                + axis
                + " reaches from "
                + lo
                + " to "
                + hi
                + ", too far for single precision; scale the coordinates down");
      }
    }
    double range = widest < SMALLEST_RANGE ? 1 : widest;
    double scale = 2.0 / range;
    float factor = (float) scale;
    double[] wideCenters = new double[d];
    for (int axis = 0; axis < d; axis++) {
      wideCenters[axis] = centers[axis];
      for (int i = axis; i < points.length; i += d) {
        points[i] = (points[i] - centers[axis]) * factor;
      }
    }
    return new KeyedEmbedding(n, scale, wideCenters, points);
  }

  @Override
  public float coordinate(int cell, int axis) {
    return points[cell * dimension() + axis];
  }

  @Override
  int putVectors(double[] components, int count, byte[] out) {
    float factor = (float) scale();
    boolean scaled = scale() != 1;
    int d = dimension();
    int gaps = 0;
    for (int i = 0; i < count; ) {
      boolean finite = true;
      for (int axis = 0; axis < d; axis++, i++) {
        float v = (float) components[i];
        float y = scaled ? v * factor : v;
        finite &= Float.isFinite(y);
        LittleEndian.putFloat(out, Float.BYTES * i, y);
      }
      if (!finite) {
        gaps++;
      }
    }
    return gaps;
  }

  @Override
  CategoryRows rows(int capacity) {
    return new SingleRows(points, dimension(), capacity);
  }
}
