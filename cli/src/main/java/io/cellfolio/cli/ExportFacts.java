package io.cellfolio.cli;

import io.cellfolio.export.ExportPlan;
import java.util.Map;

/** The lines about an export's content that a plan and a finished export share. */
final class ExportFacts {
  private static final String LINE = "  %-12s %s%n";

  private ExportFacts() {}

  /** One line with a label and what belongs to it. */
  static String line(String label, String value) {
    return String.format("  %-12s %s\n", label, value);
  }

  /** What is in the export. */
  static String of(ExportPlan plan) {
    StringBuilder text = new StringBuilder();
    text.append(line("dataset", "%s (id %s)".formatted(plan.datasetName(), plan.datasetId())));
    text.append(line("cells", Quantities.count(plan.nCells())));
    text.append(
        line(
            "genes",
            plan.geneLocation()
                .map(place -> Quantities.count(plan.nGenes()) + " from " + place)
                .orElse("none")));
    text.append(
        line(
            "obs fields",
            "%s continuous, %s categorical"
                .formatted(
                    Quantities.count(plan.nContinuousFields()),
                    Quantities.count(plan.nCategoricalFields()))));
    text.append(line("embeddings", embeddings(plan)));
    text.append(line("latent", plan.latent().map(key -> "obsm/" + key).orElse("none")));
    text.append(
        line(
            "graph",
            plan.nEdges().isPresent()
                ? Quantities.count(plan.nEdges().getAsLong(), "edge")
                : "none"));
    text.append(
        line(
            "vectors",
            plan.vectorFields().isEmpty() ? "none" : String.join(", ", plan.vectorFields())));
    return text.toString();
  }

  private static String embeddings(ExportPlan plan) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Integer, String> embedding : plan.embeddings().entrySet()) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(embedding.getKey())
          .append("D from obsm/")
          .append(embedding.getValue());
    }
    return text.toString();
  }
}
