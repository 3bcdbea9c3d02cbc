package io.cellfolio.validate;

import io.cellfolio.format.Bounds;
import io.cellfolio.source.CellSource;
import io.cellfolio.source.GeneMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Names what is wrong with genes that differ from their columns. */
final class GeneDiagnosis {
  private static final int MOST_EXCHANGED = 24;
  private static final int MOST_CANDIDATES = 48;
  private static final int SAMPLE = 6;

  private final Comparison comparison;
  private final Findings findings;
  private final GeneMatrix matrix;
  private final GeneStream stream;
  private final Map<Integer, GeneFidelity.Extremes> extremes;
  private final List<Alternative> alternatives;
  private final Optional<String> idColumn;

  GeneDiagnosis(
      Comparison comparison,
      GeneMatrix matrix,
      GeneStream stream,
      Map<Integer, GeneFidelity.Extremes> extremes,
      List<Alternative> alternatives,
      Optional<String> idColumn) {
    this.comparison = comparison;
    this.findings = comparison.findings();
    this.matrix = matrix;
    this.stream = stream;
    this.extremes = extremes;
    this.alternatives = List.copyOf(alternatives);
    this.idColumn = idColumn;
  }

  /**
   * Reports genes that differ.
   *
   * @param mismatches the genes, in the order of the export
   * @param compared how many genes were compared
   */
  void run(List<GeneFidelity.Mismatch> mismatches, int compared) throws IOException {
    if (mismatches.isEmpty()) {
      return;
    }
    boolean most = mismatches.size() >= 2 && 2 * mismatches.size() >= compared;
    if (most && isOfOtherLayer(mismatches, compared)) {
      return;
    }
    Set<Integer> exchanged = reportExchanged(mismatches);
    List<GeneFidelity.Mismatch> others =
        mismatches.stream().filter(mismatch -> !exchanged.contains(mismatch.index())).toList();
    Map<Integer, ValueDiagnosis> diagnoses = diagnose(others);
    if (most && exchanged.isEmpty() && isOfOtherScale(others, diagnoses, compared)) {
      return;
    }
    report(others, diagnoses);
  }

  private Dataset.ValuesPart part(GeneFidelity.Mismatch mismatch) {
    return comparison.dataset().genes().get(mismatch.index());
  }

  private String name(GeneFidelity.Mismatch mismatch) {
    return Shown.name(part(mismatch).field().key().orElse(""));
  }

  private boolean isOfOtherLayer(List<GeneFidelity.Mismatch> mismatches, int compared)
      throws IOException {
    List<GeneFidelity.Mismatch> sample = mismatches.subList(0, Math.min(SAMPLE, mismatches.size()));
    for (Alternative alternative : alternatives) {
      try (CellSource source = alternative.opener().open()) {
        if (source.genes().isPresent()
            && source.nCells() == comparison.nCells()
            && allAgree(sample, source.genes().get())) {
          reportLayer(mismatches, compared, "the values of " + alternative.name() + " instead");
          return true;
        }
      }
    }
    return false;
  }

  private boolean allAgree(List<GeneFidelity.Mismatch> sample, GeneMatrix other)
      throws IOException {
    SourceNames names =
        GeneFidelity.names(
            sample.stream().map(this::part).toList(),
            other,
            idColumn,
            comparison.dataset().terms().layout());
    Map<Integer, GeneFidelity.Mismatch> byColumn = new TreeMap<>();
    for (GeneFidelity.Mismatch mismatch : sample) {
      OptionalInt column = names.column(part(mismatch).field().key().orElse(""));
      if (column.isEmpty()) {
        return false;
      }
      byColumn.put(column.getAsInt(), mismatch);
    }
    Set<Integer> disagreeing = ConcurrentHashMap.newKeySet();
    int[] columns = byColumn.keySet().stream().mapToInt(Integer::intValue).toArray();
    stream.each(
        other,
        columns,
        (column, desk) -> {
          Dataset.ValuesPart part = part(byColumn.get(column));
          if (!desk.reader().values(part, desk.exported())
              || ValueComparison.of(part, desk.expected(), desk.exported())
                  .diagnose()
                  .isPresent()) {
            disagreeing.add(column);
          }
        });
    return disagreeing.isEmpty();
  }

  private void reportLayer(List<GeneFidelity.Mismatch> mismatches, int compared, String found) {
    findings.add(
        Rule.SOURCE_LAYER,
        part(mismatches.get(0)).payload().path(),
        Place.whole(),
        "the values of " + matrix.location(),
        "%s, in %s of %s"
            .formatted(found, Shown.count(mismatches.size()), Shown.count(compared, "gene")));
  }

  /** Finds genes that hold the values of other genes. */
  private Set<Integer> reportExchanged(List<GeneFidelity.Mismatch> mismatches) throws IOException {
    List<GeneFidelity.Mismatch> first =
        mismatches.subList(0, Math.min(MOST_EXCHANGED, mismatches.size()));
    Map<Integer, float[]> exported = exportedValues(first);
    Map<Integer, Integer> origin = new ConcurrentHashMap<>();
    stream.each(
        matrix,
        candidates(first),
        (column, desk) -> {
          for (GeneFidelity.Mismatch mismatch : first) {
            float[] values = exported.get(mismatch.index());
            if (mismatch.column() != column
                && values != null
                && ValueComparison.of(part(mismatch), desk.expected(), values)
                    .diagnose()
                    .isEmpty()) {
              origin.putIfAbsent(mismatch.index(), column);
            }
          }
        });
    List<String> names = origin.isEmpty() ? List.of() : matrix.geneNames();
    for (GeneFidelity.Mismatch mismatch : first) {
      if (origin.containsKey(mismatch.index())) {
        findings.add(
            Rule.SOURCE_GENES_EXCHANGED,
            part(mismatch).payload().path(),
            Place.whole(),
            "the values of gene " + name(mismatch),
            "those of " + Shown.name(names.get(origin.get(mismatch.index()))));
      }
    }
    return origin.keySet();
  }

