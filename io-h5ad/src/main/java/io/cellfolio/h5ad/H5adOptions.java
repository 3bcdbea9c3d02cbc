package io.cellfolio.h5ad;

import java.util.Objects;
import java.util.Optional;

/**
 * What to read of a file.
 *
 * @param layer which expression matrix: empty for {@code X}, {@code raw} for {@code raw/X} with its
 *     own genes, otherwise the name of a layer
 * @param modality which part of a MuData file ({@code .h5mu}); empty for files of one part
 */
public record H5adOptions(Optional<String> layer, Optional<String> modality) {
  /** Checks for missing or empty names. */
  public H5adOptions {
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(modality, "modality");
    if (layer.isPresent() && layer.get().isEmpty()) {
      throw new IllegalArgumentException("the name of a layer must not be empty");
    }
    if (modality.isPresent() && modality.get().isEmpty()) {
      throw new IllegalArgumentException("the name of a modality must not be empty");
    }
  }

  /**
   * Reads {@code X} of a file of one part.
   *
   * @return the defaults
   */
  public static H5adOptions defaults() {
    return new H5adOptions(Optional.empty(), Optional.empty());
  }

  /**
   * Reads another matrix in place of {@code X}.
   *
   * @param name {@code raw}, {@code X}, or the name of a layer
   * @return options with that layer
   */
  public H5adOptions withLayer(String name) {
    return new H5adOptions(Optional.of(name), modality);
  }

  /**
   * Reads one modality of a MuData file.
   *
   * @param name the modality's name, for example {@code rna}
   * @return options with that modality
   */
  public H5adOptions withModality(String name) {
    return new H5adOptions(layer, Optional.of(name));
  }
}
