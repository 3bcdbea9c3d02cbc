package io.cellfolio.format;

import java.util.List;
import java.util.Optional;

/**
 * A generation of the directory format. The two share their documents and arithmetic in outline and
 * differ in names, tuples and details, so everything that differs hangs on this type.
 *
 * <p>Normative text: {@code docs/format/directory.md}.
 */
public sealed interface Layout permits KeyedLayout, IndexedLayout {

  /** The document that identifies an export. */
  String IDENTITY_FILE = "dataset_identity.json";

  /** The document that lists obs fields. */
  String OBS_MANIFEST_FILE = "obs_manifest.json";

  /** The document that lists genes. */
  String VAR_MANIFEST_FILE = "var_manifest.json";

  /** The document that describes the neighbor graph. */
  String CONNECTIVITY_MANIFEST_FILE = "connectivity_manifest.json";

  /** The document that lists several exports below one directory. */
  String CATALOG_FILE = "datasets.json";

  /** The directory of obs payloads. */
  String OBS_DIRECTORY = "obs";

  /** The directory of gene payloads. */
  String VAR_DIRECTORY = "var";

  /** The directory of the graph's payloads. */
  String CONNECTIVITY_DIRECTORY = "connectivity";

  /** The directory of vector-field payloads. */
  String VECTORS_DIRECTORY = "vectors";

  /** What stands for the code type's extension in patterns of code paths. */
  String EXTENSION_PLACEHOLDER = "{ext}";

  /** The largest number of dimensions that an embedding can have. */
  int MAX_DIMENSION = 3;

  /** The largest number of cells that 32-bit edge indices can name. */
  long MAX_GRAPH_CELLS = 1L << 32;

  /**
   * The layout of Cellucid 0.9.0: payloads are named after sanitized field keys.
   *
   * @return the layout
   */
  static Layout keyed() {
    return KeyedLayout.INSTANCE;
  }

  /**
   * The layout of Cellucid 0.9.1: payloads are named after field positions.
   *
   * @return the layout
   */
  static Layout indexed() {
    return IndexedLayout.INSTANCE;
  }

  /**
   * Both layouts.
   *
   * @return keyed, indexed
   */
  static List<Layout> all() {
    return List.of(keyed(), indexed());
  }

