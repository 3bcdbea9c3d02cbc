package io.cellfolio.format;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the JSON of one layout has of its own. The documents ask this type and never which layout
 * they belong to.
 */
sealed interface Tuples permits KeyedTuples, IndexedTuples {

  /** The tuples of a layout. */
  static Tuples of(Layout layout) {
    return layout instanceof KeyedLayout ? new KeyedTuples() : new IndexedTuples();
  }

  Layout layout();

  /** Writes the members that name a field, after the tuple's opening bracket. */
  void writeHead(PythonJsonWriter out, FieldEntry field);

  /** How many members name a field. */
  int headSize();

  /**
   * The field's position.
   *
   * @param members the tuple, at least {@link #headSize()} long
   * @param position that the field has in the order of reading
   */
  int readIndex(List<JsonPlace> members, int position) throws MalformedDatasetException;

  /**
   * Writes a category label.
   *
   * @throws IllegalArgumentException when the layout has no such labels
   */
  void writeLabel(PythonJsonWriter out, JsonScalar label);

  JsonScalar readLabel(JsonPlace place) throws MalformedDatasetException;

  /** Reads the quantile that trimmed the centroids. */
  OptionalDouble readQuantile(JsonPlace place) throws MalformedDatasetException;

  /** Whether a manifest with categories may declare no outlier quantiles. */
  boolean outliersOptional();

  /** Whether edges have weights. */
  boolean weighted();

  /** What {@code obs_categorical_dtype} can be. */
  List<String> categoricalDtypes();

  /** Whether each vector field has a basis. */
  boolean basisRequired();

  /** Whether a source has a name. */
  boolean sourceNameRequired();
}
