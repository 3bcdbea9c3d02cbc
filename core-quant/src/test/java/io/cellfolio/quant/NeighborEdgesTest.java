package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.GraphRows;
import io.cellfolio.source.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.ops.DConvertMatrixStruct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Edges that are made in pieces are those that are made as a whole. */
class NeighborEdgesTest {
  private static final MemoryBudget LEAST = new MemoryBudget(MemoryBudget.MINIMUM_BYTES);

  /** What payloads and counts of a graph are. */
  private record Written(
      long nEdges, int maxNeighbors, String sources, String destinations, String weights) {}

  private static Written whole(EdgeList edges, SampleType type) {
    return new Written(
        edges.nEdges(),
        edges.maxNeighbors(),
        text(out -> edges.writeSources(type, 0, out), edges.nEdges() * type.bytes()),
        text(out -> edges.writeDestinations(type, 0, out), edges.nEdges() * type.bytes()),
        edges.weighted()
            ? text(out -> edges.writeWeights(0, out), edges.nEdges() * Double.BYTES)
            : "");
  }

  private interface Filler {
    int fill(byte[] out);
  }

  private static String text(Filler filler, int bytes) {
    byte[] out = new byte[Math.max(8, bytes)];
    filler.fill(out);
    return digest(out, bytes);
  }

