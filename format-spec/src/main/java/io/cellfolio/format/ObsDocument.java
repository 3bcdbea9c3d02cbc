package io.cellfolio.format;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * {@code obs_manifest.json}.
 *
 * <p>Normative text: {@code docs/format/obs.md}.
 */
final class ObsDocument {
  private static final Set<String> KEYS =
      Set.of(
          "_format",
          "n_points",
          "centroid_outlier_quantile",
          "latent_key",
          "compression",
          "_obsSchemas",
          "_continuousFields",
          "_categoricalFields");
  private static final Set<String> SCHEMAS = Set.of("continuous", "categorical");
  private static final Set<String> CATEGORICAL_KEYS =
      Set.of(
          "codesPathPattern",
          "outlierPathPattern",
          "outlierExt",
          "outlierDtype",
          "outlierQuantized");
  private static final List<String> OUTLIER_DTYPES =
      List.of(SampleType.U8.dtype(), SampleType.U16.dtype(), SampleType.F32.dtype());

  private final Tuples tuples;
  private final FieldTuples fields;

  ObsDocument(Tuples tuples) {
    this.tuples = tuples;
    this.fields = new FieldTuples(tuples);
  }

  byte[] write(ObsManifest manifest) {
    PythonJsonWriter out = PythonJsonWriter.oneLine().beginObject();
    out.name("_format").text(ObsManifest.FORMAT);
    out.name("n_points").whole(manifest.nPoints());
    out.name("centroid_outlier_quantile");
    if (manifest.centroidOutlierQuantile().isPresent()) {
      out.real(manifest.centroidOutlierQuantile().getAsDouble());
    } else {
      out.nothing();
    }
    out.name("latent_key").text(ObsManifest.LATENT_KEY);
    ValueSchemas.write(out, manifest.compression());
    out.name("_obsSchemas").beginObject();
    if (manifest.continuousSchema().isPresent()) {
      out.name("continuous").beginObject();
      ValueSchemas.writeMembers(out, manifest.continuousSchema().get());
      out.endObject();
    }
    if (manifest.codesPathPattern().isPresent()) {
      writeCategoricalSchema(out, manifest.codesPathPattern().get(), manifest.outlierSchema());
    }
    out.endObject();
    out.name("_continuousFields").beginArray();
    if (manifest.continuousSchema().isPresent()) {
      for (FieldEntry.Continuous field : manifest.continuous()) {
        fields.write(out, field, manifest.continuousSchema().get());
      }
    }
    out.endArray();
    out.name("_categoricalFields").beginArray();
    for (FieldEntry.Categorical field : manifest.categorical()) {
      fields.write(out, field, manifest.outlierSchema());
    }
    out.endArray();
    return out.endObject().toBytes();
  }

  ObsManifest read(byte[] json) throws MalformedDatasetException {
    JsonPlace root = JsonDocument.parse(Layout.OBS_MANIFEST_FILE, json);
    root.requireKeys(KEYS, Set.of());
    root.at("_format").requireText(ObsManifest.FORMAT);
    long nPoints = root.at("n_points").count();
    OptionalDouble quantile = tuples.readQuantile(root.at("centroid_outlier_quantile"));
    root.at("latent_key").requireText(ObsManifest.LATENT_KEY);
    Compression compression = ValueSchemas.readCompression(root);

    JsonPlace schemas = root.at("_obsSchemas");
    schemas.requireKeys(Set.of(), SCHEMAS);
    Optional<JsonPlace> continuousPlace = schemas.find("continuous");
    Optional<ValueSchema> continuousSchema = Optional.empty();
    if (continuousPlace.isPresent()) {
      continuousSchema =
          Optional.of(
              ValueSchemas.read(
                  continuousPlace.get(), Set.of(), tuples.layout().placeholder(), compression));
    }
    Optional<JsonPlace> categoricalPlace = schemas.find("categorical");
    Optional<String> codesPattern = Optional.empty();
    Optional<ValueSchema> outlierSchema = Optional.empty();
    if (categoricalPlace.isPresent()) {
      JsonPlace schema = categoricalPlace.get();
      schema.requireKeys(CATEGORICAL_KEYS, Set.of());
      String tail =
          tuples.layout().placeholder()
              + ".codes."
              + Layout.EXTENSION_PLACEHOLDER
              + compression.suffix();
      codesPattern = Optional.of(PathChecks.pattern(schema.at("codesPathPattern"), tail));
      outlierSchema = readOutlierSchema(schema, compression);
    }

    boolean quantized = continuousSchema.isPresent() && continuousSchema.get().quantized();
    List<FieldEntry.Continuous> continuous =
        fields.readContinuous(root.at("_continuousFields"), quantized);
    List<FieldEntry.Categorical> categorical =
        fields.readCategorical(root.at("_categoricalFields"), continuous.size(), outlierSchema);
    Optional<ValueSchema> readSchema = continuousSchema;
    Optional<String> readCodes = codesPattern;
    Optional<ValueSchema> readOutliers = outlierSchema;
    return schemas.build(
        () ->
            new ObsManifest(
                nPoints,
                quantile,
                compression,
                readSchema,
                readCodes,
                readOutliers,
                continuous,
                categorical));
  }

  private void writeCategoricalSchema(
      PythonJsonWriter out, String codesPattern, Optional<ValueSchema> outliers) {
    out.name("categorical").beginObject();
    out.name("codesPathPattern").text(codesPattern);
    if (outliers.isPresent()) {
      SampleType type = outliers.get().type();
      out.name("outlierPathPattern").text(outliers.get().pathPattern());
      out.name("outlierExt").text(type.extension());
      out.name("outlierDtype").text(type.dtype());
      out.name("outlierQuantized").flag(type.coded());
    } else if (tuples.outliersOptional()) {
      out.name("outlierPathPattern").nothing();
      out.name("outlierExt").nothing();
      out.name("outlierDtype").nothing();
      out.name("outlierQuantized").flag(false);
    } else {
      throw new IllegalArgumentException(
          "categorical fields of the %s layout have outlier quantiles"
              .formatted(tuples.layout().name()));
    }
    out.endObject();
  }

  private Optional<ValueSchema> readOutlierSchema(JsonPlace schema, Compression compression)
      throws MalformedDatasetException {
    JsonPlace pattern = schema.at("outlierPathPattern");
    JsonPlace extension = schema.at("outlierExt");
    JsonPlace dtype = schema.at("outlierDtype");
    JsonPlace quantized = schema.at("outlierQuantized");
    if (tuples.outliersOptional() && pattern.isNull()) {
      for (JsonPlace place : List.of(extension, dtype)) {
        if (!place.isNull()) {
          throw place.expected("null, because outlierPathPattern is null");
        }
      }
      if (quantized.flag()) {
        throw quantized.expected("false, because outlierPathPattern is null");
      }
      return Optional.empty();
    }
    SampleType type = SampleType.ofDtype(dtype.oneOf(OUTLIER_DTYPES));
    extension.requireText(type.extension());
    if (quantized.flag() != type.coded()) {
      throw quantized.expected(type.coded() + ", because outlierDtype is " + type.dtype());
    }
    String tail =
        tuples.layout().placeholder() + ".outliers." + type.extension() + compression.suffix();
    return Optional.of(new ValueSchema(PathChecks.pattern(pattern, tail), type));
  }
}
