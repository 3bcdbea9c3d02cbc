package io.cellfolio.quant;

import io.cellfolio.source.CellRows;
import io.cellfolio.source.ExactRows;
import java.io.IOException;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * The keyed layout's normalisation, every step in single precision: {@code (x - center) * scale}. A
 * widest range below 1e-8 is not stretched (scale 2).
 */
final class KeyedEmbedding extends NormalizedEmbedding {
  static final double SMALLEST_RANGE = 1e-8;

  private final float[] held;
  private final CellRows points;

  private KeyedEmbedding(
      int nCells, double scale, double[] centers, float[] held, CellRows points) {
    super(nCells, scale, centers);
    this.held = held;
    this.points = points;
  }

  static KeyedEmbedding of(DMatrixRMaj coordinates) {
    SingleExtent extent =
        new SingleExtent(coordinates.getNumRows(), coordinates.getNumCols(), true);
    extent.rows(0, coordinates.getNumRows(), coordinates.data, 0);
    return settle(extent, ExactRows.of(coordinates), true);
  }

  static KeyedEmbedding of(ExactRows coordinates, boolean hold) throws IOException {
    SingleExtent extent = new SingleExtent(coordinates.nCells(), coordinates.nColumns(), hold);
    coordinates.read(extent);
    return settle(extent, coordinates, hold);
  }

  private static KeyedEmbedding settle(SingleExtent extent, ExactRows coordinates, boolean hold) {
    int n = coordinates.nCells();
    int d = coordinates.nColumns();
    float[] centers = new float[d];
    double scale = extent.scale(centers);
    float factor = (float) scale;
    double[] wideCenters = new double[d];
    for (int axis = 0; axis < d; axis++) {
      wideCenters[axis] = centers[axis];
    }
    if (!hold) {
      CellRows points = new NormalizedSingles(coordinates, centers, factor);
      return new KeyedEmbedding(n, scale, wideCenters, null, points);
    }
    float[] held = extent.kept();
    for (int axis = 0; axis < d; axis++) {
      for (int i = axis; i < held.length; i += d) {
        held[i] = (held[i] - centers[axis]) * factor;
      }
    }
    CellRows points = CellRows.of(FMatrixRMaj.wrap(n, d, held));
    return new KeyedEmbedding(n, scale, wideCenters, held, points);
  }

  @Override
  public boolean held() {
    return held != null;
  }

  @Override
  public float coordinate(int cell, int axis) {
    if (held == null) {
      throw notHeld();
    }
    return held[cell * dimension() + axis];
  }

  @Override
  void putPoints(FloatOutput floats) throws IOException {
    int d = dimension();
    points.read(
        (first, count, values, from) -> {
          for (int i = from; i < from + count * d; i++) {
            floats.put(values[i]);
          }
        });
  }

  @Override
  int putVectors(ExactRows vectors, FloatOutput floats) throws IOException {
    float factor = (float) scale();
    boolean scaled = scale() != 1;
    int d = dimension();
    int[] gaps = {0};
    vectors.read(
        (first, count, values, from) -> {
          for (int i = from; i < from + count * d; ) {
            boolean finite = true;
            for (int axis = 0; axis < d; axis++, i++) {
              float v = (float) values[i];
              float y = scaled ? v * factor : v;
              finite &= Float.isFinite(y);
              floats.put(y);
            }
            gaps[0] += finite ? 0 : 1;
          }
        });
    return gaps[0];
  }

  @Override
  List<CategoryCentroid> centroids(CellCodes codes, double quantile, int minPoints)
      throws IOException {
    SingleCentroids centroids = new SingleCentroids(codes, dimension(), minPoints);
    points.read(centroids::add);
    centroids.settle();
    if (centroids.narrows()) {
      points.read(centroids::measure);
      centroids.limit(quantile);
      points.read(centroids::addNear);
      centroids.settleNear();
    }
    return centroids.found();
  }
}