  private static String digest(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(String.format("%02x", bytes[i]));
    }
    return text.toString();
  }

  private static Written inPieces(
      NeighborEdges edges, SampleType type, MemoryBudget memory, int threads) throws IOException {
    ByteArrayOutputStream sources = new ByteArrayOutputStream();
    ByteArrayOutputStream destinations = new ByteArrayOutputStream();
    ByteArrayOutputStream weights = new ByteArrayOutputStream();
    edges.writeSources(type, (bytes, length) -> sources.write(bytes, 0, length));
    edges.write(
        type,
        memory,
        threads,
        Optional.of((bytes, length) -> destinations.write(bytes, 0, length)),
        edges.weighted()
            ? Optional.of((bytes, length) -> weights.write(bytes, 0, length))
            : Optional.empty());
    requireVisited(edges, memory, threads, type, sources, destinations, weights);
    return new Written(
        edges.nEdges(),
        edges.maxNeighbors(),
        digest(sources.toByteArray(), sources.size()),
        digest(destinations.toByteArray(), destinations.size()),
        digest(weights.toByteArray(), weights.size()));
  }

  /** Edges that are shown one by one are those that are written. */
  private static void requireVisited(
      NeighborEdges edges,
      MemoryBudget memory,
      int threads,
      SampleType type,
      ByteArrayOutputStream sources,
      ByteArrayOutputStream destinations,
      ByteArrayOutputStream weights)
      throws IOException {
    byte[] cell = new byte[type.bytes()];
    byte[] weight = new byte[Double.BYTES];
    ByteArrayOutputStream lower = new ByteArrayOutputStream();
    ByteArrayOutputStream higher = new ByteArrayOutputStream();
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    edges.forEach(
        memory,
        threads,
        (source, destination, value) -> {
          for (int i = 0; i < cell.length; i++) {
            cell[i] = (byte) (source >> 8 * i);
          }
          lower.writeBytes(cell);
          for (int i = 0; i < cell.length; i++) {
            cell[i] = (byte) (destination >> 8 * i);
          }
          higher.writeBytes(cell);
          if (edges.weighted()) {
            LittleEndian.putDouble(weight, 0, value);
            shown.writeBytes(weight);
          } else {
            assertThat(value).isOne();
          }
        });
    assertThat(lower.toByteArray()).isEqualTo(sources.toByteArray());
    assertThat(higher.toByteArray()).isEqualTo(destinations.toByteArray());
    assertThat(shown.toByteArray()).isEqualTo(weights.toByteArray());
  }

  /** Any weights, some of them stored zeros; whole lines that are empty or full. */
  private static DMatrixSparseCSC graph(Random random, boolean symmetric, boolean faulty) {
    int n = random.nextInt(40);
    int density = 1 + random.nextInt(8);
    DMatrixSparseTriplet triplets = new DMatrixSparseTriplet(n, n, n);
    for (int i = 0; i < n; i++) {
      boolean full = random.nextInt(12) == 0;
      for (int j = symmetric ? i + 1 : 0; j < n; j++) {
        if (full || random.nextInt(density) == 0) {
          double weight = weight(random, faulty);
          triplets.addItem(i, j, weight);
          if (symmetric) {
            triplets.addItem(j, i, weight);
          }
        }
      }
    }
    DMatrixSparseCSC graph = DConvertMatrixStruct.convert(triplets, (DMatrixSparseCSC) null);
    graph.sortIndices(null);
    return graph;
  }

  private static double weight(Random random, boolean faulty) {
    return switch (random.nextInt(faulty ? 12 : 9)) {
      case 0 -> 0;
      case 1 -> -0.0;
      case 2 -> Double.MIN_VALUE;
      case 3 -> Double.MAX_VALUE;
      case 9 -> Double.NaN;
      case 10 -> -random.nextDouble();
      case 11 -> Double.POSITIVE_INFINITY;
      default -> random.nextInt(4) / 4.0;
    };
  }

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rangesOfAnySizeGiveTheSame(long seed) throws IOException {
    Random random = new Random(seed);
    DMatrixSparseCSC graph = graph(random, random.nextBoolean(), random.nextInt(4) == 0);
    for (Symmetrization choice : Symmetrization.values()) {
      for (EdgeRule rule : new EdgeRule[] {EdgeRule.BINARY, new EdgeRule(true, choice)}) {
        for (int threads : new int[] {1, 2, 3, 20}) {
          long bytes = random.nextInt(1200);
          compareRanges(graph, rule, threads, bytes);
        }
      }
    }
  }

  private static void compareRanges(DMatrixSparseCSC graph, EdgeRule rule, int threads, long bytes)
      throws IOException {
    String what = rule + ", " + threads + " threads, " + bytes + " bytes";
    EdgeList expected;
    try {
      expected =
          rule.weighted()
              ? EdgeList.weighted(graph, rule.symmetrization())
              : EdgeList.binarized(graph);
    } catch (UnusableGraphException e) {
      Throwable refusal =
          catchThrowable(
              () ->
                  new EdgeRanges(
                          GraphRows.of(graph), rule, bytes, threads, new int[graph.getNumCols()])
                      .visit((others, weights, from, count) -> {}));
      assertThat(refusal).as(what).isInstanceOf(UnusableGraphException.class);
      assertThat(refusal).as(what).hasMessage(e.getMessage());
      return;
    }
    int[] edgesOf = new int[graph.getNumCols()];
    StringBuilder found = new StringBuilder();
    new EdgeRanges(GraphRows.of(graph), rule, bytes, threads, edgesOf)
        .visit(
            (others, weights, from, count) -> {
              for (int i = from; i < from + count; i++) {
                found.append(others[i]).append(weights == null ? "" : "=" + weights[i]).append(' ');
              }
            });
    StringBuilder wanted = new StringBuilder();
    int[] wantedOf = new int[graph.getNumCols()];
    for (int edge = 0; edge < expected.nEdges(); edge++) {
      wanted
          .append(expected.destination(edge))
          .append(rule.weighted() ? "=" + expected.weight(edge) : "")
          .append(' ');
      wantedOf[expected.source(edge)]++;
    }
    assertThat(found.toString()).as(what).isEqualTo(wanted.toString());
    assertThat(edgesOf).as(what).isEqualTo(wantedOf);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Symmetrization.class)
  void payloadsAreTheSameWhetherEdgesAreKeptOrNot(Symmetrization choice) throws IOException {
    Random random = new Random(5);
    int n = 900;
    DMatrixSparseTriplet triplets = new DMatrixSparseTriplet(n, n, n);
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (random.nextInt(4) == 0) {
          double weight = 1 + random.nextInt(1000) / 7.0;
          triplets.addItem(i, j, weight);
          triplets.addItem(j, i, weight);
        }
      }
    }
    DMatrixSparseCSC graph = DConvertMatrixStruct.convert(triplets, (DMatrixSparseCSC) null);
    graph.sortIndices(null);
    GraphRows rows = GraphRows.of(graph);
    for (Arithmetic arithmetic : new Arithmetic[] {Arithmetic.keyed(), Arithmetic.indexed()}) {
      for (SampleType type : new SampleType[] {SampleType.U16, SampleType.U32}) {
        Written expected = whole(arithmetic.edges(graph, choice), type);
        NeighborEdges kept = arithmetic.edges(rows, choice, MemoryBudget.megabytes(64), 2);
        assertThat(kept.kept()).isTrue();
        assertThat(kept.keptBytes()).isEqualTo(kept.nEdges() * (kept.weighted() ? 12 : 4));
        assertThat(inPieces(kept, type, LEAST, 1)).isEqualTo(expected);
        for (int threads = 1; threads < 4; threads++) {
          NeighborEdges remade = arithmetic.edges(rows, choice, LEAST, threads);
          assertThat(remade.kept()).as("a quarter of the memory").isFalse();
          assertThat(remade.keptBytes()).isZero();
          assertThat(inPieces(remade, type, LEAST, 4 - threads)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void aGraphThatChangesMeanwhileIsAnError() throws IOException {
    DMatrixSparseCSC graph = graph(600);
    NeighborEdges edges =
        Arithmetic.keyed().edges(GraphRows.of(graph), Symmetrization.NONE, LEAST, 2);
    assertThat(edges.kept()).isFalse();
    // The only entry of its pair that counts.
    graph.nz_values[0] = 0;
    assertThatThrownBy(() -> inPieces(edges, SampleType.U16, LEAST, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed while it was exported");
    graph.nz_values[0] = Double.NaN;
    assertThatThrownBy(() -> inPieces(edges, SampleType.U16, LEAST, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed while it was exported")
        .hasMessageContaining("is NaN");
  }

  private static DMatrixSparseCSC graph(int n) {
    DMatrixSparseTriplet triplets = new DMatrixSparseTriplet(n, n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        triplets.addItem(i, j, 1);
      }
    }
    DMatrixSparseCSC graph = DConvertMatrixStruct.convert(triplets, (DMatrixSparseCSC) null);
    graph.sortIndices(null);
    return graph;
  }

  @Test
  void failuresOfTheSourceComeThroughFromEveryThread() {
    GraphRows failing =
        new GraphRows() {
          @Override
          public int nCells() {
            return 8;
          }

          @Override
          public boolean byColumns() {
            return false;
          }

          @Override
          public int[] stripes(int most) {
            return new int[] {0, 4, 8};
          }

          @Override
          public void places(int from, int to, Places visitor) throws IOException {
            if (from == 4) {
              throw new IOException("cells.h5ad: obsp/connectivities: cut short");
            }
            while (visitor.accept(0, new int[] {1}, 0, 1)) {
              Thread.onSpinWait();
            }
          }

          @Override
          public void weights(int from, int to, Weights visitor) {
            throw new AssertionError("nothing is to be read any more");
          }
        };
    assertThatThrownBy(() -> Arithmetic.keyed().edges(failing, Symmetrization.NONE, LEAST, 2))
        .isInstanceOf(IOException.class)
        .hasMessage("cells.h5ad: obsp/connectivities: cut short");
  }

  @Test
  void refusesWhatItCannotWrite() throws IOException {
    NeighborEdges edges =
        Arithmetic.keyed().edges(GraphRows.of(graph(3)), Symmetrization.NONE, LEAST, 1);
    assertThat(edges.nCells()).isEqualTo(3);
    assertThatThrownBy(
            () ->
                edges.write(
                    SampleType.U16, LEAST, 1, Optional.empty(), Optional.of((bytes, length) -> {})))
        .isInstanceOf(IllegalStateException.class);
    NeighborEdges many =
        Arithmetic.keyed()
            .edges(
                GraphRows.of(new DMatrixSparseCSC(65_537, 65_537)), Symmetrization.NONE, LEAST, 3);
    assertThat(many.nEdges()).isZero();
    assertThat(many.maxNeighbors()).isZero();
    assertThatThrownBy(() -> many.writeSources(SampleType.U16, (bytes, length) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65537 cells");
    assertThatThrownBy(() -> GraphRows.of(new DMatrixSparseCSC(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 3");
  }
}
