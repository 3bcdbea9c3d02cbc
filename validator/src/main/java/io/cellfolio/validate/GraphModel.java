package io.cellfolio.validate;

import io.cellfolio.format.SampleType;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the connectivity manifest says, as far as it makes sense.
 *
 * @param at the manifest
 * @param nCells number of cells
 * @param nEdges number of edges
 * @param maxNeighbors largest degree
 * @param indexType of the cell numbers
 * @param paths safe paths by member, such as {@code sourcesPath}
 */
record GraphModel(
    Spot at,
    OptionalLong nCells,
    OptionalLong nEdges,
    OptionalLong maxNeighbors,
    Optional<SampleType> indexType,
    Map<String, Spot> paths) {
  /** Copies the map. */
  GraphModel {
    paths = Map.copyOf(paths);
  }
}