  /**
   * The layout with the given name.
   *
   * @param name {@code keyed} or {@code indexed}
   * @return the layout
   * @throws IllegalArgumentException for any other name
   */
  static Layout named(String name) {
    return all().stream()
        .filter(layout -> layout.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown layout '" + name + "': expected keyed or indexed"));
  }

  /**
   * The layout's name on the command line and in reports.
   *
   * @return {@code keyed} or {@code indexed}
   */
  String name();

  /**
   * Which viewer opens an export of this layout, for people.
   *
   * @return one clause, for example {@code the Cellucid 0.9.0 viewer}
   */
  String viewer();

  /**
   * What stands for a field in path patterns.
   *
   * @return {@code {key}} or {@code {index}}
   */
  String placeholder();

  /**
   * What stands for a field in its payloads' file names.
   *
   * @param index the field's position on its axis, from 0
   * @param key the field's key as recorded in the manifest
   * @return the sanitized key, or the position in decimal
   */
  String payloadName(int index, String key);

  /**
   * The type of cell indices in edge files.
   *
   * @param nCells number of cells
   * @return {@link SampleType#U16} or {@link SampleType#U32}
   * @throws IllegalArgumentException when the number is negative or beyond {@link #MAX_GRAPH_CELLS}
   */
  SampleType edgeIndexType(long nCells);

  /**
   * The path of the edge weights, where the layout has them.
   *
   * @param compression of the export
   * @return a path relative to the export, or empty
   */
  Optional<String> edgeWeightsPath(Compression compression);

  /**
   * What {@code var_gene_id_column} records when gene names come from the var index.
   *
   * @return {@code index}, or empty for JSON null
   */
  Optional<String> geneIndexName();

  /**
   * Path of an embedding.
   *
   * @param dimension 1 to 3
   * @param compression of the export
   * @return a path relative to the export
   */
  default String pointsPath(int dimension, Compression compression) {
    return "points_" + checkDimension(dimension) + "d.bin" + compression.suffix();
  }

  /**
   * Path of a continuous obs field's values.
   *
   * @param index the field's position
   * @param key the field's key
   * @param type of the values
   * @param compression of the export
   * @return a path relative to the export
   */
  default String obsValuesPath(int index, String key, SampleType type, Compression compression) {
    return fill(obsValuesPattern(type, compression), index, key);
  }

  /**
   * Path of a categorical obs field's codes.
   *
   * @param index the field's position
   * @param key the field's key
   * @param type of the codes
   * @param compression of the export
   * @return a path relative to the export
   */
  default String obsCodesPath(int index, String key, SampleType type, Compression compression) {
    return fillCodes(obsCodesPattern(compression), index, key, type);
  }

  /**
   * Path of a categorical obs field's outlier quantiles.
   *
   * @param index the field's position
   * @param key the field's key
   * @param type of the quantiles
   * @param compression of the export
   * @return a path relative to the export
   */
  default String obsOutliersPath(int index, String key, SampleType type, Compression compression) {
    return fill(obsOutliersPattern(type, compression), index, key);
  }

  /**
   * Path of a gene's values.
   *
   * @param index the gene's position among the exported genes
   * @param key the gene's name
   * @param type of the values
   * @param compression of the export
   * @return a path relative to the export
   */
  default String varValuesPath(int index, String key, SampleType type, Compression compression) {
    return fill(varValuesPattern(type, compression), index, key);
  }

  /**
   * Path of a vector field in one dimension.
   *
   * @param index the field's position
   * @param id the field's id
   * @param dimension 1 to 3
   * @param compression of the export
   * @return a path relative to the export
   */
  default String vectorPath(int index, String id, int dimension, Compression compression) {
    return VECTORS_DIRECTORY
        + "/"
        + payloadName(index, id)
        + "_"
        + checkDimension(dimension)
        + "d.bin"
        + compression.suffix();
  }

  /**
   * Path of the edges' first cells.
   *
   * @param compression of the export
   * @return a path relative to the export
   */
  default String edgeSourcesPath(Compression compression) {
    return CONNECTIVITY_DIRECTORY + "/edges.src.bin" + compression.suffix();
  }

  /**
   * Path of the edges' second cells.
   *
   * @param compression of the export
   * @return a path relative to the export
   */
  default String edgeDestinationsPath(Compression compression) {
    return CONNECTIVITY_DIRECTORY + "/edges.dst.bin" + compression.suffix();
  }

  /**
   * Pattern of continuous obs paths, as recorded in the manifest.
   *
   * @param type of the values
   * @param compression of the export
   * @return a path with {@link #placeholder()} for the field
   */
  default String obsValuesPattern(SampleType type, Compression compression) {
    return OBS_DIRECTORY
        + "/"
        + placeholder()
        + ".values."
        + type.extension()
        + compression.suffix();
  }

  /**
   * Pattern of code paths, as recorded in the manifest.
   *
   * @param compression of the export
   * @return a path with {@link #placeholder()} for the field and {@code {ext}} for the type
   */
  default String obsCodesPattern(Compression compression) {
    return OBS_DIRECTORY
        + "/"
        + placeholder()
        + ".codes."
        + EXTENSION_PLACEHOLDER
        + compression.suffix();
  }

  /**
   * Pattern of outlier paths, as recorded in the manifest.
   *
   * @param type of the quantiles
   * @param compression of the export
   * @return a path with {@link #placeholder()} for the field
   */
  default String obsOutliersPattern(SampleType type, Compression compression) {
    return OBS_DIRECTORY
        + "/"
        + placeholder()
        + ".outliers."
        + type.extension()
        + compression.suffix();
  }

  /**
   * Pattern of gene paths, as recorded in the manifest.
   *
   * @param type of the values
   * @param compression of the export
   * @return a path with {@link #placeholder()} for the gene
   */
  default String varValuesPattern(SampleType type, Compression compression) {
    return VAR_DIRECTORY
        + "/"
        + placeholder()
        + ".values."
        + type.extension()
        + compression.suffix();
  }

  /** The narrowest of the two index types, given how many cells the layout puts into the first. */
  static SampleType edgeIndexType(long nCells, int maxU16Cells) {
    if (nCells < 0 || nCells > MAX_GRAPH_CELLS) {
      throw new IllegalArgumentException(
          "a graph has 0 to " + MAX_GRAPH_CELLS + " cells, got " + nCells);
    }
    return nCells <= maxU16Cells ? SampleType.U16 : SampleType.U32;
  }

  /**
   * A field's path from a pattern of its manifest.
   *
   * @param pattern with {@link #placeholder()} for the field
   * @param index the field's position on its axis
   * @param key the field's key
   * @return a path relative to the export
   */
  default String fill(String pattern, int index, String key) {
    return pattern.replace(placeholder(), payloadName(index, key));
  }

  /**
   * The path of a field's category codes from the pattern of its manifest.
   *
   * @param pattern with {@link #placeholder()} for the field and {@code {ext}} for the type
   * @param index the field's position on its axis
   * @param key the field's key
   * @param type of the codes
   * @return a path relative to the export
   */
  default String fillCodes(String pattern, int index, String key, SampleType type) {
    return fill(pattern.replace(EXTENSION_PLACEHOLDER, type.extension()), index, key);
  }

  private static int checkDimension(int dimension) {
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new IllegalArgumentException("an embedding has 1 to 3 dimensions, not " + dimension);
    }
    return dimension;
  }
}
