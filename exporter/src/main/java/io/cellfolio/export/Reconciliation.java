package io.cellfolio.export;

import io.cellfolio.format.DatasetIdentity;
import io.cellfolio.format.FieldEntry;
import io.cellfolio.format.Layout;
import io.cellfolio.format.VarManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the export that stands at the target with the one that is planned: what agrees is kept,
 * what is missing is added, and everything that contradicts is told at once.
 *
 * <p>Normative text: {@code docs/format/transaction.md}.
 */
final class Reconciliation {
  private static final int MOST_LISTED = 20;

  private final ExistingExport existing;
  private final PlannedDataset planned;
  private final List<String> differences = new ArrayList<>();
  private final Map<SectionName, Disposition> sections = new EnumMap<>(SectionName.class);

  private Reconciliation(ExistingExport existing, PlannedDataset planned) {
    this.existing = existing;
    this.planned = planned;
  }

  /** What becomes of each section; refuses when anything contradicts. */
  static Map<SectionName, Disposition> of(ExistingExport existing, PlannedDataset planned)
      throws IOException {
    Reconciliation reconciliation = new Reconciliation(existing, planned);
    reconciliation.compare();
    if (!reconciliation.differences.isEmpty()) {
      throw ExportRefusedException.because(
          Problem.target(
              "%s: the export that is there contradicts this run; --force replaces it:\n  %s"
                  .formatted(existing.root(), few(reconciliation.differences, "\n  "))));
    }
    return reconciliation.sections;
  }

  private void compare() throws IOException {
    if (!existing.layout().equals(planned.options().layout())) {
      differ("layout", existing.layout(), planned.options().layout());
      return;
    }
    compareIdentity();
    comparePoints();
    compareObs();
    compareGenes();
    compareGraph();
    compareVectors();
    compareFiles();
  }

  private void compareIdentity() {
    DatasetIdentity there = existing.identity();
    DatasetIdentity here = planned.identity(Optional.empty());
    differ("n_cells", there.stats().nCells(), here.stats().nCells());
    differ("dataset id", there.id(), here.id());
    differ("dataset name", there.name(), here.name());
    differ("dataset description", there.description(), here.description());
    differ("source", there.source(), here.source());
    differ("compression", existing.obs().compression(), planned.options().compression());
    there
        .exportSettings()
        .ifPresent(
            settings -> {
              differ(
                  "obs_continuous_quantization",
                  settings.obsType().dtype(),
                  planned.options().obsType().dtype());
              differ(
                  "obs_categorical_dtype",
                  settings.obsCategoricalDtype(),
                  here.exportSettings().orElseThrow().obsCategoricalDtype());
              if (existing.genes().isPresent()) {
                differ(
                    "var_quantization",
                    settings.varType().dtype(),
                    planned.options().varType().dtype());
              }
            });
  }

  private void comparePoints() throws IOException {
    differ(
        "embedding dimensions",
        existing.identity().embeddings().files().keySet(),
        planned.points().embeddings().keySet());
    keep(planned.points());
  }

  private void compareObs() throws IOException {
    List<String> there = new ArrayList<>();
    existing.obs().continuous().forEach(field -> there.add(field.key()));
    List<String> here = new ArrayList<>();
    planned.obs().continuous().forEach(field -> here.add(field.key()));
    differ("continuous obs fields", there, here);
    List<FieldEntry.Categorical> fields = existing.obs().categorical();
    differ(
        "categorical obs fields",
        fields.stream().map(FieldEntry.Categorical::key).toList(),
        planned.obs().categorical().stream().map(PlannedObs.Categorical::key).toList());
    for (int i = 0; i < Math.min(fields.size(), planned.obs().categorical().size()); i++) {
      PlannedObs.Categorical field = planned.obs().categorical().get(i);
      differ("obs field '" + field.key() + "': labels", fields.get(i).categories(), field.labels());
      differ(
          "obs field '" + field.key() + "': dtype", fields.get(i).codesType(), field.codesType());
    }
    differ(
        "centroid_outlier_quantile",
        existing.obs().centroidOutlierQuantile(),
        planned.options().centroidOutlierQuantile());
    differ(
        "outlier quantiles",
        existing.obs().outlierSchema().isPresent(),
        planned.obs().hasOutliers());
    keep(planned.obs());
  }

