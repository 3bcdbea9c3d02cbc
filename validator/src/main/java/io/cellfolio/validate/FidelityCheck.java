package io.cellfolio.validate;

import io.cellfolio.source.CellSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Holds an export against the data that it was made from.
 *
 * <p>A source that cannot be read ends the comparison with an exception; whatever is wrong with the
 * export is a finding.
 */
final class FidelityCheck {
  private final Comparison comparison;
  private final Structure structure;
  private final List<Alternative> alternatives;

  FidelityCheck(Comparison comparison, Structure structure, List<Alternative> alternatives) {
    this.comparison = comparison;
    this.structure = structure;
    this.alternatives = List.copyOf(alternatives);
  }

  FidelityReport run() throws IOException {
    CellSource source = comparison.source();
    Findings findings = comparison.findings();
    long nCells = comparison.dataset().nCells();
    if (!findings.holds(Rule.SOURCE_CELL_COUNT, nCells == source.nCells())) {
      findings.add(
          Rule.SOURCE_CELL_COUNT,
          "",
          Place.whole(),
          Shown.count(source.nCells(), "cell") + " as in " + source.name(),
          Shown.count(nCells));
      return new FidelityReport(source.name(), List.of());
    }
    ValidationListener listener = comparison.options().listener();
    listener.phase("comparing embeddings");
    new EmbeddingFidelity(comparison).run();
    listener.phase("comparing obs fields");
    new ObsFidelity(comparison).run();
    listener.phase("comparing the graph");
    new GraphFidelity(comparison).run();
    listener.phase("comparing genes");
    new GeneFidelity(comparison, alternatives).run(idColumn());
    comparison.reportExchanges();
    return new FidelityReport(source.name(), comparison.fields());
  }

  private Optional<String> idColumn() {
    return structure
        .documents()
        .var()
        .flatMap(root -> root.member("var_gene_id_column"))
        .flatMap(Spot::text);
  }
}
