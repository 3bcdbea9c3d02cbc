package io.cellfolio.format;

import io.cellfolio.format.DatasetIdentity.Embeddings;
import io.cellfolio.format.DatasetIdentity.ExportSettings;
import io.cellfolio.format.DatasetIdentity.ObsField;
import io.cellfolio.format.DatasetIdentity.Source;
import io.cellfolio.format.DatasetIdentity.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/**
 * {@code dataset_identity.json}.
 *
 * <p>Normative text: {@code docs/format/identity.md}.
 */
final class IdentityDocument {
  private static final Set<String> KEYS =
      Set.of(
          "version",
          "id",
          "name",
          "description",
          "cellucid_data_version",
          "stats",
          "embeddings",
          "obs_fields");
  private static final Set<String> OPTIONS =
      Set.of("created_at", "export_settings", "source", "vector_fields");
  private static final Set<String> STATS_KEYS =
      Set.of(
          "n_cells",
          "n_genes",
          "n_obs_fields",
          "n_categorical_fields",
          "n_continuous_fields",
          "has_connectivity",
          "n_edges");
  private static final Set<String> EMBEDDING_KEYS =
      Set.of("available_dimensions", "default_dimension", "files");
  private static final Set<String> SETTINGS_KEYS =
      Set.of(
          "compression",
          "var_quantization",
          "obs_continuous_quantization",
          "obs_categorical_dtype");
  private static final String CONTINUOUS = "continuous";
  private static final String CATEGORY = "category";

  private final Tuples tuples;
  private final VectorFieldsJson vectors;

  IdentityDocument(Tuples tuples) {
    this.tuples = tuples;
    this.vectors = new VectorFieldsJson(tuples);
  }

  byte[] write(DatasetIdentity identity) {
    PythonJsonWriter out = PythonJsonWriter.indented().beginObject();
    out.name("version").whole(DatasetIdentity.VERSION);
    out.name("id").text(identity.id());
    out.name("name").text(identity.name());
    out.name("description").text(identity.description());
    writeIfPresent(out, "created_at", identity.createdAt());
    out.name("cellucid_data_version").text(identity.writerVersion());
    write(out, identity.stats());
    out.name("embeddings").beginObject();
    DimensionKeys.write(
        out, identity.embeddings().files(), identity.embeddings().defaultDimension());
    out.endObject();
    out.name("obs_fields").beginArray();
    for (ObsField field : identity.obsFields()) {
      write(out, field);
    }
    out.endArray();
    if (identity.exportSettings().isPresent()) {
      write(out, identity.exportSettings().get());
    }
    if (identity.source().isPresent()) {
      write(out, identity.source().get());
    }
    if (identity.vectorFields().isPresent()) {
      vectors.write(out.name("vector_fields"), identity.vectorFields().get());
    }
    return out.endObject().toBytes();
  }

  DatasetIdentity read(byte[] json) throws MalformedDatasetException {
    JsonPlace root = JsonDocument.parse(Layout.IDENTITY_FILE, json);
    root.requireKeys(KEYS, OPTIONS);
    root.at("version").requireWhole(DatasetIdentity.VERSION);
    Optional<JsonPlace> createdAt = root.find("created_at");
    Optional<JsonPlace> settings = root.find("export_settings");
    Optional<JsonPlace> source = root.find("source");
    Optional<JsonPlace> vectorFields = root.find("vector_fields");
    List<ObsField> obsFields = new ArrayList<>();
    for (JsonPlace item : root.at("obs_fields").items()) {
      obsFields.add(readObsField(item));
    }
    return new DatasetIdentity(
        root.at("id").text(),
        root.at("name").text(),
        root.at("description").text(),
        createdAt.isPresent() ? Optional.of(UtcTime.read(createdAt.get())) : Optional.empty(),
        root.at("cellucid_data_version").text(),
        readStats(root.at("stats")),
        readEmbeddings(root.at("embeddings")),
        obsFields,
        settings.isPresent() ? Optional.of(readSettings(settings.get())) : Optional.empty(),
        source.isPresent() ? Optional.of(readSource(source.get())) : Optional.empty(),
        vectorFields.isPresent()
            ? Optional.of(vectors.read(vectorFields.get()))
            : Optional.empty());
  }

  private static void write(PythonJsonWriter out, Stats stats) {
    out.name("stats").beginObject();
    out.name("n_cells").whole(stats.nCells());
    out.name("n_genes").whole(stats.nGenes());
    out.name("n_obs_fields").whole(stats.nObsFields());
    out.name("n_categorical_fields").whole(stats.nCategoricalFields());
    out.name("n_continuous_fields").whole(stats.nContinuousFields());
    out.name("has_connectivity").flag(stats.nEdges().isPresent());
    out.name("n_edges");
    if (stats.nEdges().isPresent()) {
      out.whole(stats.nEdges().getAsLong());
    } else {
      out.nothing();
    }
    out.endObject();
  }

