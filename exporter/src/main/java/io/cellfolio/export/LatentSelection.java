package io.cellfolio.export;

import io.cellfolio.source.CellRows;
import io.cellfolio.source.CellSource;
import io.cellfolio.source.MatrixSummary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Decides which obsm matrix is the latent space of the outlier quantiles.
 *
 * <p>Normative text: {@code docs/format/decisions.md}.
 */
final class LatentSelection {
  private static final List<String> PREFERRED =
      List.of("scanvi", "scvi", "X_scvi", "X_pca", "harmony", "X_harmony");

  private final CellSource source;
  private final Findings findings;

  LatentSelection(CellSource source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /** An obsm key, or empty for no latent space. */
  Optional<String> select(Choice choice) throws IOException {
    Optional<String> key = candidate(choice);
    if (key.isPresent()) {
      checkFinite(key.get());
    }
    return key;
  }

  private Optional<String> candidate(Choice choice) {
    if (choice instanceof Choice.None) {
      return Optional.empty();
    }
    if (choice instanceof Choice.Key asked) {
      Optional<MatrixSummary> summary = find(asked.key());
      if (summary.isEmpty()) {
        findings.add(
            Problem.option(
                "--latent %s: there is no such obsm matrix; obsm holds %s"
                    .formatted(
                        asked.key(), source.obsm().stream().map(MatrixSummary::key).toList())));
        return Optional.empty();
      }
      if (!usable(summary.get())) {
        findings.add(
            Problem.option(
                "--latent %s: %s"
                    .formatted(
                        asked.key(),
                        summary.get().readable()
                            ? "the matrix has no columns"
                            : summary.get().unreadable())));
        return Optional.empty();
      }
      return Optional.of(asked.key());
    }
    for (String key : PREFERRED) {
      Optional<MatrixSummary> summary = find(key);
      if (summary.isPresent() && usable(summary.get())) {
        return Optional.of(key);
      }
    }
    for (MatrixSummary summary : source.obsm()) {
      if (usable(summary) && !isShown(summary.key())) {
        return Optional.of(summary.key());
      }
    }
    return Optional.empty();
  }

  /** Whether a key looks like that of a UMAP or of a vector field. */
  private static boolean isShown(String key) {
    return key.startsWith("X_umap") || VectorSelection.looksLikeOne(key);
  }

  private void checkFinite(String key) throws IOException {
    CellRows latent = source.obsmRows(key);
    int width = latent.nColumns();
    long[] bad = {0};
    int[] firstCell = {-1};
    latent.read(
        (cell, count, values, from) -> {
          if (allFinite(values, from, count * width)) {
            return;
          }
          for (int i = 0; i < count * width; i++) {
            if (!Float.isFinite(values[from + i]) && bad[0]++ == 0) {
              firstCell[0] = cell + i / width;
            }
          }
        });
    if (bad[0] > 0) {
      findings.add(
          Problem.data(
              "obsm '%s': %d values of the latent space are not finite, the first in cell %d; choose another with --latent KEY or leave it out with --latent none"
                  .formatted(key, bad[0], firstCell[0])));
    }
  }

  private static boolean allFinite(float[] values, int from, int count) {
    float gaps = 0;
    for (int i = from; i < from + count; i++) {
      // 0 for finite numbers, NaN for all others.
      gaps += values[i] - values[i];
    }
    return gaps == 0;
  }

  private Optional<MatrixSummary> find(String key) {
    return Matrices.find(source.obsm(), key);
  }

  private static boolean usable(MatrixSummary summary) {
    return summary.readable() && summary.columns() > 0;
  }
}
