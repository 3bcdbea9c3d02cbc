package io.cellfolio.quant;

import io.cellfolio.source.ExactRows;
import java.io.IOException;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The indexed layout's normalisation in double precision, rounded once when written: {@code (x -
 * center) * scale}.
 */
final class IndexedEmbedding extends NormalizedEmbedding {
  private final double[] held;
  private final ExactRows points;

  private IndexedEmbedding(
      int nCells, double scale, double[] centers, double[] held, ExactRows points) {
    super(nCells, scale, centers);
    this.held = held;
    this.points = points;
  }

  static IndexedEmbedding of(DMatrixRMaj coordinates) {
    DoubleExtent extent =
        new DoubleExtent(coordinates.getNumRows(), coordinates.getNumCols(), true);
    extent.rows(0, coordinates.getNumRows(), coordinates.data, 0);
    return settle(extent, ExactRows.of(coordinates), true);
  }

  static IndexedEmbedding of(ExactRows coordinates, boolean hold) throws IOException {
    DoubleExtent extent = new DoubleExtent(coordinates.nCells(), coordinates.nColumns(), hold);
    coordinates.read(extent);
    return settle(extent, coordinates, hold);
  }

  private static IndexedEmbedding settle(DoubleExtent extent, ExactRows coordinates, boolean hold) {
    int n = coordinates.nCells();
    int d = coordinates.nColumns();
    double[] centers = new double[d];
    double scale = extent.scale(centers);
    if (!hold) {
      ExactRows points = new NormalizedDoubles(coordinates, centers, scale);
      return new IndexedEmbedding(n, scale, centers, null, points);
    }
    double[] held = extent.kept();
    for (int axis = 0; axis < d; axis++) {
      for (int i = axis; i < held.length; i += d) {
        held[i] = (held[i] - centers[axis]) * scale;
      }
    }
    ExactRows points = ExactRows.of(DMatrixRMaj.wrap(n, d, held));
    return new IndexedEmbedding(n, scale, centers, held, points);
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
    return (float) held[cell * dimension() + axis];
  }

  @Override
  void putPoints(FloatOutput floats) throws IOException {
    int d = dimension();
    points.read(
        (first, count, values, from) -> {
          for (int i = from; i < from + count * d; i++) {
            floats.put((float) values[i]);
          }
        });
  }

  @Override
  int putVectors(ExactRows vectors, FloatOutput floats) throws IOException {
    double factor = scale();
    int d = dimension();
    CellFault gaps = new CellFault("a vector that is not finite in single precision");
    vectors.read(
        (first, count, values, from) -> {
          for (int cell = 0; cell < count; cell++) {
            boolean finite = true;
            for (int i = from + cell * d; i < from + (cell + 1) * d; i++) {
              float y = (float) (values[i] * factor);
              finite &= Float.isFinite(y) && Float.isFinite((float) values[i]);
              floats.put(y);
            }
            if (!finite) {
              gaps.add(first + cell);
            }
          }
        });
    gaps.throwIfAny();
    return 0;
  }

  @Override
  List<CategoryCentroid> centroids(CellCodes codes, double quantile, int minPoints)
      throws IOException {
    DoubleCentroids centroids = new DoubleCentroids(codes, dimension(), minPoints);
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
