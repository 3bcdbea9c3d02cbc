package io.cellfolio.export;

import io.cellfolio.format.Compression;
import io.cellfolio.format.DisplayText;
import io.cellfolio.format.JsonScalar;
import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.CategorySurvey;
import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.CellSource;
import io.cellfolio.source.ObsPieces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;

/**
 * Decides what becomes of each obs column.
 *
 * <p>Normative text: {@code docs/format/obs.md} and {@code docs/format/decisions.md}.
 */
final class ObsPlanner {
  private static final int WARNED_LABELS = 3;

  private final CellSource source;
  private final ExportOptions options;
  private final LayoutRules rules;
  private final Findings findings;
  private final List<FutureTask<Looked>> looks = new ArrayList<>();

  ObsPlanner(CellSource source, ExportOptions options, Findings findings) {
    this.source = source;
    this.options = options;
    this.rules = LayoutRules.of(options.layout());
    this.findings = findings;
  }

  /** A column that will be a field; labels are empty for numbers. */
  private record Kept(int column, Optional<List<JsonScalar>> labels) {}

  /** A column that was looked at, and what was found. */
  private record Looked(Optional<Kept> kept, Findings findings) {}

  /** Has a crew look at the columns; the fields can be planned then. */
  void begin(PlanningCrew crew) {
    for (int column : columns()) {
      looks.add(
          crew.begin(
              () -> {
                Findings own = new Findings();
                return new Looked(new ObsPlanner(source, options, own).keep(column), own);
              }));
    }
  }

  /** Plans the fields; to be called after {@link #begin}. */
  PlannedObs plan(Optional<String> latent) throws IOException {
    List<Kept> kept = new ArrayList<>();
    for (FutureTask<Looked> look : looks) {
      Looked looked = PlanningCrew.resultOf(look);
      if (looked.kept.isPresent()) {
        kept.add(looked.kept.get());
      }
      findings.addAll(looked.findings);
    }
    return assemble(kept, keys(kept), latent);
  }

  private List<String> keys(List<Kept> kept) {
    int[] columns = new int[kept.size()];
    List<String> names = new ArrayList<>(columns.length);
    for (int i = 0; i < columns.length; i++) {
      columns[i] = kept.get(i).column;
      names.add(source.obsNames().get(columns[i]));
    }
    return new Names("obs column", rules, options.duplicates(), findings).settle(names, columns);
  }

