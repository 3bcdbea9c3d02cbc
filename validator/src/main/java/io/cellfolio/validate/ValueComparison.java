package io.cellfolio.validate;

import io.cellfolio.format.Bounds;
import io.cellfolio.format.SampleType;
import java.util.Optional;

/**
 * The values of one continuous field or gene against its source.
 *
 * <p>Normative text: {@code docs/format/quantization.md}, section "Rounding".
 */
final class ValueComparison {
  /** Checks of truncated codes should allow a little more than one step. */
  private static final double STEPS = 1.01;

  private final Dataset.ValuesPart part;
  private final ValueDiff diff;
  private final double step;

  private ValueComparison(Dataset.ValuesPart part, ValueDiff diff, double step) {
    this.part = part;
    this.diff = diff;
    this.step = step;
  }

  /** Compares the values of all cells. */
  static ValueComparison of(Dataset.ValuesPart part, float[] expected, float[] exported) {
    double step = step(part);
    return new ValueComparison(
        part, ValueDiff.of(expected, exported, exported.length, tolerance(part)), step);
  }

  /** The largest difference that storage may make. */
  static double tolerance(Dataset.ValuesPart part) {
    Optional<Bounds> bounds = part.field().bounds();
    if (bounds.isEmpty()) {
      return 0;
    }
    double size = Math.max(Math.abs(bounds.get().min()), Math.abs(bounds.get().max()));
    return STEPS * step(part) + Math.ulp((float) size);
  }

  private static double step(Dataset.ValuesPart part) {
    Optional<Bounds> bounds = part.field().bounds();
    SampleType type = part.payload().type();
    return bounds.isPresent() && type.coded()
        ? (bounds.get().max() - bounds.get().min()) / type.maxCode()
        : 0;
  }

  /** Counts the rules that a comparison of values evaluates. */
  static void ran(Findings findings) {
    findings.ran(Rule.SOURCE_VALUES, 1);
    findings.ran(Rule.SOURCE_MISSING_VALUES, 1);
    findings.ran(Rule.SOURCE_BOUNDS, 1);
    findings.ran(Rule.SOURCE_SIGN, 1);
    findings.ran(Rule.SOURCE_SCALE, 1);
    findings.ran(Rule.SOURCE_HALF_PRECISION, 1);
    findings.ran(Rule.SOURCE_CELL_ORDER, 1);
  }

  ValueDiff diff() {
    return diff;
  }

  FieldFidelity fidelity(FieldFidelity.Kind kind, String sourceKey) {
    return new FieldFidelity(
        kind,
        part.field().key().orElse(""),
        sourceKey,
        diff.n(),
        diff.max(),
        diff.mean(),
        step,
        diff.worst(),
        diff.off() + diff.missing());
  }

  /** What is wrong, or empty when nothing is. */
  Optional<ValueDiagnosis> diagnose() {
    if (!diff.agrees()) {
      return Optional.of(ValueDiagnosis.of(diff, Rule.SOURCE_VALUES, factorOfBounds()));
    }
    return part.field().bounds().flatMap(this::diagnoseBounds);
  }

  /** What bounds tell exactly, cut-off values tell roughly. */
  private double factorOfBounds() {
    Optional<Bounds> bounds = part.field().bounds();
    GeneFidelity.Extremes there = GeneFidelity.Extremes.of(diff.expected(), diff.n());
    if (bounds.isEmpty() || !(Math.abs(there.greatest()) > 0)) {
      return 1;
    }
    double factor = bounds.get().max() / there.greatest();
    double off = Math.abs(bounds.get().min() - factor * there.least());
    return off <= Math.ulp((float) bounds.get().max()) ? factor : 1;
  }

  /** Codes can be right within a step while their bounds are not those of the values. */
  private Optional<ValueDiagnosis> diagnoseBounds(Bounds bounds) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < diff.n(); i++) {
      float value = diff.expected()[i];
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    boolean none = low > high;
    boolean widened = low == high && bounds.max() > bounds.min();
    if (none || (bounds.min() == low && (bounds.max() == high || widened))) {
      return Optional.empty();
    }
    boolean half =
        bounds.min() == HalfPrecision.round((float) low)
            && bounds.max() == HalfPrecision.round((float) high);
    String found = "%s to %s".formatted(Shown.number(bounds.min()), Shown.number(bounds.max()));
    String there = "; the source has %s to %s".formatted(Shown.number(low), Shown.number(high));
    return Optional.of(
        new ValueDiagnosis(
            half ? Rule.SOURCE_HALF_PRECISION : Rule.SOURCE_BOUNDS,
            (half ? "bounds rounded to half precision, " : "bounds ") + found + there,
            new int[0]));
  }
}
