package io.cellfolio.quant;

import java.util.Arrays;

/**
 * Where the label of a category stands in an embedding.
 *
 * @param category position in the field's categories
 * @param position one coordinate per dimension of the embedding, in its normalised units
 * @param nPoints number of cells that it is the mean of, 1 or more
 */
public record CategoryCentroid(int category, double[] position, int nPoints) {
  /** Checks the numbers and copies the position. */
  public CategoryCentroid {
    if (category < 0 || nPoints < 1 || position.length < 1) {
      throw new IllegalArgumentException(
          "centroid of category " + category + " from " + nPoints + " cells");
    }
    position = position.clone();
  }

  /**
   * The position.
   *
   * @return a copy
   */
  @Override
  public double[] position() {
    return position.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CategoryCentroid that
        && category == that.category
        && nPoints == that.nPoints
        && Arrays.equals(position, that.position);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * category + nPoints) + Arrays.hashCode(position);
  }

  @Override
  public String toString() {
    return "CategoryCentroid[category="
        + category
        + ", position="
        + Arrays.toString(position)
        + ", nPoints="
        + nPoints
        + "]";
  }
}
