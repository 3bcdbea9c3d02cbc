package io.cellfolio.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Objects whose keys are numbers of dimensions, {@code "2"} or {@code "2d"}. */
final class DimensionKeys {
  private DimensionKeys() {}

  /** The dimension that a key like {@code "2"} names. */
  static int plain(JsonPlace object, String key) throws MalformedDatasetException {
    for (int dimension = 1; dimension <= Layout.MAX_DIMENSION; dimension++) {
      if (key.equals(Integer.toString(dimension))) {
        return dimension;
      }
    }
    throw object.at(key).problem("expected one of the keys 1, 2, 3, found '" + key + "'");
  }

  /** Writes {@code available_dimensions}, {@code default_dimension} and {@code files}. */
  static void write(PythonJsonWriter out, SortedMap<Integer, String> files, int defaultDimension) {
    out.name("available_dimensions").beginArray();
    for (int dimension : files.keySet()) {
      out.whole(dimension);
    }
    out.endArray();
    out.name("default_dimension").whole(defaultDimension);
    out.name("files").beginObject();
    for (Map.Entry<Integer, String> file : files.entrySet()) {
      out.name(file.getKey() + "d").text(file.getValue());
    }
    out.endObject();
  }

  /** Reads {@code available_dimensions} and {@code files}, which must agree. */
  static SortedMap<Integer, String> read(JsonPlace object) throws MalformedDatasetException {
    JsonPlace array = object.at("available_dimensions");
    JsonPlace paths = object.at("files");
    SortedMap<Integer, String> files = new TreeMap<>();
    List<String> keys = new ArrayList<>();
    for (JsonPlace item : array.items()) {
      int dimension = (int) item.count(Layout.MAX_DIMENSION);
      if (dimension == 0 || (!files.isEmpty() && files.lastKey() >= dimension)) {
        throw item.expected("an ascending list of the dimensions 1 to 3");
      }
      String key = dimension + "d";
      files.put(dimension, PathChecks.path(paths.at(key)));
      keys.add(key);
    }
    if (files.isEmpty()) {
      throw array.expected("at least one dimension");
    }
    if (paths.keys().size() != keys.size()) {
      throw paths.problem(
          "expected the keys " + String.join(", ", keys) + ", found " + paths.keys());
    }
    return files;
  }

  /** Reads {@code default_dimension}. */
  static int readDefault(JsonPlace object, SortedMap<Integer, String> files)
      throws MalformedDatasetException {
    JsonPlace place = object.at("default_dimension");
    int dimension = (int) place.count(Layout.MAX_DIMENSION);
    if (!files.containsKey(dimension)) {
      throw place.expected("one of the dimensions " + files.keySet());
    }
    return dimension;
  }
}
