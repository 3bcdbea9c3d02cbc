package io.cellfolio.validate;

import io.cellfolio.quant.EdgeList;
import io.cellfolio.quant.Symmetrization;
import io.cellfolio.quant.UnusableGraphException;
import io.cellfolio.source.MatrixSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixSparseCSC;

/** Compares the edges with a graph of the source. Which graph it is is found out. */
final class GraphFidelity {
  private static final String USUAL = "connectivities";
  private static final int MOST_EDGES = 200_000_000;

  private final Comparison comparison;
  private final Findings findings;

  GraphFidelity(Comparison comparison) {
    this.comparison = comparison;
    this.findings = comparison.findings();
  }

  /** Edges of the export. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Edges(int[] sources, int[] destinations, double[] weights) {}

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
    Optional<Edges> edges = read(part.get());
    if (edges.isEmpty()) {
      return;
    }
    Difference best = null;
    for (String key : candidates()) {
      for (EdgeList graph : graphs(key)) {
        Difference difference = difference(key, edges.get(), graph);
        if (best == null || difference.total() < best.total()) {
          best = difference;
        }
      }
      if (best != null && best.total() == 0) {
        break;
      }
    }
    report(part.get(), edges.get(), Optional.ofNullable(best));
  }

  private Optional<Edges> read(Dataset.GraphPart part) throws IOException {
    long n = part.sources().elements();
    if (n > MOST_EDGES) {
      findings.add(
          Rule.CHECK_LIMIT,
          part.sources().path(),
          Place.whole(),
          "at most " + Shown.count(MOST_EDGES) + " edges, to be compared",
          Shown.count(n));
      return Optional.empty();
    }
    int[] sources = new int[(int) n];
    int[] destinations = new int[(int) n];
    double[] weights = part.weights().isPresent() ? new double[(int) n] : null;
    try (ExportReader reader = comparison.reader()) {
      boolean whole =
          reader.whole(part.sources(), sources)
              && reader.whole(part.destinations(), destinations)
              && (weights == null || reader.doubles(part.weights().get(), weights));
      return whole ? Optional.of(new Edges(sources, destinations, weights)) : Optional.empty();
    }
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

  /** The edges that a writer could make of a matrix. */
  private List<EdgeList> graphs(String key) throws IOException {
    DMatrixSparseCSC matrix = comparison.source().obspMatrix(key);
    List<EdgeList> graphs = new ArrayList<>();
    for (Symmetrization choice : Symmetrization.values()) {
      try {
        graphs.add(comparison.arithmetic().edges(matrix, choice));
      } catch (UnusableGraphException e) {
        // With this choice no writer takes the matrix; the other choices are tried.
        continue;
      }
      if (choice == Symmetrization.NONE) {
        // A symmetric matrix gives the same edges with every choice.
        break;
      }
    }
    return graphs;
  }

  private static Difference difference(String key, Edges edges, EdgeList graph) {
    Difference difference = new Difference(key);
    int here = 0;
    int there = 0;
    while (here < edges.sources().length || there < graph.nEdges()) {
      int order = order(edges, here, graph, there);
      if (order < 0) {
        difference.surplus++;
        difference.note(
            "edge that the source lacks", edges.sources()[here], edges.destinations()[here]);
        here++;
      } else if (order > 0) {
        difference.lacking++;
        difference.note("edge that is missing", graph.source(there), graph.destination(there));
        there++;
      } else {
        if (edges.weights() != null && graph.weighted()) {
          compareWeights(difference, edges, here, graph.weight(there));
        }
        here++;
        there++;
      }
    }
    return difference;
  }

  private static void compareWeights(Difference difference, Edges edges, int edge, double weight) {
    double error = Math.abs(edges.weights()[edge] - weight);
    difference.sum += error;
    if (error > 0 || Double.isNaN(error)) {
      difference.weights++;
      difference.note(
          "weight " + edges.weights()[edge] + " for " + weight + " of edge",
          edges.sources()[edge],
          edges.destinations()[edge]);
      if (error > difference.maxWeight) {
        difference.maxWeight = error;
        difference.worst = edges.sources()[edge];
      }
    }
  }

  private static int order(Edges edges, int here, EdgeList graph, int there) {
    if (here == edges.sources().length) {
      return 1;
    }
    if (there == graph.nEdges()) {
      return -1;
    }
    int bySource = Integer.compareUnsigned(edges.sources()[here], graph.source(there));
    return bySource != 0
        ? bySource
        : Integer.compareUnsigned(edges.destinations()[here], graph.destination(there));
  }

  private void report(Dataset.GraphPart part, Edges edges, Optional<Difference> best) {
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
            edges.sources().length,
            difference.maxWeight,
            difference.sum / Math.max(1, edges.sources().length),
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
