package io.cellfolio.validate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the identity says, as far as it makes sense.
 *
 * @param stats its counts
 * @param points its embeddings
 * @param obsFields its list of obs fields, or empty when it is no array
 * @param settings its export settings
 * @param vectors its vector fields
 */
record IdentityModel(
    Stats stats,
    List<PointsFile> points,
    Optional<List<ObsEntry>> obsFields,
    Optional<Spot> settings,
    List<PointsFile> vectors) {

  static final IdentityModel NONE =
      new IdentityModel(Stats.NONE, List.of(), Optional.empty(), Optional.empty(), List.of());

  /** Copies the lists. */
  IdentityModel {
    points = List.copyOf(points);
    vectors = List.copyOf(vectors);
  }

  /** The dimensions of its embeddings. */
  Set<Integer> dimensions() {
    Set<Integer> dimensions = new HashSet<>();
    for (PointsFile file : points) {
      dimensions.add(file.dimension());
    }
    return dimensions;
  }

  /**
   * The counts.
   *
   * @param at their place, or empty without them
   * @param nCells number of cells
   * @param nGenes number of genes
   * @param connected whether there is a graph
   * @param nEdges number of edges
   */
  record Stats(
      Optional<Spot> at,
      OptionalLong nCells,
      OptionalLong nGenes,
      Optional<Boolean> connected,
      OptionalLong nEdges) {
    static final Stats NONE =
        new Stats(
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            OptionalLong.empty());
  }

  /**
   * A file with coordinates or vectors for each cell.
   *
   * @param at where its path stands
   * @param name what it shows, for people and pictures: {@code 2d} or a field's id
   * @param dimension 1 to 3
   * @param path as recorded
   */
  record PointsFile(Spot at, String name, int dimension, String path) {}

  /**
   * An entry of {@code obs_fields}.
   *
   * @param at its place
   * @param key its key
   * @param nCategories number of categories, empty for a continuous field
   */
  record ObsEntry(Spot at, String key, OptionalLong nCategories) {}
}
