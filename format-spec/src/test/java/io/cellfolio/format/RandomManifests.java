package io.cellfolio.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Seeded records of one layout with hostile names and all classes of numbers. */
final class RandomManifests {
  private static final List<String> HOSTILE =
      List.of(
          "\u0000",
          "\"",
          "\\",
          "/",
          "{key}",
          "{index}",
          "../x",
          "\ud800",
          "\udc00",
          "\ufeff",
          " ",
          "\u2028",
          "NaN",
          "null",
          "\ud83d\ude00",
          "\u007f",
          "~1",
          "~0",
          "'");

  private final Layout layout;
  private final Random random;
  private final Compression compression;

  RandomManifests(Layout layout, long seed) {
    this.layout = layout;
    this.random = new Random(seed);
    this.compression = chance() ? Compression.none() : Compression.gzip(1 + random.nextInt(9));
  }

  DatasetIdentity identity() {
    List<DatasetIdentity.ObsField> fields = new ArrayList<>();
    int categorical = 0;
    for (int i = random.nextInt(5); i > 0; i--) {
      boolean category = chance();
      categorical += category ? 1 : 0;
      OptionalInt count = category ? OptionalInt.of(random.nextInt(300)) : OptionalInt.empty();
      fields.add(new DatasetIdentity.ObsField(key(), count));
    }
    SortedMap<Integer, String> points = files("points_", "d.bin");
    return new DatasetIdentity(
        text(),
        text(),
        text(),
        maybe("2024-02-29T23:59:59Z"),
        text(),
        new DatasetIdentity.Stats(
            count(),
            count(),
            categorical,
            fields.size() - categorical,
            chance() ? OptionalLong.of(count()) : OptionalLong.empty()),
        new DatasetIdentity.Embeddings(points, points.lastKey()),
        fields,
        chance() ? Optional.of(settings()) : Optional.empty(),
        chance() ? Optional.of(source()) : Optional.empty(),
        chance() ? Optional.of(vectors()) : Optional.empty());
  }

