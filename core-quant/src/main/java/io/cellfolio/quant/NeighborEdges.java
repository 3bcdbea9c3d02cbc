package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.GraphRows;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The undirected edges of a cell graph of any size, in the order of {@link EdgeList}, the same for
 * every memory and number of threads. Edges that take more than a quarter of the memory are not
 * kept: they are made again from the graph whenever they are visited.
 *
 * <p>Normative text: {@code docs/format/connectivity.md}.
 */
public final class NeighborEdges {

  /** Takes edges in ascending order. */
  interface Visitor {
    /**
     * Takes some edges.
     *
     * @param others the higher cells, from {@code from} on; valid during the call
     * @param weights their weights at the same positions, finite and above 0; null without weights
     */
    void edges(int[] others, double[] weights, int from, int count) throws IOException;
  }

  /** Takes edges one by one. */
  public interface EdgeVisitor {
    /**
     * Takes an edge. They come in ascending order of sources, then destinations.
     *
     * @param source the lower cell
     * @param destination the higher cell
     * @param weight its weight, finite and above 0; 1 without weights
     * @throws IOException when what is done with it fails; ends the visit
     */
    void edge(int source, int destination, double weight) throws IOException;
  }

  /** Edges that are kept. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Piece(int[] others, double[] weights) {}

  private final EdgeRule rule;
  private final int[] edgesOf;
  private final long nEdges;
  private final int maxNeighbors;
  private final Optional<GraphRows> again;
  private final List<Piece> pieces;

  private NeighborEdges(
      EdgeRule rule,
      int[] edgesOf,
      long nEdges,
      int maxNeighbors,
      Optional<GraphRows> again,
      List<Piece> pieces) {
    this.rule = rule;
    this.edgesOf = edgesOf;
    this.nEdges = nEdges;
    this.maxNeighbors = maxNeighbors;
    this.again = again;
    this.pieces = pieces;
  }

  static NeighborEdges settle(GraphRows rows, EdgeRule rule, MemoryBudget memory, int threads)
      throws IOException {
    int[] edgesOf = new int[rows.nCells()];
    Settling settling = new Settling(rule, edgesOf.length, memory.bytes() / 4);
    new EdgeRanges(rows, rule, EdgeRanges.shareOf(memory), threads, edgesOf).visit(settling);
    int[] degrees = settling.degrees;
    int maxNeighbors = 0;
    for (int cell = 0; cell < degrees.length; cell++) {
      maxNeighbors = Math.max(maxNeighbors, degrees[cell] + edgesOf[cell]);
    }
    return new NeighborEdges(
        rule,
        edgesOf,
        settling.nEdges,
        maxNeighbors,
        settling.pieces == null ? Optional.of(rows) : Optional.empty(),
        settling.pieces == null ? List.of() : List.copyOf(settling.pieces));
  }

  /** Counts edges, and keeps them as long as there is room. */
  private static final class Settling implements Visitor {
    private final int[] degrees;
    private final int edgeBytes;
    private long room;
    private long nEdges;
    private List<Piece> pieces = new ArrayList<>();

    Settling(EdgeRule rule, int nCells, long room) {
      this.degrees = new int[nCells];
      this.edgeBytes = EdgeRange.pairBytes(rule.weighted());
      this.room = room;
    }

    @Override
    public void edges(int[] others, double[] weights, int from, int count) {
      nEdges += count;
      for (int i = from; i < from + count; i++) {
        degrees[others[i]]++;
      }
      room -= (long) count * edgeBytes;
      if (room < 0) {
        pieces = null;
      } else {
        pieces.add(
            new Piece(
                Arrays.copyOfRange(others, from, from + count),
                weights == null ? null : Arrays.copyOfRange(weights, from, from + count)));
      }
    }
  }

  /**
   * The most bytes for each cell of the graph that are taken beside the memory while edges are
   * made.
   *
   * @param threads how many threads make them
   * @return bytes
   */
  public static long bytesPerCell(int threads) {
    // The edges and degrees of a cell, and where its segment lies.
    return EdgeCounts.bytesPerCell(threads) + 4L * Integer.BYTES;
  }

  /**
   * The number of cells of the graph.
   *
   * @return 0 or more
   */
  public int nCells() {
    return edgesOf.length;
  }

