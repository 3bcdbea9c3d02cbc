package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * An embedding moved and scaled so that its widest axis spans [-1, 1]; one factor for all axes
 * keeps the proportions. Immutable.
 *
 * <p>Normative text: {@code docs/format/embeddings.md}, {@code docs/format/vectors.md}.
 */
public abstract sealed class NormalizedEmbedding permits KeyedEmbedding, IndexedEmbedding {
  private final int nCells;
  private final double scale;
  private final double[] centers;

  NormalizedEmbedding(int nCells, double scale, double[] centers) {
    this.nCells = nCells;
    this.scale = scale;
    this.centers = centers.clone();
  }

  /**
   * The number of cells.
   *
   * @return rows, 1 or more
   */
  public final int nCells() {
    return nCells;
  }

  /**
   * The number of axes.
   *
   * @return 1, 2 or 3
   */
  public final int dimension() {
    return centers.length;
  }

  /**
   * The factor between original and normalised units: 2 divided by the widest axis's range.
   *
   * @return a positive number
   */
  public final double scale() {
    return scale;
  }

  /**
   * The middle of each axis's range, in original units.
   *
   * @return a copy, one per axis
   */
  public final double[] centers() {
    return centers.clone();
  }

  /**
   * One normalised coordinate as it is written.
   *
   * @param cell 0 to {@code nCells() - 1}
   * @param axis 0 to {@code dimension() - 1}
   * @return a number from -1 to 1, give or take a rounding
   */
  public abstract float coordinate(int cell, int axis);

  /**
   * Writes the points payload.
   *
   * @param out receives {@code nCells() * dimension()} little-endian float32, cell by cell, from
   *     its start
   * @throws IllegalArgumentException when {@code out} is too short
   */
  public final void writePoints(byte[] out) {
    LittleEndian.requireRoom(out, (long) nCells * dimension(), SampleType.F32.bytes());
    int offset = 0;
    for (int cell = 0; cell < nCells; cell++) {
      for (int axis = 0; axis < dimension(); axis++) {
        LittleEndian.putFloat(out, offset, coordinate(cell, axis));
        offset += Float.BYTES;
      }
    }
  }

  /**
   * Writes a vector field over this embedding, scaled by its factor. The vectors are read only.
   *
   * @param vectors one row per cell, one column per axis, in the embedding's original units
   * @param out receives {@code nCells() * dimension()} little-endian float32, cell by cell, from
   *     its start
   * @return the number of cells with a component that is not finite; always 0 for the indexed
   *     layout
   * @throws IllegalArgumentException when the shape differs or {@code out} is too short
   * @throws UnusableCoordinatesException indexed layout: when a component is not finite, before or
   *     after scaling
   */
  public final int writeVectors(DMatrixRMaj vectors, byte[] out) {
    if (vectors.getNumRows() != nCells || vectors.getNumCols() != dimension()) {
      throw new IllegalArgumentException(
          "vector field: expected "
              + nCells
              + " x "
              + dimension()
              + " like its embedding, got "
              + vectors.getNumRows()
              + " x "
              + vectors.getNumCols());
    }
    int count = Math.multiplyExact(nCells, dimension());
    LittleEndian.requireRoom(out, count, SampleType.F32.bytes());
    return putVectors(vectors.data, count, out);
  }

  abstract int putVectors(double[] components, int count, byte[] out);

  abstract CategoryRows rows(int capacity);

  final List<CategoryCentroid> centroids(CellGroups groups, double quantile, int minPoints) {
    CategoryRows rows = rows(groups.largest());
    List<CategoryCentroid> found = new ArrayList<>();
    for (int category = 0; category < groups.count(); category++) {
      int n = groups.size(category);
      if (n < minPoints) {
        continue;
      }
      rows.select(groups.cells(), groups.starts()[category], n);
      rows.findCenter();
      if (n > minPoints) {
        rows.measure();
        rows.keepInliers(quantile, minPoints);
      }
      found.add(new CategoryCentroid(category, rows.center(), rows.size()));
    }
    return List.copyOf(found);
  }
}