  ObsManifest obs() {
    ValueSchema values = valueSchema();
    int fields = random.nextInt(4);
    List<FieldEntry.Continuous> continuous = new ArrayList<>();
    for (int i = 0; i < fields; i++) {
      continuous.add(continuous(i, values));
    }
    boolean noOutliers = layout == Layout.indexed() && chance();
    SampleType outlierType = type();
    Optional<ValueSchema> outliers =
        noOutliers
            ? Optional.empty()
            : Optional.of(
                new ValueSchema(layout.obsOutliersPattern(outlierType, compression), outlierType));
    List<FieldEntry.Categorical> categorical = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      categorical.add(categorical(continuous.size() + categorical.size(), outliers));
    }
    return new ObsManifest(
        count(),
        chance() ? OptionalDouble.empty() : OptionalDouble.of(0.5 + random.nextDouble() / 2.001),
        compression,
        continuous.isEmpty() ? Optional.empty() : Optional.of(values),
        categorical.isEmpty() ? Optional.empty() : Optional.of(layout.obsCodesPattern(compression)),
        categorical.isEmpty() ? Optional.empty() : outliers,
        continuous,
        categorical);
  }

  VarManifest var() {
    SampleType type = type();
    ValueSchema schema = new ValueSchema(layout.varValuesPattern(type, compression), type);
    List<FieldEntry.Continuous> genes = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      genes.add(continuous(genes.size(), schema));
    }
    return new VarManifest(count(), maybe(key()), compression, schema, genes);
  }

  ConnectivityManifest connectivity() {
    return new ConnectivityManifest(
        count(),
        count(),
        count(),
        chance() ? SampleType.U16 : SampleType.U32,
        layout.edgeSourcesPath(compression),
        layout.edgeDestinationsPath(compression),
        layout.edgeWeightsPath(compression),
        compression);
  }

  DatasetsCatalog catalog() {
    List<DatasetsCatalog.Entry> entries = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      entries.add(
          new DatasetsCatalog.Entry(
              key(),
              "set-" + i + "/",
              key(),
              maybe(text()),
              chance() ? OptionalLong.of(count()) : OptionalLong.empty(),
              chance() ? OptionalLong.of(count()) : OptionalLong.empty(),
              maybe("0123456789abcdef".repeat(4))));
    }
    return new DatasetsCatalog(entries.get(random.nextInt(entries.size())).id(), entries);
  }

  private DatasetIdentity.ExportSettings settings() {
    return new DatasetIdentity.ExportSettings(
        compression,
        type(),
        type(),
        layout == Layout.keyed() && chance() ? "auto" : chance() ? "uint8" : "uint16");
  }

  private DatasetIdentity.Source source() {
    Optional<String> name = layout == Layout.indexed() ? Optional.of(key()) : maybe(key());
    return new DatasetIdentity.Source(name, maybe(key()), maybe(key()));
  }

  private DatasetIdentity.VectorFields vectors() {
    Set<String> ids = new LinkedHashSet<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      // Jackson reads unpaired surrogates in values, but not in the keys of objects.
      ids.add(key().replaceAll("\\p{Cs}", "?"));
    }
    List<DatasetIdentity.VectorField> fields = new ArrayList<>();
    for (String id : ids) {
      SortedMap<Integer, String> files = files("vectors/" + fields.size() + "_", "d.bin.gz");
      Optional<String> basis = layout == Layout.indexed() ? Optional.of("umap") : maybe("umap");
      fields.add(new DatasetIdentity.VectorField(id, key(), basis, files, files.firstKey()));
    }
    return new DatasetIdentity.VectorFields(
        maybe(fields.get(random.nextInt(fields.size())).id()), fields);
  }

  private FieldEntry.Continuous continuous(int index, ValueSchema schema) {
    return new FieldEntry.Continuous(
        index, key(), schema.quantized() ? Optional.of(bounds()) : Optional.empty());
  }

  private FieldEntry.Categorical categorical(int index, Optional<ValueSchema> outliers) {
    List<JsonScalar> labels = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      labels.add(label());
    }
    SortedMap<Integer, List<FieldEntry.Centroid>> centroids = new TreeMap<>();
    for (int dimension = 1; dimension <= 3; dimension++) {
      if (chance()) {
        List<FieldEntry.Centroid> list = new ArrayList<>();
        for (JsonScalar label : labels) {
          List<Double> position = new ArrayList<>();
          for (int i = 0; i < dimension; i++) {
            position.add(real());
          }
          list.add(new FieldEntry.Centroid(label, position, count()));
        }
        centroids.put(dimension, list);
      }
    }
    boolean quantized = outliers.isPresent() && outliers.get().quantized();
    return new FieldEntry.Categorical(
        index,
        key(),
        labels,
        chance() ? SampleType.U8 : SampleType.U16,
        centroids,
        quantized ? Optional.of(bounds()) : Optional.empty());
  }

  private JsonScalar label() {
    if (layout == Layout.keyed()) {
      return new JsonScalar.Text(text());
    }
    return switch (random.nextInt(4)) {
      case 0 -> new JsonScalar.Text(text());
      case 1 -> new JsonScalar.Flag(chance());
      case 2 -> new JsonScalar.Whole(chance() ? count() : -count());
      default -> new JsonScalar.Real(real());
    };
  }

  private ValueSchema valueSchema() {
    SampleType type = type();
    return new ValueSchema(layout.obsValuesPattern(type, compression), type);
  }

  private SampleType type() {
    return List.of(SampleType.U8, SampleType.U16, SampleType.F32).get(random.nextInt(3));
  }

  private SortedMap<Integer, String> files(String prefix, String suffix) {
    SortedMap<Integer, String> files = new TreeMap<>();
    for (int dimension = 1; dimension <= 3; dimension++) {
      if (chance() || (dimension == 3 && files.isEmpty())) {
        files.put(dimension, prefix + dimension + suffix);
      }
    }
    return files;
  }

  private Bounds bounds() {
    double a = real();
    double b = real();
    return new Bounds(Math.min(a, b), Math.max(a, b));
  }

  private double real() {
    double value =
        switch (random.nextInt(6)) {
          case 0 -> Double.longBitsToDouble(random.nextLong());
          case 1 -> Double.longBitsToDouble(random.nextLong() >>> 12);
          case 2 -> Float.intBitsToFloat(random.nextInt());
          case 3 -> random.nextInt(1000) - 500;
          case 4 -> chance() ? 0.0 : -0.0;
          default -> random.nextGaussian();
        };
    return Double.isFinite(value) ? value : 1e300;
  }

  private long count() {
    return random.nextLong() >>> (11 + random.nextInt(50));
  }

  private String key() {
    return "k" + text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      switch (random.nextInt(3)) {
        case 0 -> text.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
        case 1 -> text.append((char) random.nextInt(0x10000));
        default -> text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }

  private boolean chance() {
    return random.nextBoolean();
  }

  private <T> Optional<T> maybe(T value) {
    return chance() ? Optional.of(value) : Optional.empty();
  }
}