  /**
   * The number of edges.
   *
   * @return undirected edges, each counted once
   */
  public long nEdges() {
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
    return rule.weighted();
  }

  /**
   * Whether edges are in memory.
   *
   * @return false when a visit reads the graph again
   */
  public boolean kept() {
    return again.isEmpty();
  }

  /**
   * What the edges that are kept occupy.
   *
   * @return bytes, at most a quarter of the memory; 0 when they are not kept
   */
  public long keptBytes() {
    return kept() ? nEdges * EdgeRange.pairBytes(weighted()) : 0;
  }

  private void visit(MemoryBudget memory, int threads, Visitor visitor) throws IOException {
    if (kept()) {
      for (Piece piece : pieces) {
        visitor.edges(piece.others, piece.weights, 0, piece.others.length);
      }
      return;
    }
    int[] now = new int[edgesOf.length];
    try {
      new EdgeRanges(again.get(), rule, EdgeRanges.shareOf(memory), threads, now).visit(visitor);
    } catch (UnusableGraphException e) {
      throw new IOException("the graph changed while it was exported: " + e.getMessage(), e);
    }
    if (!Arrays.equals(now, edgesOf)) {
      throw changed();
    }
  }

  private static IOException changed() {
    return new IOException("the graph changed while it was exported");
  }

  /**
   * Shows all edges. Where they are not kept, every call makes them again.
   *
   * @param memory what may be occupied where edges are not kept
   * @param threads how many threads make them then; the visitor is called by one at a time
   * @param visitor takes the edges
   * @throws IOException when the graph cannot be read or has changed, or the visitor throws it
   */
  public void forEach(MemoryBudget memory, int threads, EdgeVisitor visitor) throws IOException {
    int[] cell = {0};
    int[] left = {edgesOf.length == 0 ? 0 : edgesOf[0]};
    visit(
        memory,
        threads,
        (others, weights, from, count) -> {
          for (int i = from; i < from + count; i++) {
            while (left[0] == 0) {
              if (cell[0] + 1 >= edgesOf.length) {
                throw changed();
              }
              left[0] = edgesOf[++cell[0]];
            }
            left[0]--;
            visitor.edge(cell[0], others[i], weights == null ? 1 : weights[i]);
          }
        });
  }

  /**
   * Writes the sources payload: the lower cell of every edge.
   *
   * @param type {@link SampleType#U16} or {@link SampleType#U32}
   * @param output receives little-endian numbers
   * @throws IllegalArgumentException when the type cannot hold every cell of the graph
   * @throws IOException when the output fails
   */
  public void writeSources(SampleType type, PayloadOutput output) throws IOException {
    CellNumbers numbers = new CellNumbers(type, edgesOf.length, output);
    for (int cell = 0; cell < edgesOf.length; cell++) {
      numbers.repeat(cell, edgesOf[cell]);
    }
    numbers.flush();
  }

  /**
   * Writes the other payloads: the higher cell of every edge, and its weight as float64. Where
   * edges are not kept, every call makes them again, and finds that the graph is no longer what it
   * was.
   *
   * @param type {@link SampleType#U16} or {@link SampleType#U32}
   * @param memory what may be occupied where edges are not kept
   * @param threads how many threads make them then; each output is called by one at a time
   * @param destinations receives little-endian cells, if wanted
   * @param weights receives little-endian weights, if wanted
   * @throws IllegalArgumentException when the type cannot hold every cell of the graph
   * @throws IllegalStateException when weights are wanted and edges have none
   * @throws IOException when the graph cannot be read or has changed, or an output fails
   */
  public void write(
      SampleType type,
      MemoryBudget memory,
      int threads,
      Optional<PayloadOutput> destinations,
      Optional<PayloadOutput> weights)
      throws IOException {
    if (weights.isPresent() && !weighted()) {
      throw new IllegalStateException("the edges of a binarized graph have no weights");
    }
    Optional<CellNumbers> cells = Optional.empty();
    if (destinations.isPresent()) {
      cells = Optional.of(new CellNumbers(type, nCells(), destinations.get()));
    }
    EdgeOutputs outputs = new EdgeOutputs(cells, weights, threads);
    visit(memory, threads, outputs);
    outputs.flush();
  }
}
