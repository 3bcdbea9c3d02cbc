package io.cellfolio.export;

import io.cellfolio.source.CellSource;
import io.cellfolio.source.GeneMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides which genes are exported under which names.
 *
 * <p>Normative text: {@code docs/format/var.md} and {@code docs/format/decisions.md}.
 */
final class GenePlanner {
  private static final Pattern ACCESSION = Pattern.compile("ENS[A-Z]*G\\d{6,}(\\.\\d+)?");
  private static final List<String> SYMBOL_COLUMNS =
      List.of(
          "feature_name",
          "gene_symbols",
          "gene_symbol",
          "gene_name",
          "gene_names",
          "symbol",
          "Symbol",
          "SYMBOL",
          "gene",
          "features",
          "gene_short_name",
          "hgnc_symbol");
  private static final int MOST_LISTED = 20;
  private static final int SAMPLED = 200;

  private final CellSource source;
  private final ExportOptions options;
  private final Findings findings;

  GenePlanner(CellSource source, ExportOptions options, Findings findings) {
    this.source = source;
    this.options = options;
    this.findings = findings;
  }

  Optional<PlannedGenes> plan() throws IOException {
    if (options.genes() instanceof GeneSelection.None) {
      findings.add(Notice.chosen("no genes were asked for: the export has no var manifest"));
      return Optional.empty();
    }
    Optional<GeneMatrix> matrix = source.genes();
    boolean empty = matrix.isPresent() && matrix.get().nGenes() == 0;
    boolean asked = options.genes() instanceof GeneSelection.Named;
    if (empty && !asked && LayoutRules.of(options.layout()).manifestWithoutGenes()) {
      findings.add(Notice.skipped("the expression matrix has no genes: an empty var manifest"));
      return Optional.of(planned(matrix.get(), List.of(), new int[0]));
    }
    if (matrix.isEmpty() || empty) {
      String why = matrix.isEmpty() ? "the source has no expression matrix" : "it has no genes";
      if (asked) {
        findings.add(Problem.option("--genes: " + why));
      } else {
        findings.add(Notice.skipped("the export has no var manifest: " + why));
      }
      return Optional.empty();
    }
    Optional<List<String>> names = names(matrix.get());
    return names.isEmpty() ? Optional.empty() : select(matrix.get(), names.get());
  }

  private Optional<List<String>> names(GeneMatrix matrix) throws IOException {
    if (options.geneIdColumn().isEmpty()) {
      List<String> names = matrix.geneNames();
      hintAtSymbols(matrix, names);
      return Optional.of(names);
    }
    String column = options.geneIdColumn().get();
    Optional<List<String>> names = matrix.geneNames(column);
    if (names.isEmpty()) {
      findings.add(
          Problem.option(
              "--var-gene-id-column %s: var has no such column of text; it has %s"
                  .formatted(column, matrix.varTextColumns())));
      return Optional.empty();
    }
    List<String> present = new ArrayList<>(names.get().size());
    int missing = 0;
    for (String name : names.get()) {
      missing += name == null ? 1 : 0;
      present.add(name == null ? "" : name);
    }
    if (missing > 0) {
      findings.add(
          Problem.data(
              "--var-gene-id-column %s: %d of %d genes have no value there"
                  .formatted(column, missing, present.size())));
      return Optional.empty();
    }
    return Optional.of(present);
  }

  private void hintAtSymbols(GeneMatrix matrix, List<String> names) {
    int step = Math.max(1, names.size() / SAMPLED);
    int looked = 0;
    int accessions = 0;
    for (int i = 0; i < names.size(); i += step) {
      looked++;
      accessions += ACCESSION.matcher(names.get(i)).matches() ? 1 : 0;
    }
    if (accessions * 2 <= looked) {
      return;
    }
    for (String column : SYMBOL_COLUMNS) {
      if (matrix.varTextColumns().contains(column)) {
        findings.add(
            Notice.chosen(
                "genes are named by accessions such as %s; --var-gene-id-column %s would name them by symbols"
                    .formatted(names.get(0), column)));
        return;
      }
    }
  }

  private Optional<PlannedGenes> select(GeneMatrix matrix, List<String> all) {
    int[] columns;
    if (options.genes() instanceof GeneSelection.Named named) {
      columns = columnsOf(named.names(), all);
      if (columns.length == 0) {
        if (!findings.hasProblems()) {
          findings.add(Problem.option("--genes: none of the named genes is in the source"));
        }
        return Optional.empty();
      }
    } else {
      columns = new int[all.size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = i;
      }
    }
    List<String> names = new ArrayList<>(columns.length);
    for (int column : columns) {
      names.add(all.get(column));
    }
    List<String> settled =
        new Names("gene", LayoutRules.of(options.layout()), options.duplicates(), findings)
            .settle(names, columns);
    return Optional.of(planned(matrix, settled, columns));
  }

  private PlannedGenes planned(GeneMatrix matrix, List<String> names, int[] columns) {
    return new PlannedGenes(
        source.nCells(),
        matrix,
        names,
        columns,
        options.geneIdColumn().isPresent()
            ? options.geneIdColumn()
            : options.layout().geneIndexName(),
        options.varType(),
        options.layout(),
        options.compression());
  }

  private int[] columnsOf(List<String> wanted, List<String> all) {
    Map<String, List<Integer>> positions = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      positions.computeIfAbsent(all.get(i), name -> new ArrayList<>(1)).add(i);
    }
    List<Integer> columns = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : wanted) {
      if (!seen.add(name)) {
        findings.add(Problem.option("--genes names '" + name + "' more than once"));
      } else if (positions.containsKey(name)) {
        columns.addAll(positions.get(name));
      } else {
        missing.add(name);
      }
    }
    reportMissing(missing, wanted.size());
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  private void reportMissing(List<String> missing, int wanted) {
    if (missing.isEmpty()) {
      return;
    }
    String listed =
        missing.size() <= MOST_LISTED
            ? String.join(", ", missing)
            : String.join(", ", missing.subList(0, MOST_LISTED))
                + ", ... and "
                + (missing.size() - MOST_LISTED)
                + " more";
    String text = "%d of %d genes of --genes are not in the source: %s";
    if (options.ignoreMissingGenes()) {
      findings.add(Notice.skipped(text.formatted(missing.size(), wanted, listed)));
    } else {
      findings.add(
          Problem.option(
              (text + " (--ignore-missing-genes passes over them)")
                  .formatted(missing.size(), wanted, listed)));
    }
  }
}
