package io.cellfolio.format;

import java.util.Objects;
import java.util.Optional;

/**
 * The document {@code connectivity_manifest.json}.
 *
 * <p>Normative text: {@code docs/format/connectivity.md}.
 *
 * @param nCells number of cells
 * @param nEdges number of undirected edges
 * @param maxNeighbors the largest number of edges at one cell
 * @param indexType type of the cell indices
 * @param sourcesPath file of the edges' first cells
 * @param destinationsPath file of the edges' second cells
 * @param weightsPath file of the edges' weights in double precision, indexed layout only
 * @param compression of the payloads
 */
public record ConnectivityManifest(
    long nCells,
    long nEdges,
    long maxNeighbors,
    SampleType indexType,
    String sourcesPath,
    String destinationsPath,
    Optional<String> weightsPath,
    Compression compression) {

  /** The name that the manifest gives its format. */
  public static final String FORMAT = "edge_pairs";

  /** Checks counts and type. */
  public ConnectivityManifest {
    Objects.requireNonNull(sourcesPath, "sourcesPath");
    Objects.requireNonNull(destinationsPath, "destinationsPath");
    Objects.requireNonNull(weightsPath, "weightsPath");
    Objects.requireNonNull(compression, "compression");
    if (nCells < 0 || nEdges < 0 || maxNeighbors < 0) {
      throw new IllegalArgumentException(
          "counts must not be negative: n_cells %d, n_edges %d, max_neighbors %d"
              .formatted(nCells, nEdges, maxNeighbors));
    }
    if (indexType != SampleType.U16 && indexType != SampleType.U32) {
      throw new IllegalArgumentException("edge indices cannot be " + indexType.dtype());
    }
  }
}
