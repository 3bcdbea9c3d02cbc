package io.cellfolio.validate;

import io.cellfolio.format.PythonFloat;
import io.cellfolio.quant.CategoryCodes;
import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.ObsColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Compares a category field with its column, label by label and cell by cell. */
final class CategoryFidelity {
  private static final int SHOWN_LABELS = 4;

  private final Comparison comparison;
  private final Findings findings;
  private final Dataset.CategoryPart part;

  CategoryFidelity(Comparison comparison, Dataset.CategoryPart part) {
    this.comparison = comparison;
    this.findings = comparison.findings();
    this.part = part;
  }

  void compare(ObsColumn column, ExportReader reader) {
    boolean numbers = column instanceof ObsColumn.Continuous;
    boolean unreadable = column instanceof ObsColumn.Unsupported;
    if (!findings.holds(Rule.SOURCE_FIELD_KIND, !numbers && !unreadable)) {
      findings.add(
          Rule.SOURCE_FIELD_KIND,
          part.codes().path(),
          Place.whole(),
          "no category field, because the column holds " + ObsFidelity.kind(column),
          "a category field");
      return;
    }
    int[] exported = new int[comparison.nCells()];
    if (part.field().labels().isEmpty() || !reader.whole(part.codes(), exported)) {
      return;
    }
    CategoryCodes codes = CategoryCodes.of(column);
    List<String> there = codes.labels().stream().map(this::text).toList();
    List<String> here =
        part.field().labels().get().items().stream().map(CategoryFidelity::text).toList();
    checkLabels(there, here, column.name());
    int[] expected = IntStream.range(0, codes.nCells()).map(codes.codes()::code).toArray();
    compareCells(there, here, expected, exported, column.name());
  }

  /** A label as both sides can be compared: with its type where the layout keeps it. */
  private String text(CategoryLabel label) {
    boolean typed = comparison.dataset().terms().has(LayoutTerms.Trait.TYPED_LABELS);
    if (label instanceof CategoryLabel.Text text) {
      return "text " + text.value();
    }
    if (label instanceof CategoryLabel.Flag flag) {
      return typed ? "flag " + flag.value() : flag.value() ? "text True" : "text False";
    }
    if (label instanceof CategoryLabel.Whole whole) {
      return typed ? number(whole.value()) : "text " + whole.value();
    }
    double value = ((CategoryLabel.Real) label).value();
    if (typed) {
      return number(value);
    }
    return "text " + (Double.isFinite(value) ? PythonFloat.repr(value) : pythonSpecial(value));
  }

