package io.cellfolio.validate;

import io.cellfolio.format.Bounds;
import io.cellfolio.format.SampleType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A category field as far as its tuple makes sense.
 *
 * @param at its tuple
 * @param index its number; in the keyed layout its position
 * @param key its name
 * @param labels its labels, or empty when there is no array of them
 * @param type of its codes
 * @param centroids its centroids
 * @param outlierBounds of its outlier quantiles, empty when they are not quantized
 */
record CategoryField(
    Spot at,
    OptionalInt index,
    Optional<String> key,
    Optional<Spot> labels,
    Optional<SampleType> type,
    List<LabelCentroid> centroids,
    Optional<Bounds> outlierBounds) {

  /** Copies the list. */
  CategoryField {
    centroids = List.copyOf(centroids);
  }

  /**
   * A centroid.
   *
   * @param at its place
   * @param category position of its label
   * @param position one finite number per dimension
   * @param nPoints how many cells it stands for
   */
  @SuppressWarnings("ArrayRecordComponent")
  record LabelCentroid(Spot at, int category, double[] position, long nPoints) {
    int dimension() {
      return position.length;
    }
  }

  int nCategories() {
    return labels.isPresent() ? labels.get().size() : 0;
  }

  /** A label for people. */
  String label(int category) {
    return labels.map(spot -> spot.item(category).shown()).orElse("?");
  }
}