  private static Stats readStats(JsonPlace object) throws MalformedDatasetException {
    object.requireKeys(STATS_KEYS, Set.of());
    int categorical = (int) object.at("n_categorical_fields").count(Integer.MAX_VALUE);
    int continuous = (int) object.at("n_continuous_fields").count(Integer.MAX_VALUE);
    JsonPlace fields = object.at("n_obs_fields");
    if (fields.count() != (long) categorical + continuous) {
      throw fields.expected(
          "%d (%d categorical + %d continuous)"
              .formatted((long) categorical + continuous, categorical, continuous));
    }
    JsonPlace edges = object.at("n_edges");
    boolean connected = object.at("has_connectivity").flag();
    if (!connected && !edges.isNull()) {
      throw edges.expected("null, because has_connectivity is false");
    }
    return new Stats(
        object.at("n_cells").count(),
        object.at("n_genes").count(),
        categorical,
        continuous,
        connected ? OptionalLong.of(edges.count()) : OptionalLong.empty());
  }

  private static Embeddings readEmbeddings(JsonPlace object) throws MalformedDatasetException {
    object.requireKeys(EMBEDDING_KEYS, Set.of());
    SortedMap<Integer, String> files = DimensionKeys.read(object);
    return new Embeddings(files, DimensionKeys.readDefault(object, files));
  }

  private static void write(PythonJsonWriter out, ObsField field) {
    out.beginObject().name("key").text(field.key());
    out.name("kind").text(field.nCategories().isPresent() ? CATEGORY : CONTINUOUS);
    if (field.nCategories().isPresent()) {
      out.name("n_categories").whole(field.nCategories().getAsInt());
    }
    out.endObject();
  }

  private static ObsField readObsField(JsonPlace object) throws MalformedDatasetException {
    object.requireKeys(Set.of("key", "kind"), Set.of("n_categories"));
    String key = object.at("key").nonEmptyText();
    String kind = object.at("kind").oneOf(List.of(CONTINUOUS, CATEGORY));
    if (kind.equals(CATEGORY)) {
      int count = (int) object.at("n_categories").count(Integer.MAX_VALUE);
      return new ObsField(key, OptionalInt.of(count));
    }
    if (object.find("n_categories").isPresent()) {
      throw object.at("n_categories").expected("no such key, because the field is continuous");
    }
    return new ObsField(key, OptionalInt.empty());
  }

  private void write(PythonJsonWriter out, ExportSettings settings) {
    if (!tuples.categoricalDtypes().contains(settings.obsCategoricalDtype())) {
      throw new IllegalArgumentException(
          "obs_categorical_dtype of the %s layout is one of %s, got %s"
              .formatted(
                  tuples.layout().name(),
                  tuples.categoricalDtypes(),
                  settings.obsCategoricalDtype()));
    }
    out.name("export_settings").beginObject();
    ValueSchemas.write(out, settings.compression());
    ValueSchemas.writeBits(out.name("var_quantization"), settings.varType());
    ValueSchemas.writeBits(out.name("obs_continuous_quantization"), settings.obsType());
    out.name("obs_categorical_dtype").text(settings.obsCategoricalDtype());
    out.endObject();
  }

  private ExportSettings readSettings(JsonPlace object) throws MalformedDatasetException {
    object.requireKeys(SETTINGS_KEYS, Set.of());
    return new ExportSettings(
        ValueSchemas.readCompression(object),
        ValueSchemas.readBits(object.at("var_quantization")),
        ValueSchemas.readBits(object.at("obs_continuous_quantization")),
        object.at("obs_categorical_dtype").oneOf(tuples.categoricalDtypes()));
  }

  private void write(PythonJsonWriter out, Source source) {
    if (tuples.sourceNameRequired() && source.name().isEmpty()) {
      throw new IllegalArgumentException(
          "a source of the %s layout has a name".formatted(tuples.layout().name()));
    }
    out.name("source").beginObject();
    writeIfPresent(out, "name", source.name());
    writeIfPresent(out, "url", source.url());
    writeIfPresent(out, "citation", source.citation());
    out.endObject();
  }

  private static void writeIfPresent(PythonJsonWriter out, String name, Optional<String> text) {
    if (text.isPresent()) {
      out.name(name).text(text.get());
    }
  }

  private Source readSource(JsonPlace object) throws MalformedDatasetException {
    Set<String> name = Set.of("name");
    Set<String> rest = Set.of("url", "citation");
    if (tuples.sourceNameRequired()) {
      object.requireKeys(name, rest);
    } else {
      object.requireKeys(Set.of(), Set.of("name", "url", "citation"));
    }
    return new Source(text(object, "name"), text(object, "url"), text(object, "citation"));
  }

  private static Optional<String> text(JsonPlace object, String key)
      throws MalformedDatasetException {
    Optional<JsonPlace> place = object.find(key);
    return place.isPresent() ? Optional.of(place.get().nonEmptyText()) : Optional.empty();
  }
}
