package io.cellfolio.export;

import io.cellfolio.source.CellSource;
import io.cellfolio.source.MatrixSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which obsm matrices are vector fields: {@code velocity_umap_2d} is the field {@code
 * velocity_umap} in 2D, {@code velocity_umap} is it in its own width where no explicit one exists.
 *
 * <p>Normative text: {@code docs/format/vectors.md}.
 */
final class VectorSelection {
  private static final Pattern EXPLICIT = Pattern.compile("(.+)_([123])d");
  private static final Pattern DETECTED = Pattern.compile("(?!X_).+_umap(_[123]d)?");

  private final Map<String, MatrixSummary> obsm;
  private final Set<Integer> dimensions;
  private final LayoutRules rules;
  private final Findings findings;

  /** Selects among the obsm matrices that lie over the given dimensions. */
  VectorSelection(
      CellSource source, Set<Integer> dimensions, LayoutRules rules, Findings findings) {
    this.obsm = Matrices.byKey(source.obsm());
    this.dimensions = dimensions;
    this.rules = rules;
    this.findings = findings;
  }

  /**
   * A vector field and its matrices.
   *
   * @param id its name
   * @param keys obsm key by dimension
   */
  record Selected(String id, SortedMap<Integer, String> keys) {
    Selected {
      keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }
  }

  /** Whether detection takes an obsm key for a vector field. */
  static boolean looksLikeOne(String key) {
    return DETECTED.matcher(key).matches();
  }

  List<Selected> select(Optional<List<String>> explicit) {
    List<String> keys = explicit.isPresent() ? explicit.get() : detected();
    Map<String, SortedMap<Integer, String>> fields = new LinkedHashMap<>();
    boolean asked = explicit.isPresent();
    // Keys that name their dimension win over those that only have a width.
    for (boolean named : new boolean[] {true, false}) {
      for (String key : keys) {
        Matcher matcher = EXPLICIT.matcher(key);
        if (matcher.matches() == named) {
          String id = named ? matcher.group(1) : key;
          int declared = named ? Integer.parseInt(matcher.group(2)) : 0;
          Optional<Integer> dimension = dimensionOf(key, declared, id, asked);
          if (dimension.isPresent()) {
            partsOf(id, fields).putIfAbsent(dimension.get(), key);
          }
        }
      }
    }
    List<Selected> selected = new ArrayList<>();
    for (var entry : fields.entrySet()) {
      selected.add(new Selected(entry.getKey(), entry.getValue()));
    }
    return rules.orderVectors(selected);
  }

  private List<String> detected() {
    List<String> keys = new ArrayList<>();
    for (String key : obsm.keySet()) {
      if (looksLikeOne(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static SortedMap<Integer, String> partsOf(
      String id, Map<String, SortedMap<Integer, String>> fields) {
    SortedMap<Integer, String> parts = fields.get(id);
    if (parts == null) {
      parts = new TreeMap<>();
      fields.put(id, parts);
    }
    return parts;
  }

  private Optional<Integer> dimensionOf(String key, int declared, String id, boolean asked) {
    MatrixSummary summary = obsm.get(key);
    String why;
    if (summary == null) {
      why = "there is no such obsm matrix";
    } else if (!summary.readable()) {
      why = summary.unreadable();
    } else if (declared != 0 && summary.columns() != declared) {
      why = "expected " + declared + " columns, the matrix has " + summary.columns();
    } else if (rules.vectorIdProblem(id).isPresent()) {
      why = rules.vectorIdProblem(id).get();
    } else if (summary.columns() > 3 || !dimensions.contains((int) summary.columns())) {
      why = "there is no embedding of its " + summary.columns() + " dimensions";
    } else {
      return Optional.of((int) summary.columns());
    }
    if (asked) {
      findings.add(Problem.option("--vector-field %s: %s".formatted(key, why)));
    } else {
      findings.add(Notice.skipped("vector field obsm '%s' is left out: %s".formatted(key, why)));
    }
    return Optional.empty();
  }
}
