package io.cellfolio.h5ad;

import java.util.Objects;

/**
 * An expression matrix that can be chosen, and what its values look like.
 *
 * @param layer the name to choose it by: {@code X}, {@code raw}, or that of a layer
 * @param path where it is, for example {@code /layers/counts}
 * @param kind what a sample of its values looks like
 */
public record MatrixProfile(String layer, String path, MatrixKind kind) {
  /** Checks for missing parts. */
  public MatrixProfile {
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(kind, "kind");
  }
}
