package io.cellfolio.format;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One field of a manifest: a gene or an obs column. The position is written by the indexed layout
 * only; reading a keyed manifest assigns positions in order of appearance, continuous fields first.
 */
public sealed interface FieldEntry {

  /**
   * The field's position on its axis.
   *
   * @return 0 or more
   */
  int index();

  /**
   * The field's name as users know it.
   *
   * @return non-empty text
   */
  String key();

  /**
   * A field of numbers.
   *
   * @param index position on its axis
   * @param key name
   * @param bounds value range when the values are quantised, else empty
   */
  record Continuous(int index, String key, Optional<Bounds> bounds) implements FieldEntry {
    /** Checks position and name. */
    public Continuous {
      check(index, key);
      Objects.requireNonNull(bounds, "bounds");
    }
  }

  /**
   * A field of categories.
   *
   * @param index position on its axis
   * @param key name
   * @param categories labels in code order
   * @param codesType {@link SampleType#U8} or {@link SampleType#U16}; fixes the missing code
   * @param centroids label positions by dimension (1 to 3), for each exported embedding
   * @param outlierBounds range of the quantised outlier quantiles; empty when they are not
   *     quantised or absent
   */
  record Categorical(
      int index,
      String key,
      List<JsonScalar> categories,
      SampleType codesType,
      SortedMap<Integer, List<Centroid>> centroids,
      Optional<Bounds> outlierBounds)
      implements FieldEntry {
    /** Checks position, name and capacity; copies the collections. */
    public Categorical {
      check(index, key);
      Objects.requireNonNull(outlierBounds, "outlierBounds");
      categories = List.copyOf(categories);
      if (categories.size() > codesType.missingCode()) {
        throw new IllegalArgumentException(
            "field '%s': %d categories do not fit into %s"
                .formatted(key, categories.size(), codesType.dtype()));
      }
      TreeMap<Integer, List<Centroid>> copy = new TreeMap<>();
      for (Map.Entry<Integer, List<Centroid>> list : centroids.entrySet()) {
        copy.put(list.getKey(), List.copyOf(list.getValue()));
      }
      centroids = Collections.unmodifiableSortedMap(copy);
    }
  }

  /**
   * Where the label of a category is drawn.
   *
   * @param category the label
   * @param position coordinates in the normalised embedding
   * @param nPoints how many cells went into the position
   */
  record Centroid(JsonScalar category, List<Double> position, long nPoints) {
    /** Checks the count; copies the position. */
    public Centroid {
      Objects.requireNonNull(category, "category");
      position = List.copyOf(position);
      if (nPoints < 0) {
        throw new IllegalArgumentException("n_points must not be negative, got " + nPoints);
      }
    }
  }

  private static void check(int index, String key) {
    if (index < 0) {
      throw new IllegalArgumentException("field '" + key + "': negative index " + index);
    }
    if (key.isEmpty()) {
      throw new IllegalArgumentException("field " + index + ": the key is empty");
    }
  }
}
