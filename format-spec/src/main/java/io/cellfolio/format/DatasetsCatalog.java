package io.cellfolio.format;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The document {@code datasets.json} beside several exports.
 *
 * <p>Normative text: {@code docs/format/catalog.md}.
 *
 * @param defaultId id of the dataset that a viewer opens first
 * @param datasets the exports, at least one, in path order
 */
public record DatasetsCatalog(String defaultId, List<Entry> datasets) {

  /** The value of {@code version} in every catalog. */
  public static final int VERSION = 1;

  /** The file of saved viewer states that an entry can name. */
  public static final String STATE_MANIFEST = "state-snapshots.json";

  /** Checks that the default is listed; copies the list. */
  public DatasetsCatalog {
    Objects.requireNonNull(defaultId, "defaultId");
    datasets = List.copyOf(datasets);
    if (datasets.stream().noneMatch(entry -> entry.id().equals(defaultId))) {
      throw new IllegalArgumentException(
          "the default dataset '" + defaultId + "' is not in the catalog");
    }
  }

  /**
   * One export.
   *
   * @param id the dataset's id
   * @param path directory relative to the catalog, with a trailing slash
   * @param name title
   * @param description free text, indexed layout only
   * @param nCells number of cells
   * @param nGenes number of genes
   * @param stateSha256 SHA-256, as 64 lower-case hexadecimal digits, of the saved viewer states in
   *     {@link #STATE_MANIFEST} of the export's directory; no writer of exports makes those
   */
  public record Entry(
      String id,
      String path,
      String name,
      Optional<String> description,
      OptionalLong nCells,
      OptionalLong nGenes,
      Optional<String> stateSha256) {
    /**
     * An export without saved viewer states.
     *
     * @param id the dataset's id
     * @param path directory relative to the catalog, with a trailing slash
     * @param name title
     * @param description free text, indexed layout only
     * @param nCells number of cells
     * @param nGenes number of genes
     */
    public Entry(
        String id,
        String path,
        String name,
        Optional<String> description,
        OptionalLong nCells,
        OptionalLong nGenes) {
      this(id, path, name, description, nCells, nGenes, Optional.empty());
    }

    /** Checks for missing parts. */
    public Entry {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(description, "description");
      Objects.requireNonNull(nCells, "nCells");
      Objects.requireNonNull(nGenes, "nGenes");
      Objects.requireNonNull(stateSha256, "stateSha256");
    }
  }
}