  private static String pythonSpecial(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  private static String text(Spot label) {
    if (label.value() instanceof Json.Num number) {
      return number(number.value());
    }
    if (label.value() instanceof Json.Flag flag) {
      return "flag " + flag.value();
    }
    return "text " + label.text().orElse("");
  }

  private static String number(double value) {
    return "number " + (value == 0 ? 0d : value);
  }

  private static String shown(String text) {
    return Shown.name(text.substring(text.indexOf(' ') + 1));
  }

  private void checkLabels(List<String> there, List<String> here, String column) {
    if (!findings.holds(Rule.SOURCE_LABELS, there.equals(here))) {
      List<String> surplus = new ArrayList<>(here);
      surplus.removeAll(new HashSet<>(there));
      List<String> absent = new ArrayList<>(there);
      absent.removeAll(new HashSet<>(here));
      String found =
          surplus.isEmpty() && absent.isEmpty()
              ? "the same labels in another order"
              : "labels that it lacks: %s; none of: %s".formatted(some(surplus), some(absent));
      findings.add(
          Rule.SOURCE_LABELS,
          part.field().labels().orElseThrow(),
          "the %d labels of obs column %s".formatted(there.size(), Shown.name(column)),
          found);
    }
  }

  private static String some(List<String> labels) {
    List<String> first = labels.stream().limit(SHOWN_LABELS).map(CategoryFidelity::shown).toList();
    return labels.isEmpty()
        ? "-"
        : String.join(", ", first) + (labels.size() > SHOWN_LABELS ? ", ..." : "");
  }

  private void compareCells(
      List<String> there, List<String> here, int[] expected, int[] exported, String column) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < there.size(); i++) {
      positions.putIfAbsent(there.get(i), i);
    }
    // Codes of the export as positions among the labels of the source; -2 is a label of its own.
    int[] translated = new int[exported.length];
    int off = 0;
    int missing = 0;
    int first = -1;
    for (int cell = 0; cell < exported.length; cell++) {
      int code = exported[cell];
      boolean none = code < 0 || code >= here.size();
      translated[cell] = none ? -1 : positions.getOrDefault(here.get(code), -2);
      if (translated[cell] != expected[cell]) {
        first = off++ == 0 ? cell : first;
        missing += translated[cell] == -1 || expected[cell] == -1 ? 1 : 0;
      }
    }
    comparison.add(
        new FieldFidelity(
            FieldFidelity.Kind.CATEGORY,
            part.field().key().orElse(""),
            column,
            exported.length,
            off,
            (double) off / Math.max(1, exported.length),
            0,
            Math.max(0, first),
            off));
    for (Rule rule :
        List.of(Rule.SOURCE_CATEGORY, Rule.SOURCE_LABELS_SHIFTED, Rule.SOURCE_MISSING_VALUES)) {
      findings.ran(rule, 1);
    }
    if (off > 0) {
      comparison.report(
          part.codes(),
          diagnose(there, expected, translated, off, missing, first),
          "the categories of obs column " + Shown.name(column));
    }
  }

  private ValueDiagnosis diagnose(
      List<String> labels, int[] expected, int[] translated, int off, int missing, int first) {
    int[] none = {};
    int[] mapping = mapping(labels.size(), expected, translated);
    if (mapping != null && off > 2) {
      return new ValueDiagnosis(Rule.SOURCE_LABELS_SHIFTED, shift(labels, mapping), none);
    }
    int[] cells = differing(expected, translated, off);
    if (off >= 2 && sameCounts(expected, translated, cells)) {
      return new ValueDiagnosis(
          Rule.SOURCE_CELL_ORDER,
          "the categories of %s in another order: cells %s"
              .formatted(Shown.count(off, "cell"), ValueDiagnosis.shown(cells)),
          cells);
    }
    String example =
        "; cell %d is %s, in the source %s"
            .formatted(first, label(labels, translated[first]), label(labels, expected[first]));
    if (missing == off) {
      return new ValueDiagnosis(
          Rule.SOURCE_MISSING_VALUES,
          "a category on one side only in " + Shown.count(off, "cell") + example,
          none);
    }
    return new ValueDiagnosis(
        Rule.SOURCE_CATEGORY, "another category in " + Shown.count(off, "cell") + example, none);
  }

  private static String label(List<String> labels, int code) {
    return code == -1 ? "missing" : code < 0 ? "of another label" : shown(labels.get(code));
  }

  private static int[] differing(int[] expected, int[] translated, int count) {
    int[] cells = new int[count];
    int at = 0;
    for (int cell = 0; cell < expected.length; cell++) {
      if (expected[cell] != translated[cell]) {
        cells[at++] = cell;
      }
    }
    return cells;
  }

  private static boolean sameCounts(int[] expected, int[] translated, int[] cells) {
    int[] there = Arrays.stream(cells).map(cell -> expected[cell]).sorted().toArray();
    int[] here = Arrays.stream(cells).map(cell -> translated[cell]).sorted().toArray();
    return Arrays.equals(there, here);
  }

  /** Which category each category became, or null when its cells do not agree about that. */
  private static int[] mapping(int count, int[] expected, int[] translated) {
    int[] mapping = new int[count];
    Arrays.fill(mapping, -1);
    for (int cell = 0; cell < expected.length; cell++) {
      int from = expected[cell];
      int to = translated[cell];
      if (from < 0 && to < 0) {
        continue;
      }
      if (from < 0 || to < 0 || (mapping[from] >= 0 && mapping[from] != to)) {
        return null;
      }
      mapping[from] = to;
    }
    return mapping;
  }

  private static String shift(List<String> labels, int[] mapping) {
    List<String> changes = new ArrayList<>();
    boolean even = true;
    int steps = 0;
    for (int from = 0; from < mapping.length; from++) {
      if (mapping[from] >= 0 && mapping[from] != from) {
        int here = Math.floorMod(mapping[from] - from, mapping.length);
        even &= steps == 0 || steps == here;
        steps = here;
        if (changes.size() < SHOWN_LABELS) {
          changes.add(
              "cells of %s as %s"
                  .formatted(shown(labels.get(from)), shown(labels.get(mapping[from]))));
        }
      } else if (mapping[from] == from) {
        even = false;
      }
    }
    String how = even ? "labels shifted by " + steps + ": " : "labels exchanged: ";
    return how + String.join(", ", changes);
  }
}