  private List<Integer> columns() {
    List<Integer> columns = new ArrayList<>();
    if (options.obsKeys().isEmpty()) {
      for (int i = 0; i < source.obsNames().size(); i++) {
        columns.add(i);
      }
      return columns;
    }
    Map<String, Integer> positions = new LinkedHashMap<>();
    for (int i = 0; i < source.obsNames().size(); i++) {
      positions.putIfAbsent(source.obsNames().get(i), i);
    }
    List<String> unknown = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String key : options.obsKeys().get()) {
      Integer position = positions.get(key);
      if (position == null) {
        unknown.add(key);
      } else if (!seen.add(key)) {
        findings.add(Problem.option("--obs-keys names '" + key + "' more than once"));
      } else {
        columns.add(position);
      }
    }
    if (!unknown.isEmpty()) {
      findings.add(
          Problem.option(
              "--obs-keys: obs has no column %s; it has %s"
                  .formatted(unknown, positions.keySet())));
    }
    return columns;
  }

  private Optional<Kept> keep(int position) throws IOException {
    ObsPieces column = source.obsPieces(position);
    boolean asked = options.obsKeys().isPresent();
    if (column instanceof ObsPieces.Unsupported unsupported) {
      leaveOut(column.name(), unsupported.reason());
      return Optional.empty();
    }
    if (column instanceof ObsPieces.Continuous numbers) {
      // Damage has to be found before anything is written.
      numbers.values().read((first, count, values) -> {});
      return Optional.of(new Kept(position, Optional.empty()));
    }
    if (column instanceof ObsPieces.Categorical declared && declared.nCategories() > capacity()) {
      findings.add(tooMany(column.name(), "%d".formatted(declared.nCategories())));
      return Optional.empty();
    }
    int most = SampleType.U16.categoryCapacity();
    CategorySurvey survey = CategorySurvey.of(column, most);
    int n = survey.size();
    if (column instanceof ObsPieces.Text && !asked && identifies(column.name(), survey)) {
      return Optional.empty();
    }
    if (survey.tooMany() || n > capacity()) {
      findings.add(
          tooMany(
              column.name(),
              survey.tooMany()
                  ? String.format(Locale.ROOT, "more than %,d", most)
                  : "%d".formatted(n)));
      return Optional.empty();
    }
    List<JsonScalar> labels = new ArrayList<>(n);
    for (CategoryLabel label : survey.labels()) {
      labels.add(rules.label(label));
    }
    checkLabels(column.name(), labels);
    if (n == 0) {
      findings.add(
          Notice.warning(
              "obs column '%s' has no value in any cell: a field of zero categories"
                  .formatted(column.name())));
    }
    return Optional.of(new Kept(position, Optional.of(labels)));
  }

  private Problem tooMany(String column, String categories) {
    return Problem.data(
        "obs column '%s' has %s categories, %s codes hold %d; %s"
            .formatted(
                column,
                categories,
                options.categoryWidth().label(),
                capacity(),
                capacity() < SampleType.U16.categoryCapacity()
                    ? "use --obs-categorical-dtype uint16, or leave it out with --obs-keys"
                    : "leave it out with --obs-keys"));
  }

  /** Text that tells cells apart is seldom wanted in a viewer and can be private. */
  private boolean identifies(String name, CategorySurvey survey) {
    int n = survey.size();
    int present = source.nCells() - survey.missing();
    String how = "name every wanted column in --obs-keys, this one included, to export it";
    if (n > 1 && n == present) {
      leaveOut(name, "its " + n + " texts are all different, like names of cells; " + how);
      return true;
    }
    if (survey.tooMany()) {
      leaveOut(
          name,
          String.format(
              Locale.ROOT,
              "it has more than %,d different texts, as names of cells would be",
              SampleType.U16.categoryCapacity()));
      return true;
    }
    if (n > capacity()) {
      leaveOut(
          name,
          "its " + n + " different texts exceed the " + capacity() + " categories of a field");
      return true;
    }
    return false;
  }

  private void leaveOut(String column, String why) {
    findings.add(Notice.skipped("obs column '" + column + "' is left out: " + why));
  }

  private int capacity() {
    return options.categoryWidth() == CategoryWidth.UINT8
        ? SampleType.U8.categoryCapacity()
        : SampleType.U16.categoryCapacity();
  }

  private void checkLabels(String column, List<JsonScalar> labels) {
    Set<JsonScalar> seen = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    int odd = 0;
    String first = "";
    for (JsonScalar label : labels) {
      if (!seen.add(label)) {
        repeated.add(label.toString());
      }
      if (label instanceof JsonScalar.Text text) {
        Optional<String> problem = DisplayText.problem(text.value());
        if (problem.isPresent() && odd++ == 0) {
          first = "'" + text.value() + "' " + problem.get();
        }
      }
    }
    if (!repeated.isEmpty()) {
      findings.add(
          Problem.data(
              "obs column '%s' has labels that occur more than once: %s"
                  .formatted(column, repeated.stream().sorted().limit(WARNED_LABELS).toList())));
    }
    if (odd > 0) {
      findings.add(
          Notice.warning(
              "obs column '%s': %d label%s may be shown badly, the first: %s"
                  .formatted(column, odd, odd == 1 ? "" : "s", first)));
    }
  }

  /** The number of categories of each field that has some. */
  private static List<Integer> nCategories(List<Kept> kept) {
    List<Integer> nCategories = new ArrayList<>();
    for (Kept field : kept) {
      if (field.labels.isPresent()) {
        nCategories.add(field.labels.get().size());
      }
    }
    return nCategories;
  }

  private PlannedObs assemble(List<Kept> kept, List<String> keys, Optional<String> latent) {
    Layout layout = options.layout();
    Compression compression = options.compression();
    List<SampleType> types = rules.codesTypes(options.categoryWidth(), nCategories(kept));
    boolean outliers = latent.isPresent() || rules.outliersWithoutLatent();
    List<PlannedObs.Continuous> continuous = new ArrayList<>();
    List<PlannedObs.Categorical> categorical = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      Kept field = kept.get(i);
      String key = keys.get(i);
      if (field.labels.isEmpty()) {
        continuous.add(
            new PlannedObs.Continuous(
                i,
                field.column,
                key,
                layout.obsValuesPath(i, key, options.obsType(), compression)));
      } else {
        SampleType type = types.get(categorical.size());
        categorical.add(
            new PlannedObs.Categorical(
                i,
                field.column,
                key,
                field.labels.get(),
                type,
                layout.obsCodesPath(i, key, type, compression),
                outliers
                    ? Optional.of(layout.obsOutliersPath(i, key, options.obsType(), compression))
                    : Optional.empty()));
      }
    }
    return new PlannedObs(source.nCells(), options.obsType(), continuous, categorical, latent);
  }
}