  private Map<Integer, float[]> exportedValues(List<GeneFidelity.Mismatch> mismatches)
      throws IOException {
    Map<Integer, float[]> values = new TreeMap<>();
    try (ExportReader reader = comparison.reader()) {
      for (GeneFidelity.Mismatch mismatch : mismatches) {
        float[] target = new float[comparison.nCells()];
        if (reader.values(part(mismatch), target) && varies(target)) {
          values.put(mismatch.index(), target);
        }
      }
    }
    return values;
  }

  /** The values of a constant gene could be anybody's. */
  private static boolean varies(float[] values) {
    GeneFidelity.Extremes extremes = GeneFidelity.Extremes.of(values, values.length);
    return extremes.least() < extremes.greatest();
  }

  /** Columns of genes that differ, and columns whose extremes are the bounds of such a gene. */
  private int[] candidates(List<GeneFidelity.Mismatch> mismatches) {
    Set<Integer> columns = new TreeSet<>();
    Set<GeneFidelity.Extremes> wanted = new HashSet<>();
    for (GeneFidelity.Mismatch mismatch : mismatches) {
      columns.add(mismatch.column());
      Optional<Bounds> bounds = part(mismatch).field().bounds();
      bounds.ifPresent(
          b -> wanted.add(new GeneFidelity.Extremes((float) b.min(), (float) b.max())));
    }
    int most = columns.size() + MOST_CANDIDATES;
    for (Map.Entry<Integer, GeneFidelity.Extremes> column : new TreeMap<>(extremes).entrySet()) {
      if (columns.size() < most && wanted.contains(column.getValue())) {
        columns.add(column.getKey());
      }
    }
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  private Map<Integer, ValueDiagnosis> diagnose(List<GeneFidelity.Mismatch> mismatches)
      throws IOException {
    Map<Integer, List<GeneFidelity.Mismatch>> byColumn = new TreeMap<>();
    for (GeneFidelity.Mismatch mismatch : mismatches) {
      byColumn.computeIfAbsent(mismatch.column(), c -> new ArrayList<>(1)).add(mismatch);
    }
    Map<Integer, ValueDiagnosis> diagnoses = new ConcurrentHashMap<>();
    stream.each(
        matrix,
        byColumn.keySet().stream().mapToInt(Integer::intValue).toArray(),
        (column, desk) -> {
          for (GeneFidelity.Mismatch mismatch : byColumn.get(column)) {
            if (desk.reader().values(part(mismatch), desk.exported())) {
              ValueComparison.of(part(mismatch), desk.expected(), desk.exported())
                  .diagnose()
                  .ifPresent(diagnosis -> diagnoses.put(mismatch.index(), diagnosis));
            }
          }
        });
    return diagnoses;
  }

  /** Whether values grow where those of the source grow, and are 0 where those are. */
  private boolean isOfOtherScale(
      List<GeneFidelity.Mismatch> mismatches, Map<Integer, ValueDiagnosis> diagnoses, int compared)
      throws IOException {
    List<GeneFidelity.Mismatch> sample =
        mismatches.stream()
            .filter(m -> diagnoses.get(m.index()) != null)
            .filter(m -> diagnoses.get(m.index()).rule() == Rule.SOURCE_VALUES)
            .limit(SAMPLE)
            .toList();
    if (sample.size() < Math.min(SAMPLE, mismatches.size())) {
      return false;
    }
    Map<Integer, GeneFidelity.Mismatch> byColumn = GeneFidelity.byColumn(sample);
    Set<Integer> unlike = ConcurrentHashMap.newKeySet();
    stream.each(
        matrix,
        byColumn.keySet().stream().mapToInt(Integer::intValue).sorted().toArray(),
        (column, desk) -> {
          Dataset.ValuesPart part = part(byColumn.get(column));
          if (!desk.reader().values(part, desk.exported())
              || !RankOrder.sameSign(
                  desk.expected(), desk.exported(), ValueComparison.tolerance(part))) {
            unlike.add(column);
          }
        });
    if (!unlike.isEmpty()) {
      return false;
    }
    reportLayer(
        mismatches,
        compared,
        "values of another scale that are 0 in the same cells, such as raw counts for"
            + " normalized values");
    return true;
  }

  private void report(
      List<GeneFidelity.Mismatch> mismatches, Map<Integer, ValueDiagnosis> diagnoses) {
    for (GeneFidelity.Mismatch mismatch : mismatches) {
      ValueDiagnosis diagnosis = diagnoses.get(mismatch.index());
      if (diagnosis != null) {
        comparison.report(
            part(mismatch).payload(), diagnosis, "the values of gene " + name(mismatch));
      }
    }
  }
}
