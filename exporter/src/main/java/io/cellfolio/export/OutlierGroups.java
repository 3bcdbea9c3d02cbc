package io.cellfolio.export;

import io.cellfolio.quant.CategoryCodes;
import io.cellfolio.quant.OutlierQuantiles;
import io.cellfolio.source.CellRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups categorical fields so that the outlier quantiles of a group come from one reading of the
 * latent space, within the memory that there is.
 */
final class OutlierGroups {
  /** Of a cell and a field: codes, groups, distances, their order, quantiles. */
  private static final int CELL_BYTES = 24;

  private OutlierGroups() {}

  /**
   * Groups fields in their order.
   *
   * @param columns columns of the latent space
   * @param bytes what all threads together may occupy; each works at one field in any case
   * @return positions of the fields of each group
   */
  static List<List<Integer>> of(
      PlannedObs obs, long columns, int minPoints, long bytes, int threads) {
    int fields = obs.categorical().size();
    int most = (fields + threads - 1) / threads;
    List<List<Integer>> groups = new ArrayList<>();
    long left = 0;
    for (int i = 0; i < fields; i++) {
      long categories =
          Math.min(obs.categorical().get(i).labels().size(), obs.nCells() / minPoints);
      long needed = (long) CELL_BYTES * obs.nCells() + Float.BYTES * columns * categories;
      if (groups.isEmpty() || groups.get(groups.size() - 1).size() == most || needed > left) {
        groups.add(new ArrayList<>());
        left = bytes / threads;
      }
      groups.get(groups.size() - 1).add(i);
      left -= needed;
    }
    return groups;
  }

  /** The quantiles of one group. */
  static List<float[]> quantiles(CellRows latent, List<CategoryCodes> fields, int minPoints)
      throws IOException {
    return OutlierQuantiles.of(
        latent,
        fields.stream().map(CategoryCodes::codes).toList(),
        fields.stream().mapToInt(CategoryCodes::nCategories).toArray(),
        minPoints);
  }
}
