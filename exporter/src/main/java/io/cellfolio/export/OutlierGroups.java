package io.cellfolio.export;

import java.util.ArrayList;
import java.util.List;

/**
 * Groups categorical fields so that the outlier quantiles of a group come from one reading of the
 * latent space, within the memory that there is.
 */
final class OutlierGroups {
  private OutlierGroups() {}

  /**
   * Groups fields in their order.
   *
   * @param bytes what each thread may occupy; it works at one field in any case
   * @return positions of the fields of each group
   */
  static List<List<Integer>> of(PlannedObs obs, MemoryShares shares, long bytes, int threads) {
    int fields = obs.categorical().size();
    int most = (fields + threads - 1) / threads;
    List<List<Integer>> groups = new ArrayList<>();
    long left = 0;
    for (int i = 0; i < fields; i++) {
      long needed = shares.groupedBytes(obs.categorical().get(i));
      if (groups.isEmpty() || groups.get(groups.size() - 1).size() == most || needed > left) {
        groups.add(new ArrayList<>());
        left = bytes - shares.groupBytes();
      }
      groups.get(groups.size() - 1).add(i);
      left -= needed;
    }
    return groups;
  }

  /** Every field by itself. */
  static List<List<Integer>> single(PlannedObs obs) {
    List<List<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < obs.categorical().size(); i++) {
      groups.add(List.of(i));
    }
    return groups;
  }
}
