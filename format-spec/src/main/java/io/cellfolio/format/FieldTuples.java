package io.cellfolio.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tuples of obs and var manifests: {@code [..key]}, {@code [..key, min, max]} and {@code
 * [..key, categories, codesDtype, missing, centroidsByDim(, outlierMin, outlierMax)]}.
 *
 * <p>Normative text: {@code docs/format/obs.md}, {@code docs/format/var.md}.
 */
final class FieldTuples {
  private static final List<String> CODE_DTYPES =
      List.of(SampleType.U8.dtype(), SampleType.U16.dtype());
  private static final Set<String> CENTROID_KEYS = Set.of("category", "position", "n_points");

  private final Tuples tuples;

  FieldTuples(Tuples tuples) {
    this.tuples = tuples;
  }

  /**
   * Writes a field of numbers.
   *
   * @throws IllegalArgumentException when bounds are there but not quantised, or the reverse
   */
  void write(PythonJsonWriter out, FieldEntry.Continuous field, ValueSchema schema) {
    checkBounds(field.key(), field.bounds(), schema.quantized());
    out.beginArray();
    tuples.writeHead(out, field);
    writeBounds(out, field.bounds());
    out.endArray();
  }

  /**
   * Writes a field of categories.
   *
   * @throws IllegalArgumentException when bounds are there but not quantised, or the reverse, or
   *     the layout has no such labels
   */
  void write(PythonJsonWriter out, FieldEntry.Categorical field, Optional<ValueSchema> outliers) {
    checkBounds(field.key(), field.outlierBounds(), isQuantized(outliers));
    out.beginArray();
    tuples.writeHead(out, field);
    out.beginArray();
    for (JsonScalar label : field.categories()) {
      tuples.writeLabel(out, label);
    }
    out.endArray();
    out.text(field.codesType().dtype());
    out.whole(field.codesType().missingCode());
    out.beginObject();
    for (Map.Entry<Integer, List<FieldEntry.Centroid>> centroids : field.centroids().entrySet()) {
      out.name(centroids.getKey().toString()).beginArray();
      for (FieldEntry.Centroid centroid : centroids.getValue()) {
        writeCentroid(out, centroid);
      }
      out.endArray();
    }
    out.endObject();
    writeBounds(out, field.outlierBounds());
    out.endArray();
  }

  /** Reads fields of numbers. */
  List<FieldEntry.Continuous> readContinuous(JsonPlace array, boolean quantized)
      throws MalformedDatasetException {
    List<FieldEntry.Continuous> fields = new ArrayList<>();
    for (JsonPlace tuple : array.items()) {
      int position = fields.size();
      List<JsonPlace> members = members(tuple, 0, quantized);
      int index = tuples.readIndex(members, position);
      String key = key(members);
      Optional<Bounds> bounds = readBounds(members, tuples.headSize(), quantized);
      fields.add(new FieldEntry.Continuous(index, key, bounds));
    }
    return fields;
  }

  /**
   * Reads fields of categories.
   *
   * @param firstPosition how many continuous fields come before
   */
  List<FieldEntry.Categorical> readCategorical(
      JsonPlace array, int firstPosition, Optional<ValueSchema> outliers)
      throws MalformedDatasetException {
    boolean quantized = isQuantized(outliers);
    List<FieldEntry.Categorical> fields = new ArrayList<>();
    for (JsonPlace tuple : array.items()) {
      int position = firstPosition + fields.size();
      List<JsonPlace> members = members(tuple, 4, quantized);
      int index = tuples.readIndex(members, position);
      String key = key(members);
      int next = tuples.headSize();
      List<JsonScalar> categories = new ArrayList<>();
      for (JsonPlace label : members.get(next).items()) {
        categories.add(tuples.readLabel(label));
      }
      SampleType codes = SampleType.ofDtype(members.get(next + 1).oneOf(CODE_DTYPES));
      members.get(next + 2).requireWhole(codes.missingCode());
      SortedMap<Integer, List<FieldEntry.Centroid>> centroids =
          readCentroids(members.get(next + 3));
      Optional<Bounds> bounds = readBounds(members, next + 4, quantized);
      fields.add(
          tuple.build(
              () -> new FieldEntry.Categorical(index, key, categories, codes, centroids, bounds)));
    }
    return fields;
  }

  private List<JsonPlace> members(JsonPlace tuple, int body, boolean quantized)
      throws MalformedDatasetException {
    List<JsonPlace> members = tuple.items();
    int expected = tuples.headSize() + body + (quantized ? 2 : 0);
    if (members.size() != expected) {
      throw tuple.expected(
          "an array of %d (values are %s)"
              .formatted(expected, quantized ? "quantized" : "not quantized"));
    }
    return members;
  }

  private String key(List<JsonPlace> members) throws MalformedDatasetException {
    return members.get(tuples.headSize() - 1).nonEmptyText();
  }

  private SortedMap<Integer, List<FieldEntry.Centroid>> readCentroids(JsonPlace object)
      throws MalformedDatasetException {
    SortedMap<Integer, List<FieldEntry.Centroid>> centroids = new TreeMap<>();
    for (String key : object.keys()) {
      int dimension = DimensionKeys.plain(object, key);
      List<FieldEntry.Centroid> list = new ArrayList<>();
      for (JsonPlace entry : object.at(key).items()) {
        list.add(readCentroid(entry, dimension));
      }
      centroids.put(dimension, list);
    }
    return centroids;
  }

  private FieldEntry.Centroid readCentroid(JsonPlace entry, int dimension)
      throws MalformedDatasetException {
    entry.requireKeys(CENTROID_KEYS, Set.of());
    JsonPlace array = entry.at("position");
    List<JsonPlace> components = array.items();
    if (components.size() != dimension) {
      throw array.expected("an array of " + dimension);
    }
    List<Double> position = new ArrayList<>(dimension);
    for (JsonPlace component : components) {
      position.add(component.real());
    }
    return new FieldEntry.Centroid(
        tuples.readLabel(entry.at("category")), position, entry.at("n_points").count());
  }

  private void writeCentroid(PythonJsonWriter out, FieldEntry.Centroid centroid) {
    out.beginObject().name("category");
    tuples.writeLabel(out, centroid.category());
    out.name("position").beginArray();
    for (double coordinate : centroid.position()) {
      out.real(coordinate);
    }
    out.endArray().name("n_points").whole(centroid.nPoints()).endObject();
  }

  private static void writeBounds(PythonJsonWriter out, Optional<Bounds> bounds) {
    if (bounds.isPresent()) {
      out.real(bounds.get().min()).real(bounds.get().max());
    }
  }

  private static Optional<Bounds> readBounds(List<JsonPlace> members, int at, boolean quantized)
      throws MalformedDatasetException {
    if (!quantized) {
      return Optional.empty();
    }
    double min = members.get(at).real();
    JsonPlace place = members.get(at + 1);
    double max = place.real();
    if (min > max) {
      throw place.expected("a maximum of at least " + PythonFloat.repr(min));
    }
    return Optional.of(new Bounds(min, max));
  }

  private static boolean isQuantized(Optional<ValueSchema> schema) {
    return schema.isPresent() && schema.get().quantized();
  }

  private static void checkBounds(String key, Optional<Bounds> bounds, boolean quantized) {
    if (bounds.isPresent() != quantized) {
      throw new IllegalArgumentException(
          "field '%s': bounds must be present exactly when values are quantized (quantized: %b)"
              .formatted(key, quantized));
    }
  }
}
