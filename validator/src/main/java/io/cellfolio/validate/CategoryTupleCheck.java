package io.cellfolio.validate;

import io.cellfolio.format.Bounds;
import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tuple of a category field.
 *
 * <p>Normative text: {@code docs/format/obs.md}, section "Tuples"; {@code reader.md}, V44, V45.
 */
final class CategoryTupleCheck {
  private static final int BODY = 4;
  private static final int CLOSE_TO_U8 = 250;
  private static final int CLOSE_TO_U16 = 65_000;
  private static final List<SampleType> CODE_TYPES = List.of(SampleType.U8, SampleType.U16);
  private static final Set<String> CENTROID_MEMBERS = Set.of("category", "position", "n_points");

  private final LayoutTerms terms;
  private final Findings findings;
  private final TupleCheck tuples;
  private final boolean quantized;
  private final OptionalLong nPoints;
  private final Set<Integer> dimensions;

  /**
   * Checks for one manifest.
   *
   * @param quantized whether outlier quantiles have bounds
   * @param nPoints number of cells
   * @param dimensions those that centroids should have, empty when unknown
   */
  CategoryTupleCheck(
      LayoutTerms terms,
      Findings findings,
      TupleCheck tuples,
      boolean quantized,
      OptionalLong nPoints,
      Set<Integer> dimensions) {
    this.terms = terms;
    this.findings = findings;
    this.tuples = tuples;
    this.quantized = quantized;
    this.nPoints = nPoints;
    this.dimensions = new TreeSet<>(dimensions);
  }

  CategoryField check(Spot tuple) {
    if (!tuples.checkSize(tuple, BODY, quantized)) {
      return new CategoryField(
          tuple,
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty());
    }
    OptionalInt index = tuples.checkIndex(tuple);
    Optional<String> key = tuples.checkKey(tuple);
    int next = terms.headSize();
    Spot categories = tuple.item(next);
    boolean listed =
        findings.require(Rule.CATEGORIES, categories.isArray(), categories, "an array of labels");
    Labels labels = listed ? checkLabels(categories) : new Labels();
    Optional<SampleType> type = checkType(tuple.item(next + 1), tuple.item(next + 2));
    if (listed && type.isPresent()) {
      checkCount(categories, type.get());
    }
    List<CategoryField.LabelCentroid> centroids =
        checkCentroids(tuple.item(next + 3), labels, listed ? categories.size() : 0);
    Optional<Bounds> bounds = quantized ? tuples.checkBounds(tuple, next + BODY) : Optional.empty();
    return new CategoryField(
        tuple,
        index,
        key,
        listed ? Optional.of(categories) : Optional.empty(),
        type,
        centroids,
        bounds);
  }

  private Labels checkLabels(Spot categories) {
    Labels labels = new Labels();
    Rule equal =
        terms.has(LayoutTerms.Trait.TYPED_LABELS) ? Rule.LABELS_EQUAL : Rule.LABELS_EQUAL_KEYED;
    for (int i = 0; i < categories.size(); i++) {
      Spot label = categories.item(i);
      boolean good = findings.require(Rule.CATEGORIES, isLabel(label), label, expectedLabel());
      int first = labels.add(label, i);
      if (!findings.holds(equal, !good || first < 0)) {
        findings.add(
            equal,
            label,
            "a label that no other category has",
            label.shown() + ", label of category " + first);
      }
    }
    DisplayChecks.checkLabels(findings, categories);
    return labels;
  }

  private boolean isLabel(Spot label) {
    if (label.isText()) {
      return true;
    }
    if (!terms.has(LayoutTerms.Trait.TYPED_LABELS)) {
      return false;
    }
    if (label.value() instanceof Json.Num number) {
      return number.isFinite() && (number.fraction() || number.isWhole());
    }
    return label.value() instanceof Json.Flag;
  }

  private String expectedLabel() {
    return terms.has(LayoutTerms.Trait.TYPED_LABELS)
        ? "a string, a finite number or a truth value"
        : "a string";
  }

  private Optional<SampleType> checkType(Spot dtype, Spot missing) {
    Optional<SampleType> type = dtype.type(CODE_TYPES);
    findings.require(Rule.CATEGORIES, type.isPresent(), dtype, "\"uint8\" or \"uint16\"");
    if (type.isPresent()) {
      int code = type.get().missingCode();
      findings.require(
          Rule.CATEGORIES,
          missing.isWhole(code, code),
          missing,
          code + ", because the type is " + type.get().dtype());
    }
    return type;
  }

