package io.cellfolio.quant;

import io.cellfolio.source.CellRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * How far out each cell lies in its category: the share of the category's cells that are no farther
 * from the category's mean in latent space. The same in both layouts, in single precision.
 *
 * <p>Normative text: {@code docs/format/centroids.md}.
 */
public final class OutlierQuantiles {
  private OutlierQuantiles() {}

  /**
   * Computes the outlier quantiles of one categorical field. A latent value that is NaN makes every
   * distance of its category NaN, and so every quantile 1.
   *
   * @param latent one row per cell, one or more columns
   * @param codes category of each cell, -1 where missing
   * @param nCategories number of categories
   * @param minPoints a category with fewer cells gets none, 1 or more
   * @return one number per cell: above 0 and at most 1, or NaN where the category is missing or too
   *     small
   * @throws IllegalArgumentException when the lengths differ, a code is no category, or {@code
   *     minPoints} is below 1
   */
  public static float[] of(FMatrixRMaj latent, int[] codes, int nCategories, int minPoints) {
    CentroidRules.requireMinPoints(minPoints);
    requireShape(latent.getNumRows(), latent.getNumCols(), codes);
    CellGroups groups = CellGroups.of(codes, nCategories);
    float[] quantiles = new float[codes.length];
    Arrays.fill(quantiles, Float.NaN);
    SingleRows rows = new SingleRows(latent.data, latent.getNumCols(), groups.largest());
    for (int c = 0; c < nCategories; c++) {
      int n = groups.size(c);
      if (n < minPoints) {
        continue;
      }
      int start = groups.starts()[c];
      rows.select(groups.cells(), start, n);
      rows.findCenter();
      rows.measure();
      for (int i = 0; i < n; i++) {
        quantiles[groups.cells()[start + i]] = rows.rank(i);
      }
    }
    return quantiles;
  }

  /**
   * Computes the outlier quantiles of several categorical fields from a latent space that is read
   * in pieces, twice for all of them: the same numbers as {@link #of(FMatrixRMaj, int[], int,
   * int)}. Beside the codes a field takes 16 bytes for a cell, and its categories' means.
   *
   * @param latent one row per cell, one or more columns
   * @param codes for each field the category of each cell, -1 where missing
   * @param nCategories for each field its number of categories
   * @param minPoints a category with fewer cells gets none, 1 or more
   * @return for each field one number per cell: above 0 and at most 1, or NaN where the category is
   *     missing or too small
   * @throws IllegalArgumentException when the lengths differ, a code is no category, or {@code
   *     minPoints} is below 1
   * @throws IOException when the latent space cannot be read
   */
  public static List<float[]> of(
      CellRows latent, List<int[]> codes, int[] nCategories, int minPoints) throws IOException {
    CentroidRules.requireMinPoints(minPoints);
    List<StreamedOutliers> fields = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      requireShape(latent.nCells(), latent.nColumns(), codes.get(i));
      fields.add(new StreamedOutliers(codes.get(i), nCategories[i], latent.nColumns(), minPoints));
    }
    latent.read(
        (cell, count, values, from) -> fields.forEach(f -> f.add(cell, count, values, from)));
    fields.forEach(StreamedOutliers::settle);
    latent.read(
        (cell, count, values, from) -> fields.forEach(f -> f.measure(cell, count, values, from)));
    List<float[]> quantiles = new ArrayList<>();
    fields.forEach(field -> quantiles.add(field.quantiles()));
    return quantiles;
  }

  private static void requireShape(int rows, int columns, int[] codes) {
    if (rows != codes.length || columns < 1) {
      throw new IllegalArgumentException(
          "latent space: expected "
              + codes.length
              + " rows and one or more columns, got "
              + rows
              + " x "
              + columns);
    }
  }
}
