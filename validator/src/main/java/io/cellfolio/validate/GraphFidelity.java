package io.cellfolio.validate;

import io.cellfolio.quant.NeighborEdges;
import io.cellfolio.quant.Symmetrization;
import io.cellfolio.quant.UnusableGraphException;
import io.cellfolio.source.MatrixSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the edges with a graph of the source. Which graph it is is found out. */
final class GraphFidelity {
  private static final String USUAL = "connectivities";

  private final Comparison comparison;
  private final Findings findings;

  GraphFidelity(Comparison comparison) {
    this.comparison = comparison;
    this.findings = comparison.findings();
  }

  /** How the edges of the export differ from those of a graph. */
  private static final class Difference {
    private final String key;
    private long lacking;
    private long surplus;
    private long weights;
    private double maxWeight;
    private double sum;
    private long worst;
    private String first = "";

    Difference(String key) {
      this.key = key;
    }

    long total() {
      return lacking + surplus + weights;
    }

    private void note(String what, int from, int to) {
      if (first.isEmpty()) {
        first = "; first " + what + ": " + from + "-" + to;
      }
    }
  }

  void run() throws IOException {
    Optional<Dataset.GraphPart> part = comparison.dataset().graph();
    if (part.isEmpty()) {
      return;
    }
    Difference best = null;
    for (String key : candidates()) {
      for (Symmetrization choice : Symmetrization.values()) {
        Optional<NeighborEdges> graph = edges(key, choice);
        if (graph.isEmpty()) {
          continue;
        }
        Optional<Difference> difference = difference(key, part.get(), graph.get());
        if (difference.isEmpty()) {
          return;
        }
        if (best == null || difference.get().total() < best.total()) {
          best = difference.get();
        }
        if (choice == Symmetrization.NONE) {
          // A symmetric matrix gives the same edges with every choice.
          break;
        }
      }
      if (best != null && best.total() == 0) {
        break;
      }
    }
    report(part.get(), Optional.ofNullable(best));
  }

  private List<String> candidates() {
    List<String> keys = new ArrayList<>();
    for (MatrixSummary matrix : comparison.source().obsp()) {
      if (matrix.readable() && matrix.rows() == comparison.nCells()) {
        keys.add(matrix.key().equals(USUAL) ? 0 : keys.size(), matrix.key());
      }
    }
    return keys;
  }

  /** The edges that a writer could make of a matrix; empty when it would not take the matrix. */
  private Optional<NeighborEdges> edges(String key, Symmetrization choice) throws IOException {
    ValidationOptions options = comparison.options();
    try {
      return Optional.of(
          comparison
              .arithmetic()
              .edges(
                  comparison.source().obspRows(key), choice, options.memory(), options.threads()));
    } catch (UnusableGraphException e) {
      // The other choices are tried.
      return Optional.empty();
    }
  }

  /** Compares edge by edge; empty when those of the export cannot be read. */
  private Optional<Difference> difference(String key, Dataset.GraphPart part, NeighborEdges graph)
      throws IOException {
    ValidationOptions options = comparison.options();
    try (ExportReader reader = comparison.reader()) {
      Optional<EdgeStream> edges = reader.edges(part);
      if (edges.isEmpty()) {
        return Optional.empty();
      }
      Merge merge = new Merge(edges.get(), new Difference(key), graph.weighted());
      graph.forEach(options.memory(), options.threads(), merge);
      merge.finish();
      return edges.get().failed() ? Optional.empty() : Optional.of(merge.difference);
    }
  }

  /** Takes the edges of a graph beside those of the export; both ascend. */
  private static final class Merge implements NeighborEdges.EdgeVisitor {
    private final EdgeStream edges;
    private final Difference difference;
    private final boolean weighted;
    private boolean more;

    Merge(EdgeStream edges, Difference difference, boolean weighted) {
      this.edges = edges;
      this.difference = difference;
      this.weighted = weighted && edges.weighted();
      this.more = edges.next();
    }

    @Override
    public void edge(int source, int destination, double weight) {
      while (more && order(source, destination) < 0) {
        surplus();
      }
      if (!more || order(source, destination) > 0) {
        difference.lacking++;
        difference.note("edge that is missing", source, destination);
        return;
      }
      if (weighted) {
        compare(weight);
      }
      more = edges.next();
    }

    private int order(int source, int destination) {
      int bySource = Integer.compareUnsigned(edges.source(), source);
      return bySource != 0 ? bySource : Integer.compareUnsigned(edges.destination(), destination);
    }

    private void surplus() {
      difference.surplus++;
      difference.note("edge that the source lacks", edges.source(), edges.destination());
      more = edges.next();
    }

    private void compare(double weight) {
      double error = Math.abs(edges.weight() - weight);
      difference.sum += error;
      if (error > 0 || Double.isNaN(error)) {
        difference.weights++;
        difference.note(
            "weight " + edges.weight() + " for " + weight + " of edge",
            edges.source(),
            edges.destination());
        if (error > difference.maxWeight) {
          difference.maxWeight = error;
          difference.worst = edges.source();
        }
      }
    }

    /** Counts what the export has behind the last edge of the graph. */
    void finish() {
      while (more) {
        surplus();
      }
    }
  }

  private void report(Dataset.GraphPart part, Optional<Difference> best) {
    long nEdges = part.sources().elements();
    findings.ran(Rule.SOURCE_EDGES, 1);
    if (part.weights().isPresent()) {
      findings.ran(Rule.SOURCE_WEIGHTS, 1);
    }
    if (best.isEmpty()) {
      findings.add(
          Rule.SOURCE_EDGES,
          part.sources().path(),
          Place.whole(),
          "a graph in the source",
          "none that edges can be made of");
      return;
    }
    Difference difference = best.get();
    comparison.add(
        new FieldFidelity(
            FieldFidelity.Kind.GRAPH,
            "edges",
            difference.key,
            nEdges,
            difference.maxWeight,
            difference.sum / Math.max(1, nEdges),
            0,
            difference.worst,
            difference.total()));
    String expected = "the edges of obsp/" + difference.key;
    if (difference.lacking + difference.surplus > 0) {
      findings.add(
          Rule.SOURCE_EDGES,
          part.sources().path(),
          Place.whole(),
          expected,
          "%s missing, %s too many%s"
              .formatted(
                  Shown.count(difference.lacking),
                  Shown.count(difference.surplus),
                  difference.first));
    } else if (difference.weights > 0) {
      findings.add(
          Rule.SOURCE_WEIGHTS,
          part.weights().orElseThrow().path(),
          Place.whole(),
          "the weights of obsp/" + difference.key,
          "others for %s%s".formatted(Shown.count(difference.weights, "edge"), difference.first));
    }
  }
}