  private void compareGenes() throws IOException {
    if (missing(SectionName.VAR, existing.genes().isPresent(), planned.genes())) {
      return;
    }
    VarManifest there = existing.genes().orElseThrow();
    PlannedGenes here = planned.genes().orElseThrow();
    differ("var_gene_id_column", there.geneIdColumn(), here.idColumn());
    differ("gene values", there.schema().type().dtype(), here.type().dtype());
    List<String> names = there.genes().stream().map(FieldEntry.Continuous::key).toList();
    differ("genes", names, here.names());
    keep(here);
  }

  private void compareGraph() throws IOException {
    if (missing(SectionName.CONNECTIVITY, existing.graph().isPresent(), planned.graph())) {
      return;
    }
    differ("graph", existing.graph().orElseThrow(), planned.graph().orElseThrow().manifest());
    keep(planned.graph().orElseThrow());
  }

  private void compareVectors() throws IOException {
    Optional<DatasetIdentity.VectorFields> there = existing.identity().vectorFields();
    if (missing(SectionName.VECTORS, there.isPresent(), planned.vectors())) {
      return;
    }
    differ("vector fields", there.orElseThrow(), planned.vectors().orElseThrow().describe());
    keep(planned.vectors().orElseThrow());
  }

  /** Whether a section is not on both sides, with its disposition settled. */
  private boolean missing(
      SectionName name, boolean there, Optional<? extends PlannedSection> here) {
    if (there && here.isPresent()) {
      return false;
    }
    if (there) {
      differences.add("the export has a section '" + name + "' that this run would not write");
    }
    sections.put(name, here.isPresent() ? Disposition.ADDED : Disposition.ABSENT);
    return true;
  }

  private void keep(PlannedSection section) throws IOException {
    List<String> faults = new ArrayList<>();
    for (PlannedPayload payload : section.payloads()) {
      ExistingPayload.fault(existing.root(), payload, planned.options().compression())
          .ifPresent(faults::add);
    }
    if (!faults.isEmpty()) {
      differences.add(few(faults, "\n  "));
    }
    sections.put(section.name(), Disposition.KEPT);
  }

  private void compareFiles() {
    Set<String> declared = new HashSet<>();
    declared.add(Layout.IDENTITY_FILE);
    declared.add(Layout.OBS_MANIFEST_FILE);
    planned.genes().ifPresent(any -> declared.add(Layout.VAR_MANIFEST_FILE));
    planned.graph().ifPresent(any -> declared.add(Layout.CONNECTIVITY_MANIFEST_FILE));
    for (PlannedSection section : planned.sections()) {
      if (sections.get(section.name()) == Disposition.KEPT) {
        section.payloads().forEach(payload -> declared.add(payload.path()));
      }
    }
    Set<String> strange = new TreeSet<>(existing.files());
    strange.removeAll(declared);
    if (!strange.isEmpty() && differences.isEmpty()) {
      differences.add(
          strange.size()
              + " files that no manifest of this run declares: "
              + few(List.copyOf(strange), ", "));
    }
  }

  private void differ(String what, Object there, Object here) {
    if (there.equals(here)) {
      return;
    }
    if (there instanceof List<?> a && here instanceof List<?> b) {
      differences.add(what + ": " + firstDifference(a, b));
    } else {
      differences.add(
          "%s: the export has %s, this run %s".formatted(what, plain(there), plain(here)));
    }
  }

  private static String firstDifference(List<?> there, List<?> here) {
    int i = 0;
    while (i < there.size() && i < here.size() && there.get(i).equals(here.get(i))) {
      i++;
    }
    return "the export has %d, this run %d; the first difference is %s against %s at position %d"
        .formatted(there.size(), here.size(), at(there, i), at(here, i), i);
  }

  private static String at(List<?> list, int i) {
    return i < list.size() ? "'" + list.get(i) + "'" : "nothing";
  }

  private static Object plain(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? optional.get() : "none";
    }
    return value instanceof Collection<?> collection ? List.copyOf(collection) : value;
  }

  private static String few(List<String> texts, String separator) {
    return texts.size() <= MOST_LISTED
        ? String.join(separator, texts)
        : String.join(separator, texts.subList(0, MOST_LISTED))
            + separator
            + "... and "
            + (texts.size() - MOST_LISTED)
            + " more";
  }
}
