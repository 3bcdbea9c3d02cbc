package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the documents of a layout look like where the layouts differ.
 *
 * @param layout the layout
 * @param headSize how many members of a field tuple name the field
 * @param categoryTypes what {@code obs_categorical_dtype} can be
 * @param graphMembers the members of the connectivity manifest
 * @param traits what else is special
 */
record LayoutTerms(
    Layout layout,
    int headSize,
    List<String> categoryTypes,
    Set<String> graphMembers,
    Set<Trait> traits) {

  /** A way in which one layout differs from the other. */
  enum Trait {
    /** Edges have weights. */
    WEIGHTED_EDGES,
    /** Each vector field has a basis. */
    BASIS_REQUIRED,
    /** A source has a name. */
    SOURCE_NAME_REQUIRED,
    /** Category fields may have no outlier quantiles at all. */
    OUTLIERS_OPTIONAL,
    /** Labels can be numbers and truth values. */
    TYPED_LABELS,
    /** The identity lists continuous fields before categories. */
    FIELD_ORDER_FIXED,
    /** Viewers refuse ids outside the plain characters. */
    STRICT_IDS,
    /** The quantile of centroids is checked by viewers. */
    STRICT_QUANTILE,
    /** The reference writer counts self loops as neighbors. */
    SELF_LOOPS_COUNTED,
    /** A constant field gets a range of 1. */
    CONSTANTS_WIDENED,
    /** An embedding needs no extent. */
    FLAT_EMBEDDINGS,
    /** There is a var manifest also of no genes. */
    EMPTY_VAR_MANIFEST
  }

  private static final Set<String> KEYED_GRAPH =
      Set.of(
          "format",
          "n_cells",
          "n_edges",
          "max_neighbors",
          "index_bytes",
          "index_dtype",
          "sourcesPath",
          "destinationsPath",
          "compression");
  private static final Set<String> INDEXED_GRAPH =
      Set.of(
          "format",
          "n_cells",
          "n_edges",
          "max_neighbors",
          "index_bytes",
          "index_dtype",
          "sourcesPath",
          "destinationsPath",
          "weightsPath",
          "weight_dtype",
          "weight_bytes",
          "compression");

  private static final LayoutTerms KEYED =
      new LayoutTerms(
          Layout.keyed(),
          1,
          List.of("auto", "uint8", "uint16"),
          KEYED_GRAPH,
          EnumSet.of(
              Trait.SELF_LOOPS_COUNTED,
              Trait.CONSTANTS_WIDENED,
              Trait.FLAT_EMBEDDINGS,
              Trait.EMPTY_VAR_MANIFEST));

  private static final LayoutTerms INDEXED =
      new LayoutTerms(
          Layout.indexed(),
          2,
          List.of("uint8", "uint16"),
          INDEXED_GRAPH,
          EnumSet.of(
              Trait.WEIGHTED_EDGES,
              Trait.BASIS_REQUIRED,
              Trait.SOURCE_NAME_REQUIRED,
              Trait.OUTLIERS_OPTIONAL,
              Trait.TYPED_LABELS,
              Trait.FIELD_ORDER_FIXED,
              Trait.STRICT_IDS,
              Trait.STRICT_QUANTILE));

  /** Copies the collections. */
  LayoutTerms {
    categoryTypes = List.copyOf(categoryTypes);
    graphMembers = Set.copyOf(graphMembers);
    traits = Set.copyOf(traits);
  }

  /** The terms of a layout. */
  static LayoutTerms of(Layout layout) {
    return layout.equals(Layout.keyed()) ? KEYED : INDEXED;
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether a rule is about this layout. */
  boolean has(Rule rule) {
    return rule.layouts().contains(layout);
  }
}
