package io.cellfolio.validate;

import io.cellfolio.format.Bounds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the tuples of one axis have in common: number, key and bounds.
 *
 * <p>Normative text: {@code docs/format/obs.md}, {@code var.md}; {@code reader.md}, V40 to V43,
 * V52.
 */
final class TupleCheck {
  private final LayoutTerms terms;
  private final Findings findings;
  private final AxisRules rules;
  private final long total;
  private final BitSet indices = new BitSet();
  private final Set<String> keys = new HashSet<>();
  private int position;

  /**
   * The rules of an axis.
   *
   * @param tuple about the number of members
   * @param index about the number of the field
   * @param key about the key
   * @param bounds about the bounds
   */
  record AxisRules(Rule tuple, Rule index, Rule key, Rule bounds) {
    static final AxisRules OBS =
        new AxisRules(Rule.OBS_TUPLE, Rule.OBS_INDEX, Rule.OBS_KEY, Rule.OBS_BOUNDS);
    static final AxisRules VAR =
        new AxisRules(Rule.GENE_TUPLE, Rule.GENE_INDEX, Rule.GENE_NAME, Rule.GENE_BOUNDS);
  }

  /**
   * Checks for one axis.
   *
   * @param total how many tuples the axis has
   */
  TupleCheck(LayoutTerms terms, Findings findings, AxisRules rules, long total) {
    this.terms = terms;
    this.findings = findings;
    this.rules = rules;
    this.total = total;
  }

  /** Whether a tuple is an array of the right length. */
  boolean checkSize(Spot tuple, int body, boolean quantized) {
    int expected = terms.headSize() + body + (quantized ? 2 : 0);
    // A dataset has tens of thousands of tuples: texts are made for wrong ones only.
    if (findings.holds(rules.tuple(), tuple.isArray() && tuple.size() == expected)) {
      return true;
    }
    findings.add(
        rules.tuple(),
        tuple,
        "an array of %d, because values are %squantized"
            .formatted(expected, quantized ? "" : "not "),
        tuple.shown());
    return false;
  }

  /** The number of a field, which no other field of the axis has. */
  OptionalInt checkIndex(Spot tuple) {
    int here = position++;
    if (!terms.has(rules.index())) {
      return OptionalInt.of(here);
    }
    Spot spot = tuple.item(0);
    OptionalLong count = spot.count();
    boolean inRange = count.isPresent() && count.getAsLong() < total;
    if (!findings.holds(rules.index(), inRange && !indices.get((int) count.getAsLong()))) {
      findings.add(
          rules.index(),
          spot,
          "a number from 0 to %d that no other field has".formatted(total - 1),
          spot.shown());
      return OptionalInt.empty();
    }
    indices.set((int) count.getAsLong());
    return OptionalInt.of((int) count.getAsLong());
  }

  /** The key of a field, which no other field of the axis has. */
  Optional<String> checkKey(Spot tuple) {
    Spot spot = tuple.item(terms.headSize() - 1);
    if (!findings.require(rules.key(), spot.isNonEmptyText(), spot, "a string that is not empty")) {
      return Optional.empty();
    }
    String key = spot.text().orElseThrow();
    DisplayChecks.check(findings, spot);
    findings.require(rules.key(), keys.add(key), spot, "a key that no other field has");
    return Optional.of(key);
  }

  /** Bounds at the end of a tuple. */
  Optional<Bounds> checkBounds(Spot tuple, int at) {
    Spot low = tuple.item(at);
    Spot high = tuple.item(at + 1);
    boolean numbers =
        findings.require(rules.bounds(), low.real().isPresent(), low, "a finite number");
    numbers &= findings.require(rules.bounds(), high.real().isPresent(), high, "a finite number");
    if (!numbers) {
      return Optional.empty();
    }
    double min = low.real().orElseThrow();
    double max = high.real().orElseThrow();
    if (!findings.holds(rules.bounds(), min <= max)) {
      findings.add(rules.bounds(), high, "at least the minimum, " + low.shown(), high.shown());
      return Optional.empty();
    }
    checkSingle(low, min);
    if (!isWidened(min, max)) {
      checkSingle(high, max);
    }
    return Optional.of(new Bounds(min, max));
  }

  /** Whether the keyed layout made a range of one value: its maximum needs not be a single. */
  private boolean isWidened(double min, double max) {
    return terms.has(LayoutTerms.Trait.CONSTANTS_WIDENED)
        && (max == min + 1 || max == Math.nextUp(min));
  }

  private void checkSingle(Spot spot, double bound) {
    findings.require(
        Rule.BOUND_NOT_SINGLE, (float) bound == bound, spot, "a number of single precision");
  }

  /** Bounds that are there if and only if values are quantized. */
  static boolean isQuantized(Optional<Storage> storage) {
    return storage.isPresent()
        && storage.get().type().isPresent()
        && storage.get().type().get().coded();
  }

  /** The fields of numbers that an array of tuples lists, as far as they make sense. */
  List<ValueField> values(Optional<Spot> array, boolean quantized) {
    List<ValueField> fields = new ArrayList<>();
    for (Spot tuple : Spot.itemsOf(array)) {
      fields.add(value(tuple, quantized));
    }
    return fields;
  }

  private ValueField value(Spot tuple, boolean quantized) {
    if (!checkSize(tuple, 0, quantized)) {
      position++;
      return new ValueField(tuple, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }
    OptionalInt index = checkIndex(tuple);
    Optional<String> key = checkKey(tuple);
    Optional<Bounds> bounds = quantized ? checkBounds(tuple, terms.headSize()) : Optional.empty();
    return new ValueField(tuple, index, key, bounds);
  }

  /** Whether every field got a number and a key. */
  static boolean isComplete(List<ValueField> fields) {
    for (ValueField field : fields) {
      if (field.index().isEmpty() || field.key().isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
