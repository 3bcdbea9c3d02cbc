package io.cellfolio.quant;

import io.cellfolio.source.CellRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far out each cell lies in its category: the share of the category's cells that are no farther
 * from the category's mean in latent space. The same in both layouts, in single precision.
 *
 * <p>Normative text: {@code docs/format/centroids.md}.
 */
public final class OutlierQuantiles {
  private OutlierQuantiles() {}

  /**
   * Computes the outlier quantiles of categorical fields from a latent space that is read twice for
   * all of them. A latent value that is NaN makes every distance of its category NaN, and so every
   * quantile 1. Beside the codes a field takes 4 bytes for a cell, one field at a time 4 more, and
   * its categories' means.
   *
   * @param latent one row per cell, one or more columns
   * @param fields for each field the categories of the cells
   * @param minPoints a category with fewer cells gets none, 1 or more
   * @return for each field one number per cell: above 0 and at most 1, or NaN where the category is
   *     missing or too small
   * @throws IllegalArgumentException when the lengths differ, or {@code minPoints} is below 1
   * @throws IOException when the latent space cannot be read
   */
  public static List<float[]> of(CellRows latent, List<CellCodes> fields, int minPoints)
      throws IOException {
    CentroidRules.requireMinPoints(minPoints);
    List<StreamedOutliers> outliers = new ArrayList<>();
    for (CellCodes codes : fields) {
      requireShape(latent.nCells(), latent.nColumns(), codes.nCells());
      outliers.add(new StreamedOutliers(codes, latent.nColumns(), minPoints));
    }
    latent.read(
        (cell, count, values, from) -> {
          for (StreamedOutliers field : outliers) {
            field.add(cell, count, values, from);
          }
        });
    for (StreamedOutliers field : outliers) {
      field.settle();
    }
    latent.read(
        (cell, count, values, from) -> {
          for (StreamedOutliers field : outliers) {
            field.measure(cell, count, values, from);
          }
        });
    List<float[]> quantiles = new ArrayList<>();
    for (StreamedOutliers field : outliers) {
      quantiles.add(field.quantiles());
    }
    return quantiles;
  }

  private static void requireShape(int rows, int columns, int nCells) {
    if (rows != nCells || columns < 1) {
      throw new IllegalArgumentException(
          "latent space: expected "
              + nCells
              + " rows and one or more columns, got "
              + rows
              + " x "
              + columns);
    }
  }
}
