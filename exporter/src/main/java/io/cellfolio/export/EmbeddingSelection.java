package io.cellfolio.export;

import io.cellfolio.source.CellSource;
import io.cellfolio.source.MatrixSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides which obsm matrix is shown in which dimension.
 *
 * <p>Normative text: {@code docs/format/decisions.md}.
 */
final class EmbeddingSelection {
  private static final String UMAP = "X_umap";
  private static final List<String> SUBSTITUTES =
      List.of("tsne", "draw_graph_", "phate", "spatial", "pca");

  private final Map<String, MatrixSummary> obsm;
  private final Findings findings;

  EmbeddingSelection(CellSource source, Findings findings) {
    this.obsm = Matrices.byKey(source.obsm());
    this.findings = findings;
  }

  /** Obsm key by dimension; empty when there is a problem. */
  SortedMap<Integer, String> select(SortedMap<Integer, String> explicit) {
    SortedMap<Integer, String> chosen = explicit.isEmpty() ? detect() : checked(explicit);
    if (chosen.isEmpty() && !findings.hasProblems()) {
      findings.add(
          Problem.data(
              "no embedding was found: expected X_umap, X_umap_1d, X_umap_2d, X_umap_3d, or one of "
                  + "X_tsne, X_draw_graph_*, X_phate, spatial, X_pca; obsm holds "
                  + describeObsm()
                  + (obsm.isEmpty()
                      ? "; compute one first, for example with scanpy.tl.umap"
                      : "; choose one with --embedding 2=KEY")));
    }
    return chosen;
  }

  private SortedMap<Integer, String> checked(SortedMap<Integer, String> explicit) {
    SortedMap<Integer, String> chosen = new TreeMap<>();
    explicit.forEach(
        (dimension, key) -> {
          MatrixSummary summary = obsm.get(key);
          if (summary == null) {
            findings.add(
                Problem.option(
                    "--embedding %d=%s: there is no such matrix; obsm holds %s"
                        .formatted(dimension, key, describeObsm())));
          } else if (!summary.readable()) {
            findings.add(
                Problem.option(
                    "--embedding %d=%s: %s".formatted(dimension, key, summary.unreadable())));
          } else if (summary.columns() < dimension) {
            findings.add(
                Problem.option(
                    "--embedding %d=%s: expected at least %d columns, the matrix has %d"
                        .formatted(dimension, key, dimension, summary.columns())));
          } else {
            noticeCut(dimension, summary);
            chosen.put(dimension, key);
          }
        });
    return chosen;
  }

  private SortedMap<Integer, String> detect() {
    SortedMap<Integer, String> chosen = new TreeMap<>();
    for (int dimension = 1; dimension <= 3; dimension++) {
      String key = UMAP + "_" + dimension + "d";
      if (usable(obsm.get(key), dimension)) {
        chosen.put(dimension, key);
      }
    }
    MatrixSummary bare = obsm.get(UMAP);
    if (bare != null && bare.columns() <= 3 && usable(bare, (int) bare.columns())) {
      chosen.putIfAbsent((int) bare.columns(), UMAP);
    }
    if (chosen.isEmpty()) {
      Optional<MatrixSummary> substitute = substitute();
      if (substitute.isPresent()) {
        chosen.put(widthOf(substitute.get()), substitute.get().key());
      }
    }
    return chosen;
  }

  private Optional<MatrixSummary> substitute() {
    for (String family : SUBSTITUTES) {
      for (MatrixSummary summary : obsm.values()) {
        String bare = summary.key().startsWith("X_") ? summary.key().substring(2) : summary.key();
        boolean match =
            family.endsWith("_") ? bare.startsWith(family) : bare.equalsIgnoreCase(family);
        if (match && summary.readable() && summary.columns() >= 1) {
          findings.add(
              Notice.chosen(
                  "no UMAP was found: obsm '%s' is shown in %dD instead (choose with --embedding)"
                      .formatted(summary.key(), widthOf(summary))));
          noticeCut(widthOf(summary), summary);
          return Optional.of(summary);
        }
      }
    }
    return Optional.empty();
  }

  private static int widthOf(MatrixSummary summary) {
    return summary.columns() <= 3 ? (int) summary.columns() : 2;
  }

  private void noticeCut(int dimension, MatrixSummary summary) {
    if (summary.columns() > dimension) {
      findings.add(
          Notice.chosen(
              "obsm '%s' has %d columns: the first %d are shown"
                  .formatted(summary.key(), summary.columns(), dimension)));
    }
  }

  private static boolean usable(MatrixSummary summary, int dimension) {
    return summary != null
        && summary.readable()
        && dimension >= 1
        && summary.columns() == dimension;
  }

  private String describeObsm() {
    if (obsm.isEmpty()) {
      return "nothing";
    }
    return obsm.values().stream()
        .map(
            summary ->
                summary.readable()
                    ? "'%s' (%d columns)".formatted(summary.key(), summary.columns())
                    : "'%s' (%s)".formatted(summary.key(), summary.unreadable()))
        .collect(Collectors.joining(", "));
  }
}
