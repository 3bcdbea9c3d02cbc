package io.cellfolio.format;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The document {@code obs_manifest.json}.
 *
 * <p>Normative text: {@code docs/format/obs.md}.
 *
 * @param nPoints number of cells
 * @param centroidOutlierQuantile the quantile that trimmed the centroids, in (0, 1), or empty when
 *     there are none
 * @param compression of the payloads
 * @param continuousSchema present exactly when there are continuous fields
 * @param codesPathPattern path pattern of category codes, present exactly when there are
 *     categorical fields
 * @param outlierSchema storage of outlier quantiles, empty when there are none
 * @param continuous the fields of numbers
 * @param categorical the fields of categories
 */
public record ObsManifest(
    long nPoints,
    OptionalDouble centroidOutlierQuantile,
    Compression compression,
    Optional<ValueSchema> continuousSchema,
    Optional<String> codesPathPattern,
    Optional<ValueSchema> outlierSchema,
    List<FieldEntry.Continuous> continuous,
    List<FieldEntry.Categorical> categorical) {

  /** The name that every manifest gives its format. */
  public static final String FORMAT = "compact_v1";

  /** The name that every obs manifest gives its latent space. */
  public static final String LATENT_KEY = "latent_space";

  /** Checks that schemas and fields agree; copies the lists. */
  public ObsManifest {
    Objects.requireNonNull(centroidOutlierQuantile, "centroidOutlierQuantile");
    Objects.requireNonNull(compression, "compression");
    continuous = List.copyOf(continuous);
    categorical = List.copyOf(categorical);
    if (nPoints < 0) {
      throw new IllegalArgumentException("n_points must not be negative, got " + nPoints);
    }
    if (continuousSchema.isPresent() == continuous.isEmpty()) {
      throw new IllegalArgumentException(
          "a continuous schema must be present exactly when there are continuous fields");
    }
    if (codesPathPattern.isPresent() == categorical.isEmpty()) {
      throw new IllegalArgumentException(
          "a categorical schema must be present exactly when there are categorical fields");
    }
    if (outlierSchema.isPresent() && categorical.isEmpty()) {
      throw new IllegalArgumentException("outlier quantiles without categorical fields");
    }
  }
}
