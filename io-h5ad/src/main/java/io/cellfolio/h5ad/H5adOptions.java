package io.cellfolio.h5ad;

import java.util.Objects;
import java.util.Optional;

/**
 * What to read of a file.
 *
 * @param layer which expression matrix: empty for {@code X}, {@code raw} for {@code raw/X} with its
 *     own genes, otherwise the name of a layer
 */
public record H5adOptions(Optional<String> layer) {
  /** Checks for a missing or empty layer name. */
  public H5adOptions {
    Objects.requireNonNull(layer, "layer");
    if (layer.isPresent() && layer.get().isEmpty()) {
      throw new IllegalArgumentException("the name of a layer must not be empty");
    }
  }

  /**
   * Reads {@code X}.
   *
   * @return the defaults
   */
  public static H5adOptions defaults() {
    return new H5adOptions(Optional.empty());
  }

  /**
   * Reads another matrix in place of {@code X}.
   *
   * @param name {@code raw}, {@code X}, or the name of a layer
   * @return options with that layer
   */
  public H5adOptions withLayer(String name) {
    return new H5adOptions(Optional.of(name));
  }
}
