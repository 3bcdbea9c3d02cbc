package io.cellfolio.quant;

import java.io.IOException;
import java.util.List;

/** The limits of the settings that centroids and outlier quantiles take. */
final class CentroidRules {
  private CentroidRules() {}

  static void requireMinPoints(int minPoints) {
    if (minPoints < 1) {
      throw new IllegalArgumentException(
          "the least number of cells of a category must be 1 or more, got " + minPoints);
    }
  }

  static void requireQuantile(double quantile) {
    if (!(quantile > 0.5 && quantile < 1)) {
      throw new IllegalArgumentException(
          "the quantile of the cells that a centroid keeps must lie between 0.5 and 1, got "
              + quantile);
    }
  }

  static List<CategoryCentroid> centroids(
      NormalizedEmbedding embedding, CellCodes codes, double quantile, int minPoints)
      throws IOException {
    requireQuantile(quantile);
    requireMinPoints(minPoints);
    if (codes.nCells() != embedding.nCells()) {
      throw new IllegalArgumentException(
          "codes: expected one for each of "
              + embedding.nCells()
              + " cells, got "
              + codes.nCells());
    }
    return embedding.centroids(codes, quantile, minPoints);
  }
}
