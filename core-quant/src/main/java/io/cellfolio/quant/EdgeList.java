package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;

/**
 * The undirected edges of a cell graph, each once with {@code source < destination}, ascending by
 * source and then destination. Immutable.
 *
 * <p>Normative text: {@code docs/format/connectivity.md}.
 */
public final class EdgeList {

  private final int nCells;
  private final int nEdges;
  private final int maxNeighbors;
  private final int[] sources;
  private final int[] destinations;
  private final double[] weights;

  private EdgeList(int nCells, EdgeBuffer edges, boolean weighted) {
    this.nCells = nCells;
    this.nEdges = edges.size();
    this.sources = edges.sources();
    this.destinations = edges.destinations();
    this.weights = weighted ? edges.weights() : null;
    this.maxNeighbors = largestDegree();
  }

  /**
   * The edges of a graph without weights: one wherever either direction is stored with a weight
   * other than 0. The diagonal is passed over.
   *
   * @param graph a square matrix; read only
   * @return the edges
   * @throws IllegalArgumentException when the matrix is not square or lists an element twice
   * @throws UnusableGraphException when a weight is NaN or negative
   */
  public static EdgeList binarized(DMatrixSparseCSC graph) {
    GraphPairs pairs = GraphPairs.of(graph);
    pairs.requireWeights(EdgeRule.BINARY);
    EdgeBuffer edges = new EdgeBuffer(pairs.expectedEdges(), false);
    pairs.forEach((i, j, there, back) -> edges.add(i, j, 1));
    return new EdgeList(graph.getNumRows(), edges, false);
  }

  /**
   * The edges of a graph with their weights.
   *
   * @param graph a square matrix; read only
   * @param symmetrization what to do when it is not symmetric or has a diagonal
   * @return the edges, weights finite and above 0
   * @throws IllegalArgumentException when the matrix is not square or lists an element twice
   * @throws UnusableGraphException when a weight is NaN, infinite or negative, or when the matrix
   *     is not exactly symmetric with an empty diagonal and {@code symmetrization} is {@link
   *     Symmetrization#NONE}
   */
  public static EdgeList weighted(DMatrixSparseCSC graph, Symmetrization symmetrization) {
    EdgeRule rule = new EdgeRule(true, symmetrization);
    GraphPairs pairs = GraphPairs.of(graph);
    pairs.requireWeights(rule);
    EdgeBuffer edges = new EdgeBuffer(pairs.expectedEdges(), true);
    if (rule.symmetric()) {
      pairs.requireSymmetric();
    }
    pairs.forEach(
        (i, j, there, back) -> {
          double weight = rule.weight(there, back);
          if (weight > 0) {
            edges.add(i, j, weight);
          }
        });
    return new EdgeList(graph.getNumRows(), edges, true);
  }

  /**
   * The number of cells of the graph.
   *
   * @return rows of the matrix
   */
  public int nCells() {
    return nCells;
  }

  /**
   * The number of edges.
   *
   * @return undirected edges, each counted once
   */
  public int nEdges() {
    return nEdges;
  }

  /**
   * The largest number of edges at one cell.
   *
   * @return 0 without edges
   */
  public int maxNeighbors() {
    return maxNeighbors;
  }

  /**
   * Whether edges have weights.
   *
   * @return false when binarized
   */
  public boolean weighted() {
    return weights != null;
  }

  /**
   * The lower cell of an edge.
   *
   * @param edge 0 to {@code nEdges() - 1}
   * @return a cell
   */
  public int source(int edge) {
    return sources[edge];
  }

  /**
   * The higher cell of an edge.
   *
   * @param edge 0 to {@code nEdges() - 1}
   * @return a cell
   */
  public int destination(int edge) {
    return destinations[edge];
  }

  /**
   * The weight of an edge.
   *
   * @param edge 0 to {@code nEdges() - 1}
   * @return a finite number above 0
   * @throws IllegalStateException when edges have no weights
   */
  public double weight(int edge) {
    requireWeighted();
    return weights[edge];
  }

  /**
   * Writes part of the sources payload: as many whole cell numbers as there are left and room for.
   *
   * @param type {@link SampleType#U16} or {@link SampleType#U32}
   * @param fromEdge the first edge, 0 to {@code nEdges()}
   * @param out receives little-endian numbers from its start
   * @return the number of edges written; 0 when none are left
   * @throws IllegalArgumentException when the type cannot hold every cell of the graph, or {@code
   *     out} has no room for one number
   */
  public int writeSources(SampleType type, int fromEdge, byte[] out) {
    return writeCells(sources, type, fromEdge, out);
  }

  /**
   * Writes part of the destinations payload, as {@link #writeSources} does.
   *
   * @param type {@link SampleType#U16} or {@link SampleType#U32}
   * @param fromEdge the first edge, 0 to {@code nEdges()}
   * @param out receives little-endian numbers from its start
   * @return the number of edges written; 0 when none are left
   * @throws IllegalArgumentException when the type cannot hold every cell of the graph, or {@code
   *     out} has no room for one number
   */
  public int writeDestinations(SampleType type, int fromEdge, byte[] out) {
    return writeCells(destinations, type, fromEdge, out);
  }

  /**
   * Writes part of the weights payload: as many whole float64 as there are left and room for.
   *
   * @param fromEdge the first edge, 0 to {@code nEdges()}
   * @param out receives little-endian float64 from its start
   * @return the number of edges written; 0 when none are left
   * @throws IllegalStateException when edges have no weights
   * @throws IllegalArgumentException when {@code out} has no room for one number
   */
  public int writeWeights(int fromEdge, byte[] out) {
    requireWeighted();
    int count = chunk(fromEdge, Double.BYTES, out);
    for (int i = 0; i < count; i++) {
      LittleEndian.putDouble(out, Double.BYTES * i, weights[fromEdge + i]);
    }
    return count;
  }

  private int writeCells(int[] cells, SampleType type, int fromEdge, byte[] out) {
    CellNumbers.requireRoom(type, nCells);
    int count = chunk(fromEdge, type.bytes(), out);
    if (type == SampleType.U16) {
      for (int i = 0; i < count; i++) {
        LittleEndian.putShort(out, 2 * i, cells[fromEdge + i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        LittleEndian.putInt(out, Integer.BYTES * i, cells[fromEdge + i]);
      }
    }
    return count;
  }

  private int chunk(int fromEdge, int width, byte[] out) {
    if (fromEdge < 0 || fromEdge > nEdges) {
      throw new IllegalArgumentException(
          "first edge: expected 0 to " + nEdges + ", got " + fromEdge);
    }
    if (out.length < width) {
      throw new IllegalArgumentException(
          "output buffer: expected at least " + width + " bytes, got " + out.length);
    }
    return Math.min(nEdges - fromEdge, out.length / width);
  }

  private void requireWeighted() {
    if (weights == null) {
      throw new IllegalStateException("the edges of a binarized graph have no weights");
    }
  }

  private int largestDegree() {
    int[] degrees = new int[nCells];
    for (int e = 0; e < nEdges; e++) {
      degrees[sources[e]]++;
      degrees[destinations[e]]++;
    }
    return Arrays.stream(degrees).max().orElse(0);
  }
}
