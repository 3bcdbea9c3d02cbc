package io.cellfolio.quant;

import io.cellfolio.source.CategoryLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers texts in the order in which they come, and puts them in order afterwards. */
final class TextLabels {
  private final Map<String, Integer> found = new HashMap<>();

  /** The number of a text, -1 for none. */
  int number(String text) {
    return text == null ? -1 : found.computeIfAbsent(text, k -> found.size());
  }

  int size() {
    return found.size();
  }

  /**
   * Sorts by code points.
   *
   * @param places receives for each number its place in the result
   */
  List<CategoryLabel> sorted(int[] places) {
    String[] sorted = found.keySet().toArray(new String[0]);
    Arrays.sort(sorted, CodePointOrder.INSTANCE);
    List<CategoryLabel> labels = new ArrayList<>(sorted.length);
    for (int place = 0; place < sorted.length; place++) {
      places[found.get(sorted[place])] = place;
      labels.add(new CategoryLabel.Text(sorted[place]));
    }
    return labels;
  }
}