  private void checkCount(Spot categories, SampleType type) {
    int most = type.missingCode();
    int count = categories.size();
    if (!findings.holds(Rule.CATEGORIES, count <= most)) {
      findings.add(
          Rule.CATEGORIES,
          categories,
          "at most %s categories, because the type is %s"
              .formatted(Shown.count(most), type.dtype()),
          Shown.count(count));
      return;
    }
    int close = type == SampleType.U8 ? CLOSE_TO_U8 : CLOSE_TO_U16;
    if (!findings.holds(Rule.CATEGORY_COUNT, count > 0 && count <= close)) {
      findings.add(
          Rule.CATEGORY_COUNT,
          categories,
          "1 to %s categories".formatted(Shown.count(close)),
          count == 0 ? "none" : Shown.count(count) + " of at most " + Shown.count(most));
    }
  }

  private List<CategoryField.LabelCentroid> checkCentroids(
      Spot byDimension, Labels labels, int nCategories) {
    List<CategoryField.LabelCentroid> centroids = new ArrayList<>();
    if (!findings.require(Rule.CENTROIDS, byDimension.isObject(), byDimension, "an object")) {
      return centroids;
    }
    Set<Integer> found = new TreeSet<>();
    for (String name : byDimension.names()) {
      Spot list = byDimension.member(name).orElseThrow();
      int dimension = name.matches("[1-" + Layout.MAX_DIMENSION + "]") ? name.charAt(0) - '0' : 0;
      if (findings.require(Rule.CENTROIDS, dimension > 0, list, "one of the names 1, 2, 3")
          && findings.require(Rule.CENTROIDS, list.isArray(), list, "an array")) {
        found.add(dimension);
        BitSet used = new BitSet(nCategories);
        for (Spot entry : list.items()) {
          checkCentroid(entry, dimension, labels, used, centroids);
        }
      }
    }
    boolean asExported = dimensions.isEmpty() || dimensions.equals(found);
    if (!findings.holds(Rule.CENTROID_DIMENSIONS, asExported)) {
      findings.add(
          Rule.CENTROID_DIMENSIONS,
          byDimension,
          "the dimensions " + dimensions,
          "the dimensions " + found);
    }
    return centroids;
  }

  private void checkCentroid(
      Spot entry,
      int dimension,
      Labels labels,
      BitSet used,
      List<CategoryField.LabelCentroid> centroids) {
    if (!Members.check(findings, Rule.CENTROIDS, entry, CENTROID_MEMBERS, Set.of())) {
      return;
    }
    Optional<Spot> label = entry.member("category");
    int category = label.isPresent() ? labels.position(label.get()) : -1;
    if (label.isPresent()) {
      boolean fresh = category >= 0 && !used.get(category);
      findings.require(
          Rule.CENTROIDS, fresh, label.get(), "a declared label that no other centroid has");
      if (category >= 0) {
        used.set(category);
      }
    }
    Optional<double[]> position = position(entry.member("position"), dimension);
    OptionalLong count = OptionalLong.empty();
    Optional<Spot> points = entry.member("n_points");
    if (points.isPresent()) {
      long most = nPoints.orElse((long) Json.Num.MAX_SAFE);
      if (findings.require(
          Rule.CENTROIDS,
          points.get().isWhole(0, most),
          points.get(),
          "a count of at most " + most)) {
        count = points.get().count();
        findings.require(
            Rule.CENTROID_DIMENSIONS, count.getAsLong() > 0, points.get(), "at least one cell");
      }
    }
    if (category >= 0 && position.isPresent() && count.isPresent()) {
      centroids.add(
          new CategoryField.LabelCentroid(entry, category, position.get(), count.getAsLong()));
    }
  }

  private Optional<double[]> position(Optional<Spot> spot, int dimension) {
    if (spot.isEmpty()) {
      return Optional.empty();
    }
    double[] numbers = new double[dimension];
    boolean good = spot.get().isArray() && spot.get().size() == dimension;
    for (int i = 0; good && i < dimension; i++) {
      OptionalDouble number = spot.get().item(i).real();
      good = number.isPresent();
      numbers[i] = number.orElse(0);
    }
    findings.require(
        Rule.CENTROIDS, good, spot.get(), "an array of " + dimension + " finite numbers");
    return good ? Optional.of(numbers) : Optional.empty();
  }
}
