package io.cellfolio.format;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The document {@code dataset_identity.json}: what an export is and what it holds.
 *
 * <p>Normative text: {@code docs/format/identity.md}.
 *
 * @param id machine name; makes a re-export "the same dataset"
 * @param name title
 * @param description free text, possibly empty
 * @param createdAt UTC time {@code YYYY-MM-DDTHH:MM:SSZ}
 * @param writerVersion recorded as {@code cellucid_data_version}
 * @param stats counts
 * @param embeddings point clouds
 * @param obsFields the obs fields in the layout's order
 * @param exportSettings how the payloads were made
 * @param source where the data come from
 * @param vectorFields vector fields
 */
public record DatasetIdentity(
    String id,
    String name,
    String description,
    Optional<String> createdAt,
    String writerVersion,
    Stats stats,
    Embeddings embeddings,
    List<ObsField> obsFields,
    Optional<ExportSettings> exportSettings,
    Optional<Source> source,
    Optional<VectorFields> vectorFields) {

  /** The value of {@code version} in every export. */
  public static final int VERSION = 2;

  /** Checks for missing parts; copies the list. */
  public DatasetIdentity {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(writerVersion, "writerVersion");
    Objects.requireNonNull(stats, "stats");
    Objects.requireNonNull(embeddings, "embeddings");
    Objects.requireNonNull(exportSettings, "exportSettings");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(vectorFields, "vectorFields");
    obsFields = List.copyOf(obsFields);
  }

  /**
   * Counts.
   *
   * @param nCells cells
   * @param nGenes exported genes
   * @param nCategoricalFields obs fields of categories
   * @param nContinuousFields obs fields of numbers
   * @param nEdges undirected edges; empty without a graph
   */
  public record Stats(
      long nCells,
      long nGenes,
      int nCategoricalFields,
      int nContinuousFields,
      OptionalLong nEdges) {
    /** Checks the counts. */
    public Stats {
      if (nCells < 0
          || nGenes < 0
          || nCategoricalFields < 0
          || nContinuousFields < 0
          || nEdges.orElse(0) < 0) {
        throw new IllegalArgumentException("stats must not be negative");
      }
    }

    /**
     * All obs fields.
     *
     * @return categorical and continuous ones
     */
    public int nObsFields() {
      return Math.addExact(nCategoricalFields, nContinuousFields);
    }
  }

  /**
   * Point clouds.
   *
   * @param files path by dimension, at least one
   * @param defaultDimension the one that a viewer shows first
   */
  public record Embeddings(SortedMap<Integer, String> files, int defaultDimension) {
    /** Checks the default; copies the map. */
    public Embeddings {
      files = copy(files);
      if (!files.containsKey(defaultDimension)) {
        throw new IllegalArgumentException(
            "default dimension " + defaultDimension + " is not among " + files.keySet());
      }
    }
  }

  /**
   * An obs field in brief.
   *
   * @param key name
   * @param nCategories number of categories; empty for a continuous field
   */
  public record ObsField(String key, OptionalInt nCategories) {
    /** Checks for missing parts. */
    public ObsField {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(nCategories, "nCategories");
    }
  }

  /**
   * How the payloads were made.
   *
   * @param compression of all payloads
   * @param varType type of gene values
   * @param obsType type of continuous obs values and outlier quantiles
   * @param obsCategoricalDtype {@code auto}, {@code uint8} or {@code uint16}
   */
  public record ExportSettings(
      Compression compression, SampleType varType, SampleType obsType, String obsCategoricalDtype) {
    /** Checks for missing parts. */
    public ExportSettings {
      Objects.requireNonNull(compression, "compression");
      Objects.requireNonNull(varType, "varType");
      Objects.requireNonNull(obsType, "obsType");
      Objects.requireNonNull(obsCategoricalDtype, "obsCategoricalDtype");
    }
  }

  /**
   * Where the data come from.
   *
   * @param name title of the source
   * @param url address of the source
   * @param citation how to cite it
   */
  public record Source(Optional<String> name, Optional<String> url, Optional<String> citation) {
    /** Checks for missing parts. */
    public Source {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(url, "url");
      Objects.requireNonNull(citation, "citation");
    }
  }

  /**
   * Vector fields.
   *
   * @param defaultField id of the one that a viewer shows first
   * @param fields the fields in the layout's order, at least one
   */
  public record VectorFields(Optional<String> defaultField, List<VectorField> fields) {
    /** Checks that the default exists; copies the list. */
    public VectorFields {
      fields = List.copyOf(fields);
      if (defaultField.isPresent()) {
        String id = defaultField.get();
        if (!declares(fields, id)) {
          throw new IllegalArgumentException("the default vector field '" + id + "' is undeclared");
        }
      }
    }

    private static boolean declares(List<VectorField> fields, String id) {
      for (VectorField field : fields) {
        if (field.id().equals(id)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * A vector field.
   *
   * @param id name, for example {@code velocity_umap}
   * @param label title
   * @param basis embedding family, {@code umap}; absent for other keyed fields
   * @param files path by dimension, at least one
   * @param defaultDimension the one that a viewer shows first
   */
  public record VectorField(
      String id,
      String label,
      Optional<String> basis,
      SortedMap<Integer, String> files,
      int defaultDimension) {
    /** Checks the default; copies the map. */
    public VectorField {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(basis, "basis");
      files = copy(files);
      if (!files.containsKey(defaultDimension)) {
        throw new IllegalArgumentException(
            "vector field '%s': default dimension %d is not among %s"
                .formatted(id, defaultDimension, files.keySet()));
      }
    }
  }

  private static SortedMap<Integer, String> copy(SortedMap<Integer, String> files) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
