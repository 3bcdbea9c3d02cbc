package io.cellfolio.export;

import io.cellfolio.source.MatrixSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for matrices of a source by their key. */
final class Matrices {
  private Matrices() {}

  static Optional<MatrixSummary> find(List<MatrixSummary> summaries, String key) {
    for (MatrixSummary summary : summaries) {
      if (summary.key().equals(key)) {
        return Optional.of(summary);
      }
    }
    return Optional.empty();
  }

  /** All by their keys, in their order. */
  static Map<String, MatrixSummary> byKey(List<MatrixSummary> summaries) {
    Map<String, MatrixSummary> byKey = new LinkedHashMap<>();
    for (MatrixSummary summary : summaries) {
      byKey.put(summary.key(), summary);
    }
    return byKey;
  }
}
