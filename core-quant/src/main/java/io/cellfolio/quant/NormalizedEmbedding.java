package io.cellfolio.quant;

import io.cellfolio.source.ExactRows;
import java.io.IOException;
import java.util.List;

/**
 * An embedding moved and scaled so that its widest axis spans [-1, 1]; one factor for all axes
 * keeps the proportions. Its coordinates are held, or made of the source's again whenever they are
 * asked for. Immutable.
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
   * Whether coordinates are in memory.
   *
   * @return false when they are made again from the source
   */
  public abstract boolean held();

  /**
   * One normalised coordinate as it is written.
   *
   * @param cell 0 to {@code nCells() - 1}
   * @param axis 0 to {@code dimension() - 1}
   * @return a number from -1 to 1, give or take a rounding
   * @throws IllegalStateException when the coordinates are not {@link #held()}
   */
  public abstract float coordinate(int cell, int axis);

  static IllegalStateException notHeld() {
    return new IllegalStateException("the coordinates are not held, but read in pieces");
  }

  /**
   * Writes the points payload.
   *
   * @param output receives {@code nCells() * dimension()} little-endian float32, cell by cell
   * @throws IOException when the coordinates cannot be read, or the output throws it
   */
  public final void writePoints(PayloadOutput output) throws IOException {
    FloatOutput floats = new FloatOutput(output);
    putPoints(floats);
    floats.flush();
  }

  abstract void putPoints(FloatOutput floats) throws IOException;

  /**
   * Writes a vector field over this embedding, scaled by its factor.
   *
   * @param vectors one row per cell, one column per axis, in the embedding's original units
   * @param output receives {@code nCells() * dimension()} little-endian float32, cell by cell
   * @return the number of cells with a component that is not finite; always 0 for the indexed
   *     layout
   * @throws IllegalArgumentException when the shape differs
   * @throws UnusableCoordinatesException indexed layout: when a component is not finite, before or
   *     after scaling
   * @throws IOException when the vectors cannot be read, or the output throws it
   */
  public final int writeVectors(ExactRows vectors, PayloadOutput output) throws IOException {
    if (vectors.nCells() != nCells || vectors.nColumns() != dimension()) {
      throw new IllegalArgumentException(
          "vector field: expected "
              + nCells
              + " x "
              + dimension()
              + " like its embedding, got "
              + vectors.nCells()
              + " x "
              + vectors.nColumns());
    }
    FloatOutput floats = new FloatOutput(output);
    int gaps = putVectors(vectors, floats);
    floats.flush();
    return gaps;
  }

  abstract int putVectors(ExactRows vectors, FloatOutput floats) throws IOException;

  abstract List<CategoryCentroid> centroids(CellCodes codes, double quantile, int minPoints)
      throws IOException;
}
