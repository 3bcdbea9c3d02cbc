package io.cellfolio.validate;

import io.cellfolio.source.ObsColumn;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** Compares obs fields with their columns. */
final class ObsFidelity {
  private final Comparison comparison;
  private final Findings findings;
  private final SourceNames names;

  ObsFidelity(Comparison comparison) {
    this.comparison = comparison;
    this.findings = comparison.findings();
    this.names =
        new SourceNames(comparison.source().obsNames(), comparison.dataset().terms().layout());
  }

  void run() throws IOException {
    try (ExportReader reader = comparison.reader()) {
      for (Dataset.ValuesPart part : comparison.dataset().continuous()) {
        Optional<ObsColumn> column = column(part.payload(), part.field().key().orElse(""));
        if (column.isPresent()) {
          compare(part, column.get(), reader);
        }
      }
      for (Dataset.CategoryPart part : comparison.dataset().categories()) {
        Optional<ObsColumn> column = column(part.codes(), part.field().key().orElse(""));
        if (column.isPresent()) {
          new CategoryFidelity(comparison, part).compare(column.get(), reader);
        }
      }
    }
  }

  private Optional<ObsColumn> column(Payload payload, String key) throws IOException {
    OptionalInt column = names.column(key);
    if (!findings.holds(Rule.SOURCE_FIELD_UNKNOWN, column.isPresent())) {
      findings.add(
          Rule.SOURCE_FIELD_UNKNOWN,
          payload.path(),
          Place.whole(),
          "an obs column of the source",
          "none called " + Shown.name(key));
      return Optional.empty();
    }
    return Optional.of(comparison.source().obsColumn(column.getAsInt()));
  }

  private void compare(Dataset.ValuesPart part, ObsColumn column, ExportReader reader) {
    if (!findings.holds(Rule.SOURCE_FIELD_KIND, column instanceof ObsColumn.Continuous)) {
      findings.add(
          Rule.SOURCE_FIELD_KIND,
          part.payload().path(),
          Place.whole(),
          "a category field, because the column holds " + kind(column),
          "a continuous field");
      return;
    }
    float[] exported = new float[comparison.nCells()];
    if (!reader.values(part, exported)) {
      return;
    }
    ValueComparison values =
        ValueComparison.of(part, ((ObsColumn.Continuous) column).values(), exported);
    comparison.add(values.fidelity(FieldFidelity.Kind.CONTINUOUS, column.name()));
    ValueComparison.ran(findings);
    values
        .diagnose()
        .ifPresent(
            diagnosis ->
                comparison.report(
                    part.payload(),
                    diagnosis,
                    "the values of obs column " + Shown.name(column.name())));
  }

  static String kind(ObsColumn column) {
    if (column instanceof ObsColumn.Continuous) {
      return "numbers";
    }
    if (column instanceof ObsColumn.Flags) {
      return "truth values";
    }
    if (column instanceof ObsColumn.Text) {
      return "text";
    }
    return column instanceof ObsColumn.Categorical ? "categories" : "something unreadable";
  }
}
