package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import io.cellfolio.source.GeneMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Compares every value of every gene, streaming both sides. */
final class GeneFidelity {
  private final Comparison comparison;
  private final Findings findings;
  private final List<Alternative> alternatives;
  private final Map<Integer, FieldFidelity> results = new ConcurrentHashMap<>();
  private final List<Mismatch> mismatches = Collections.synchronizedList(new ArrayList<>());
  private final Map<Integer, Extremes> extremes = new ConcurrentHashMap<>();

  /**
   * A gene whose values differ from its column.
   *
   * @param index position among the exported genes
   * @param column its column in the source
   */
  record Mismatch(int index, int column) {}

  /**
   * The extremes of a column, which bounds have to equal.
   *
   * @param least smallest finite value
   * @param greatest largest finite value
   */
  record Extremes(float least, float greatest) {
    static Extremes of(float[] values, int n) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < n; i++) {
        if (Float.isFinite(values[i])) {
          low = Math.min(low, values[i]);
          high = Math.max(high, values[i]);
        }
      }
      return new Extremes(low, high);
    }
  }

  GeneFidelity(Comparison comparison, List<Alternative> alternatives) {
    this.comparison = comparison;
    this.findings = comparison.findings();
    this.alternatives = List.copyOf(alternatives);
  }

  /**
   * Compares.
   *
   * @param idColumn the var column that names the genes, if the manifest records one
   */
  void run(Optional<String> idColumn) throws IOException {
    List<Dataset.ValuesPart> genes = comparison.dataset().genes();
    Optional<GeneMatrix> matrix = comparison.source().genes();
    if (genes.isEmpty()) {
      return;
    }
    if (!findings.holds(Rule.SOURCE_FIELD_UNKNOWN, matrix.isPresent())) {
      findings.add(
          Rule.SOURCE_FIELD_UNKNOWN,
          genes.get(0).payload().path(),
          Place.whole(),
          "an expression matrix in the source",
          "none");
      return;
    }
    Map<Integer, List<Integer>> byColumn = match(genes, matrix.get(), idColumn);
    int[] columns = byColumn.keySet().stream().mapToInt(Integer::intValue).toArray();
    try (GeneStream stream = new GeneStream(comparison)) {
      stream.each(
          matrix.get(),
          columns,
          (column, desk) -> byColumn.get(column).forEach(index -> compare(index, column, desk)));
      new TreeMap<>(results).values().forEach(comparison::add);
      ValueComparison.ran(findings);
      findings.ran(Rule.SOURCE_GENES_EXCHANGED, results.size());
      findings.ran(Rule.SOURCE_LAYER, 1);
      List<Mismatch> sorted = new ArrayList<>(mismatches);
      sorted.sort((a, b) -> Integer.compare(a.index(), b.index()));
      new GeneDiagnosis(comparison, matrix.get(), stream, extremes, alternatives, idColumn)
          .run(sorted, results.size());
    }
  }

  private void compare(int index, int column, GeneStream.Desk desk) {
    Dataset.ValuesPart part = comparison.dataset().genes().get(index);
    if (!desk.reader().values(part, desk.exported())) {
      return;
    }
    ValueComparison values = ValueComparison.of(part, desk.expected(), desk.exported());
    results.put(index, values.fidelity(FieldFidelity.Kind.GENE, part.field().key().orElse("")));
    extremes.put(column, Extremes.of(desk.expected(), desk.expected().length));
    if (values.diagnose().isPresent()) {
      mismatches.add(new Mismatch(index, column));
    }
  }

  private Map<Integer, List<Integer>> match(
      List<Dataset.ValuesPart> genes, GeneMatrix matrix, Optional<String> idColumn)
      throws IOException {
    SourceNames names = names(genes, matrix, idColumn, comparison.dataset().terms().layout());
    Map<Integer, List<Integer>> byColumn = new TreeMap<>();
    for (int i = 0; i < genes.size(); i++) {
      String key = genes.get(i).field().key().orElse("");
      OptionalInt column = names.column(key);
      if (findings.holds(Rule.SOURCE_FIELD_UNKNOWN, column.isPresent())) {
        byColumn.computeIfAbsent(column.getAsInt(), c -> new ArrayList<>(1)).add(i);
      } else {
        findings.add(
            Rule.SOURCE_FIELD_UNKNOWN,
            genes.get(i).payload().path(),
            Place.whole(),
            "a gene of the source",
            "none called " + Shown.name(key));
      }
    }
    return byColumn;
  }

  /** The names that most exported genes are found under, the recorded ones first. */
  static SourceNames names(
      List<Dataset.ValuesPart> genes, GeneMatrix matrix, Optional<String> idColumn, Layout layout)
      throws IOException {
    List<List<String>> candidates = new ArrayList<>();
    if (idColumn.isPresent()) {
      matrix.geneNames(idColumn.get()).ifPresent(candidates::add);
    }
    candidates.add(matrix.geneNames());
    for (String column : matrix.varTextColumns()) {
      matrix.geneNames(column).ifPresent(candidates::add);
    }
    SourceNames best = null;
    long most = -1;
    for (List<String> candidate : candidates) {
      SourceNames names = new SourceNames(candidate, layout);
      long hits =
          genes.stream()
              .filter(gene -> names.column(gene.field().key().orElse("")).isPresent())
              .count();
      if (hits > most) {
        most = hits;
        best = names;
      }
      if (hits == genes.size()) {
        break;
      }
    }
    return best;
  }

  /** Genes by the column that they were compared with. */
  static Map<Integer, Mismatch> byColumn(List<Mismatch> mismatches) {
    Map<Integer, Mismatch> byColumn = new HashMap<>();
    mismatches.forEach(mismatch -> byColumn.putIfAbsent(mismatch.column(), mismatch));
    return byColumn;
  }
}
