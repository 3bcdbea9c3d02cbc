package io.cellfolio.export;

import io.cellfolio.format.IndexedLayout;
import io.cellfolio.format.JsonScalar;
import io.cellfolio.format.KeyedLayout;
import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Arithmetic;
import io.cellfolio.source.CategoryLabel;
import java.util.List;
import java.util.Optional;

/**
 * What the exporter does differently for each layout, so that nothing else asks which one it is.
 *
 * <p>Normative text: {@code docs/format/decisions.md}.
 */
sealed interface LayoutRules permits KeyedRules, IndexedRules {

  static LayoutRules of(Layout layout) {
    if (layout instanceof KeyedLayout) {
      return new KeyedRules();
    }
    if (layout instanceof IndexedLayout) {
      return new IndexedRules();
    }
    throw new IllegalStateException("no rules for " + layout);
  }

  /** How numbers are computed. */
  Arithmetic arithmetic();

  /** Two names of one axis with equal identities would collide. */
  String identity(String name);

  /** Why a name cannot be used at all, if so. */
  Optional<String> nameProblem(String name);

  /** A label as the manifest records it. */
  JsonScalar label(CategoryLabel label);

  /** The code types of fields with the given numbers of categories. */
  List<SampleType> codesTypes(CategoryWidth width, List<Integer> nCategories);

  /** What the identity document records as the width of codes. */
  String recordedWidth(CategoryWidth asked, PlannedObs obs);

  /** Puts obs fields, continuous ones first, into the identity document's order. */
  void orderForIdentity(List<PlannedDataset.IndexedField> fields);

  /** Whether a matrix without genes has a var manifest. */
  boolean manifestWithoutGenes();

  /** Whether category fields have outlier quantiles when there is no latent space. */
  boolean outliersWithoutLatent();

  /** Whether vector fields may hold NaN and infinities. */
  boolean nonFiniteVectors();

  /** Why an id cannot be used for a vector field, if so. */
  Optional<String> vectorIdProblem(String id);

  /** A vector field's title. */
  String vectorLabel(String id);

  /** A vector field's embedding family. */
  Optional<String> vectorBasis(String id);

  /** Puts vector fields, in the order of their keys, into the layout's order. */
  List<VectorSelection.Selected> orderVectors(List<VectorSelection.Selected> fields);

  /** The narrowest type for a number of categories under a width. */
  static SampleType narrowest(CategoryWidth width, int nCategories) {
    return switch (width) {
      case UINT8 -> SampleType.U8;
      case UINT16 -> SampleType.U16;
      case AUTO -> nCategories <= SampleType.U8.categoryCapacity() ? SampleType.U8 : SampleType.U16;
    };
  }
}
