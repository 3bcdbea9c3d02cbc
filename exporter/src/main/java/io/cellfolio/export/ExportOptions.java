package io.cellfolio.export;

import io.cellfolio.format.Compression;
import io.cellfolio.format.DatasetIdentity;
import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Rounding;
import io.cellfolio.quant.Symmetrization;
import io.cellfolio.source.MemoryBudget;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How to export. Made by {@link #builder()}; every default is what the Cellucid tutorial
 * recommends.
 *
 * @param layout the layout to write: keyed unless chosen otherwise
 * @param datasetId the dataset's machine name: empty to derive it from the name
 * @param datasetName the dataset's title: empty to use the target directory's name
 * @param description the dataset's description: possibly empty text
 * @param source where the data come from: empty to record nothing
 * @param createdAt the time to record: empty for the time of the export
 * @param embeddings embeddings chosen by hand: obsm key by dimension; empty to detect
 * @param latent the latent space for outlier quantiles: a choice among obsm
 * @param connectivities the neighbor graph: a choice among obsp
 * @param symmetrization how an asymmetric graph becomes symmetric in the indexed layout: {@link
 *     Symmetrization#NONE} to refuse such a graph
 * @param vectorFields vector fields chosen by hand: obsm keys; empty to detect; an empty list for
 *     none
 * @param defaultVectorField the vector field that a viewer shows first: its id; empty for {@code
 *     velocity_umap} or else the first
 * @param obsKeys obs columns chosen by hand: names in export order; empty for all
 * @param genes the genes to export: all unless chosen otherwise
 * @param ignoreMissingGenes whether named genes that the source lacks are passed over: false to
 *     refuse
 * @param geneIdColumn the var column that names genes: empty for the var index
 * @param duplicates what to do with colliding names: refuse unless chosen otherwise
 * @param varType storage of gene values: U8, U16 or F32
 * @param obsType storage of continuous obs values and outlier quantiles: U8, U16 or F32
 * @param categoryWidth width of category codes: automatic unless chosen otherwise
 * @param rounding how values between two steps are rounded: truncation unless chosen otherwise
 * @param compression compression of payloads: gzip level 6 unless chosen otherwise
 * @param centroidOutlierQuantile the quantile that trims category centroids: in (0.5, 1), or empty
 *     for no centroids
 * @param centroidMinPoints the least number of cells of a category that has a centroid and outlier
 *     quantiles: 1 or more
 * @param threads the number of worker threads: 1 or more
 * @param memory what all data may occupy together: a quarter of the heap and at most 256 MiB unless
 *     chosen otherwise
 * @param scratch where genes that do not fit into memory are put aside: empty for beside the target
 * @param force whether an existing export is replaced: false to keep what agrees, add what is
 *     missing and refuse contradictions
 * @param resume whether an interrupted export of the same source with the same settings is gone on
 *     from, and this one kept when it fails: false to clean up both
 * @param verification how deep the result is checked before it is published: lengths unless chosen
 *     otherwise
 * @param stagingCheck who checks the result: empty for the exporter, which compares it with what it
 *     meant to write
 */
public record ExportOptions(
    Layout layout,
    Optional<String> datasetId,
    Optional<String> datasetName,
    String description,
    Optional<DatasetIdentity.Source> source,
    Optional<Instant> createdAt,
    SortedMap<Integer, String> embeddings,
    Choice latent,
    Choice connectivities,
    Symmetrization symmetrization,
    Optional<List<String>> vectorFields,
    Optional<String> defaultVectorField,
    Optional<List<String>> obsKeys,
    GeneSelection genes,
    boolean ignoreMissingGenes,
    Optional<String> geneIdColumn,
    DuplicateNames duplicates,
    SampleType varType,
    SampleType obsType,
    CategoryWidth categoryWidth,
    Rounding rounding,
    Compression compression,
    OptionalDouble centroidOutlierQuantile,
    int centroidMinPoints,
    int threads,
    MemoryBudget memory,
    Optional<Path> scratch,
    boolean force,
    boolean resume,
    Verification verification,
    Optional<StagingCheck> stagingCheck) {

  /** Checks every value; copies the collections. */
  public ExportOptions {
    Objects.requireNonNull(layout, "layout");
    embeddings = Collections.unmodifiableSortedMap(new TreeMap<>(embeddings));
    vectorFields = copyOf(vectorFields);
    obsKeys = copyOf(obsKeys);
    if (createdAt.isPresent()) {
      createdAt = Optional.of(createdAt.get().truncatedTo(ChronoUnit.SECONDS));
    }
    for (int dimension : embeddings.keySet()) {
      if (dimension < 1 || dimension > Layout.MAX_DIMENSION) {
        throw new IllegalArgumentException(
            "an embedding has 1 to 3 dimensions, not "
                + dimension
                + " ('"
                + embeddings.get(dimension)
                + "')");
      }
    }
    checkValues(varType);
    checkValues(obsType);
    if (centroidOutlierQuantile.isPresent()) {
      checkQuantile(centroidOutlierQuantile.getAsDouble());
    }
    checkAtLeastOne("centroid min points", centroidMinPoints);
    checkAtLeastOne("threads", threads);
  }

  /**
   * The recommended options: keyed layout, 8-bit values, gzip level 6, everything detected.
   *
   * @return the options
   */
  public static ExportOptions defaults() {
    return builder().build();
  }

  /**
   * Starts from the recommended options.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options. */
  public static final class Builder {
    private Layout layout = Layout.keyed();
    private Optional<String> datasetId = Optional.empty();
    private Optional<String> datasetName = Optional.empty();
    private String description = "";
    private Optional<DatasetIdentity.Source> source = Optional.empty();
    private Optional<Instant> createdAt = Optional.empty();
    private SortedMap<Integer, String> embeddings = Collections.emptySortedMap();
    private Choice latent = Choice.auto();
    private Choice connectivities = Choice.auto();
    private Symmetrization symmetrization = Symmetrization.NONE;
    private Optional<List<String>> vectorFields = Optional.empty();
    private Optional<String> defaultVectorField = Optional.empty();
    private Optional<List<String>> obsKeys = Optional.empty();
    private GeneSelection genes = GeneSelection.all();
    private boolean ignoreMissingGenes;
    private Optional<String> geneIdColumn = Optional.empty();
    private DuplicateNames duplicates = DuplicateNames.FAIL;
    private SampleType varType = SampleType.U8;
    private SampleType obsType = SampleType.U8;
    private CategoryWidth categoryWidth = CategoryWidth.AUTO;
    private Rounding rounding = Rounding.TRUNCATE;
    private Compression compression = Compression.gzip(6);
    private OptionalDouble centroidOutlierQuantile = OptionalDouble.of(0.95);
    private int centroidMinPoints = 10;
    private int threads = Runtime.getRuntime().availableProcessors();
    private MemoryBudget memory = MemoryBudget.byDefault();
    private Optional<Path> scratch = Optional.empty();
    private boolean force;
    private boolean resume;
    private Verification verification = Verification.LENGTHS;
    private Optional<StagingCheck> stagingCheck = Optional.empty();

    private Builder() {}

    /** Sets {@link ExportOptions#layout()}; gives this builder. */
    public Builder layout(Layout value) {
      layout = value;
      return this;
    }

    /** Sets {@link ExportOptions#datasetId()}; gives this builder. */
    public Builder datasetId(String value) {
      datasetId = Optional.of(value);
      return this;
    }

    /** Sets {@link ExportOptions#datasetName()}; gives this builder. */
    public Builder datasetName(String value) {
      datasetName = Optional.of(value);
      return this;
    }

    /** Sets {@link ExportOptions#description()}; gives this builder. */
    public Builder description(String value) {
      description = value;
      return this;
    }

    /** Sets {@link ExportOptions#source()}; gives this builder. */
    public Builder source(DatasetIdentity.Source value) {
      source = Optional.of(value);
      return this;
    }

    /** Sets {@link ExportOptions#createdAt()}; gives this builder. */
    public Builder createdAt(Instant value) {
      createdAt = Optional.of(value);
      return this;
    }

    /** Sets {@link ExportOptions#embeddings()} for one dimension; gives this builder. */
    public Builder embedding(int dimension, String key) {
      SortedMap<Integer, String> all = new TreeMap<>(embeddings);
      all.put(dimension, Objects.requireNonNull(key, "key"));
      embeddings = all;
      return this;
    }

    /** Sets {@link ExportOptions#latent()}; gives this builder. */
    public Builder latent(Choice value) {
      latent = value;
      return this;
    }

    /** Sets {@link ExportOptions#connectivities()}; gives this builder. */
    public Builder connectivities(Choice value) {
      connectivities = value;
      return this;
    }

    /** Sets {@link ExportOptions#symmetrization()}; gives this builder. */
    public Builder symmetrization(Symmetrization value) {
      symmetrization = value;
      return this;
    }

    /** Sets {@link ExportOptions#vectorFields()}; gives this builder. */
    public Builder vectorFields(List<String> keys) {
      vectorFields = Optional.of(List.copyOf(keys));
      return this;
    }

    /** Sets {@link ExportOptions#defaultVectorField()}; gives this builder. */
    public Builder defaultVectorField(String id) {
      defaultVectorField = Optional.of(id);
      return this;
    }

    /** Sets {@link ExportOptions#obsKeys()}; gives this builder. */
    public Builder obsKeys(List<String> names) {
      obsKeys = Optional.of(List.copyOf(names));
      return this;
    }

    /** Sets {@link ExportOptions#genes()}; gives this builder. */
    public Builder genes(GeneSelection value) {
      genes = value;
      return this;
    }

    /** Sets {@link ExportOptions#ignoreMissingGenes()}; gives this builder. */
    public Builder ignoreMissingGenes(boolean value) {
      ignoreMissingGenes = value;
      return this;
    }

    /** Sets {@link ExportOptions#geneIdColumn()}; gives this builder. */
    public Builder geneIdColumn(String column) {
      geneIdColumn = Optional.of(column);
      return this;
    }

    /** Sets {@link ExportOptions#duplicates()}; gives this builder. */
    public Builder duplicates(DuplicateNames value) {
      duplicates = value;
      return this;
    }

    /** Sets {@link ExportOptions#varType()}; gives this builder. */
    public Builder varType(SampleType value) {
      varType = value;
      return this;
    }

    /** Sets {@link ExportOptions#obsType()}; gives this builder. */
    public Builder obsType(SampleType value) {
      obsType = value;
      return this;
    }

    /** Sets {@link ExportOptions#categoryWidth()}; gives this builder. */
    public Builder categoryWidth(CategoryWidth value) {
      categoryWidth = value;
      return this;
    }

    /** Sets {@link ExportOptions#rounding()}; gives this builder. */
    public Builder rounding(Rounding value) {
      rounding = value;
      return this;
    }

    /** Sets {@link ExportOptions#compression()}; gives this builder. */
    public Builder compression(Compression value) {
      compression = value;
      return this;
    }

    /** Sets {@link ExportOptions#centroidOutlierQuantile()}; gives this builder. */
    public Builder centroidOutlierQuantile(OptionalDouble value) {
      centroidOutlierQuantile = value;
      return this;
    }

    /** Sets {@link ExportOptions#centroidMinPoints()}; gives this builder. */
    public Builder centroidMinPoints(int value) {
      centroidMinPoints = value;
      return this;
    }

    /** Sets {@link ExportOptions#threads()}; gives this builder. */
    public Builder threads(int value) {
      threads = value;
      return this;
    }

    /** Sets {@link ExportOptions#memory()}; gives this builder. */
    public Builder memory(MemoryBudget value) {
      memory = value;
      return this;
    }

    /** Sets {@link ExportOptions#scratch()}; gives this builder. */
    public Builder scratch(Path directory) {
      scratch = Optional.of(directory);
      return this;
    }

    /** Sets {@link ExportOptions#force()}; gives this builder. */
    public Builder force(boolean value) {
      force = value;
      return this;
    }

    /** Sets {@link ExportOptions#resume()}; gives this builder. */
    public Builder resume(boolean value) {
      resume = value;
      return this;
    }

    /** Sets {@link ExportOptions#verification()}; gives this builder. */
    public Builder verification(Verification value) {
      verification = value;
      return this;
    }

    /** Sets {@link ExportOptions#stagingCheck()}; gives this builder. */
    public Builder stagingCheck(StagingCheck value) {
      stagingCheck = Optional.of(value);
      return this;
    }

    /**
     * Freezes the options; this builder can go on.
     *
     * @return the options
     */
    public ExportOptions build() {
      return new ExportOptions(
          layout,
          datasetId,
          datasetName,
          description,
          source,
          createdAt,
          embeddings,
          latent,
          connectivities,
          symmetrization,
          vectorFields,
          defaultVectorField,
          obsKeys,
          genes,
          ignoreMissingGenes,
          geneIdColumn,
          duplicates,
          varType,
          obsType,
          categoryWidth,
          rounding,
          compression,
          centroidOutlierQuantile,
          centroidMinPoints,
          threads,
          memory,
          scratch,
          force,
          resume,
          verification,
          stagingCheck);
    }
  }

  private static Optional<List<String>> copyOf(Optional<List<String>> names) {
    return names.isPresent() ? Optional.of(List.copyOf(names.get())) : names;
  }

  private static void checkValues(SampleType type) {
    if (!type.coded() && type != SampleType.F32) {
      throw new IllegalArgumentException("values are stored as u8, u16 or f32, not " + type);
    }
  }

  private static void checkQuantile(double quantile) {
    if (!(quantile > 0.5 && quantile < 1)) {
      throw new IllegalArgumentException(
          "the centroid outlier quantile must be above 0.5 and below 1, got " + quantile);
    }
  }

  private static void checkAtLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be 1 or more, got " + value);
    }
  }
}
