package io.cellfolio.cli;

import io.cellfolio.export.ExportPlan;
import io.cellfolio.h5ad.H5adSummary;
import io.cellfolio.h5ad.H5adSummary.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A part of a file that an export without options passes over.
 *
 * @param what its place in the file
 * @param why the reason, and the option that takes it where there is one
 */
record NotTaken(String what, String why) {
  private static final String OBSM = "/obsm/";
  private static final String OBSP = "/obsp/";
  private static final String CONNECTIVITIES = "connectivities";

  /** What a plan passes over. Columns of obs are not among it: the plan's notices name those. */
  static List<NotTaken> of(H5adSummary summary, ExportPlan plan) {
    List<NotTaken> found = new ArrayList<>();
    matrices(summary, plan, found);
    for (Element matrix : summary.obsm()) {
      String key = matrix.path().substring(matrix.path().indexOf(OBSM) + OBSM.length());
      boolean taken =
          plan.embeddings().containsValue(key)
              || plan.latent().filter(key::equals).isPresent()
              || plan.vectorFields().stream()
                  .anyMatch(field -> key.equals(field) || key.matches(field + "_[123]d"));
      if (!taken) {
        found.add(new NotTaken("obsm/" + key, obsm(matrix, key, plan)));
      }
    }
    List<String> graphs = summary.obsp().stream().map(Element::path).toList();
    for (Element graph : summary.obsp()) {
      // Listed twice: once by its own name and once as the graph that uns/neighbors names.
      boolean named = Collections.frequency(graphs, graph.path()) > 1;
      String key = graph.path().substring(graph.path().lastIndexOf('/') + 1);
      if (!(named || key.equals(CONNECTIVITIES)) || plan.nEdges().isEmpty()) {
        found.add(
            new NotTaken(
                graph.path().startsWith(OBSP) ? "obsp/" + key : graph.path().substring(1),
                graph.problem().isEmpty()
                    ? "one graph is shown, '%s'; --connectivities %s takes this one"
                        .formatted(CONNECTIVITIES, key)
                    : graph.problem()));
      }
    }
    if (!summary.var().isEmpty()) {
      found.add(
          new NotTaken(
              "columns of var",
              "genes are named by the index; --var-gene-id-column NAME takes a column"));
    }
    if (!summary.uns().isEmpty()) {
      found.add(new NotTaken("uns", "the format has no place for it"));
    }
    return List.copyOf(found);
  }

  private static void matrices(H5adSummary summary, ExportPlan plan, List<NotTaken> found) {
    String why = "genes come from %s; --layer %s takes them from here";
    String taken = plan.geneLocation().orElse("nowhere");
    summary
        .rawX()
        .ifPresent(
            raw -> found.add(new NotTaken(raw.path().substring(1), why.formatted(taken, "raw"))));
    for (Element layer : summary.layers()) {
      String path = layer.path().substring(1);
      String name = path.substring(path.indexOf('/') + 1);
      found.add(
          new NotTaken(
              path, layer.problem().isEmpty() ? why.formatted(taken, name) : layer.problem()));
    }
  }

  private static String obsm(Element matrix, String key, ExportPlan plan) {
    if (!matrix.problem().isEmpty()) {
      return matrix.problem();
    }
    long width = matrix.shape().size() < 2 ? 1 : matrix.shape().get(1);
    return "%s is shown; --embedding %d=%s shows this one"
        .formatted(
            String.join(" and ", plan.embeddings().values()),
            width >= 1 && width <= 3 ? width : 2,
            key);
  }
}
