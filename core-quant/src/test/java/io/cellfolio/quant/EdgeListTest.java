package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.format.SampleType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.ops.DConvertMatrixStruct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EdgeListTest {

  /** Elements as row, column, value; stored zeros stay stored. */
  private static DMatrixSparseCSC graph(int n, double... elements) {
    DMatrixSparseTriplet triplet = new DMatrixSparseTriplet(n, n, elements.length / 3);
    for (int k = 0; k < elements.length; k += 3) {
      triplet.addItem((int) elements[k], (int) elements[k + 1], elements[k + 2]);
    }
    DMatrixSparseCSC csc = DConvertMatrixStruct.convert(triplet, (DMatrixSparseCSC) null);
    csc.sortIndices(null);
    return csc;
  }

  private static String text(EdgeList edges) {
    List<String> all = new ArrayList<>();
    for (int e = 0; e < edges.nEdges(); e++) {
      String weight = edges.weighted() ? "=" + edges.weight(e) : "";
      all.add(edges.source(e) + "-" + edges.destination(e) + weight);
    }
    return String.join(" ", all);
  }

  @Test
  void keyedTakesEitherDirectionOnceAndNoLoops() {
    EdgeList edges =
        EdgeList.binarized(graph(4, 3, 0, 0.5, 0, 3, 0.7, 1, 1, 9, 2, 1, 1e-300, 0, 1, 0));
    assertThat(text(edges)).isEqualTo("0-3 1-2");
    assertThat(edges.maxNeighbors()).isEqualTo(1);
    assertThat(edges.nCells()).isEqualTo(4);
    assertThat(edges.weighted()).isFalse();
    assertThatThrownBy(() -> edges.weight(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> edges.writeWeights(0, new byte[8]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void loopsAloneAreNoNeighbors() {
    EdgeList edges = EdgeList.binarized(graph(2, 0, 0, 1, 1, 1, 1));
    assertThat(edges.nEdges()).isZero();
    assertThat(edges.maxNeighbors()).isZero();
    assertThat(edges.writeSources(SampleType.U16, 0, new byte[2])).isZero();
    assertThat(EdgeList.weighted(graph(0), Symmetrization.NONE).maxNeighbors()).isZero();
  }

  @Test
  void indexedKeepsExactWeights() {
    EdgeList edges =
        EdgeList.weighted(
            graph(
                3,
                0,
                1,
                0.1,
                1,
                0,
                0.1,
                2,
                1,
                Double.MIN_VALUE,
                1,
                2,
                Double.MIN_VALUE,
                0,
                2,
                0,
                2,
                2,
                0),
            Symmetrization.NONE);
    assertThat(text(edges)).isEqualTo("0-1=0.1 1-2=4.9E-324");
    assertThat(edges.maxNeighbors()).isEqualTo(2);
  }

  @Test
  void indexedRefusesWhatIsNotSymmetric() {
    DMatrixSparseCSC graph = graph(4, 2, 3, 1, 0, 1, 0.5, 1, 0, 0.25, 3, 3, 2);
    assertThatThrownBy(() -> EdgeList.weighted(graph, Symmetrization.NONE))
        .isInstanceOf(UnusableGraphException.class)
        .hasMessageContaining("3 elements")
        .hasMessageContaining("first (0, 1) is 0.5 but (1, 0) is 0.25")
        .hasMessageContaining("max or mean");
    assertThat(text(EdgeList.weighted(graph, Symmetrization.MAX))).isEqualTo("0-1=0.5 2-3=1.0");
    assertThat(text(EdgeList.weighted(graph, Symmetrization.MEAN))).isEqualTo("0-1=0.375 2-3=0.5");
    assertThatThrownBy(() -> EdgeList.weighted(graph(2, 0, 0, 1), Symmetrization.NONE))
        .isInstanceOf(UnusableGraphException.class)
        .hasMessageContaining("1 element")
        .hasMessageContaining("(0, 0) on the diagonal is 1.0");
  }

  @Test
  void meansNeitherOverflowNorVanishAsEdges() {
    EdgeList edges =
        EdgeList.weighted(
            graph(3, 0, 1, 1.7e308, 1, 0, 1.5e308, 0, 2, Double.MIN_VALUE), Symmetrization.MEAN);
    assertThat(text(edges)).isEqualTo("0-1=1.6E308");
  }

  @Test
  void refusesWeightsThatAreNone() {
    DMatrixSparseCSC graph = graph(3, 2, 0, -1, 0, 2, Double.NaN, 1, 1, -3);
    for (Arithmetic arithmetic : List.of(Arithmetic.keyed(), Arithmetic.indexed())) {
      assertThatThrownBy(() -> arithmetic.edges(graph, Symmetrization.MAX))
          .isInstanceOf(UnusableGraphException.class)
          .hasMessageContaining("3 elements")
          .hasMessageContaining("first (0, 2) is NaN");
      assertThatThrownBy(() -> arithmetic.edges(new DMatrixSparseCSC(2, 3), Symmetrization.NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 x 3");
    }
    DMatrixSparseCSC infinite = graph(2, 0, 1, Double.POSITIVE_INFINITY);
    assertThat(text(Arithmetic.keyed().edges(infinite, Symmetrization.NONE))).isEqualTo("0-1");
    assertThatThrownBy(() -> Arithmetic.indexed().edges(infinite, Symmetrization.MAX))
        .isInstanceOf(UnusableGraphException.class)
        .hasMessageContaining("finite");
  }

  @Test
  void sortsWhatIsOutOfOrderAndRefusesDuplicates() {
    DMatrixSparseCSC shuffled = new DMatrixSparseCSC(3, 3, 2);
    shuffled.nz_length = 2;
    shuffled.nz_rows[0] = 2;
    shuffled.nz_rows[1] = 1;
    shuffled.nz_values[0] = 1;
    shuffled.nz_values[1] = 1;
    shuffled.col_idx[1] = 2;
    shuffled.col_idx[2] = 2;
    shuffled.col_idx[3] = 2;
    assertThat(text(EdgeList.binarized(shuffled))).isEqualTo("0-1 0-2");
    assertThat(shuffled.nz_rows[0]).as("left alone").isEqualTo(2);
    shuffled.nz_rows[1] = 2;
    assertThatThrownBy(() -> EdgeList.binarized(shuffled))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column 0 lists a row twice");
  }

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithADenseMatrix(long seed) {
    Random random = new Random(seed);
    int n = 1 + random.nextInt(14);
    double[][] dense = new double[n][n];
    List<Double> elements = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (random.nextInt(3) == 0) {
          dense[i][j] = random.nextInt(4) / 4.0;
          elements.addAll(List.of((double) i, (double) j, dense[i][j]));
        }
      }
    }
    DMatrixSparseCSC graph = graph(n, elements.stream().mapToDouble(Double::doubleValue).toArray());
    List<String> binary = new ArrayList<>();
    List<String> max = new ArrayList<>();
    List<String> mean = new ArrayList<>();
    int[] degrees = new int[n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (dense[i][j] + dense[j][i] > 0) {
          binary.add(i + "-" + j);
          max.add(i + "-" + j + "=" + Math.max(dense[i][j], dense[j][i]));
          mean.add(i + "-" + j + "=" + (dense[i][j] + dense[j][i]) / 2);
          degrees[i]++;
          degrees[j]++;
        }
      }
    }
    EdgeList edges = EdgeList.binarized(graph);
    assertThat(text(edges)).isEqualTo(String.join(" ", binary));
    assertThat(edges.maxNeighbors()).isEqualTo(Arrays.stream(degrees).max().orElse(0));
    assertThat(text(EdgeList.weighted(graph, Symmetrization.MAX))).isEqualTo(String.join(" ", max));
    assertThat(text(EdgeList.weighted(graph, Symmetrization.MEAN)))
        .isEqualTo(String.join(" ", mean));
  }

  @Test
  void writesInChunks() {
    EdgeList edges =
        EdgeList.weighted(graph(400, 0, 1, 2, 1, 399, 3, 258, 300, 4), Symmetrization.MAX);
    for (int size : new int[] {8, 9, 16, 100}) {
      assertThat(chunks(size, (from, out) -> edges.writeSources(SampleType.U16, from, out), 2))
          .containsExactly(0, 0, 1, 0, 2, 1);
      assertThat(chunks(size, (from, out) -> edges.writeDestinations(SampleType.U32, from, out), 4))
          .containsExactly(1, 0, 0, 0, 0x8f, 1, 0, 0, 0x2c, 1, 0, 0);
      assertThat(chunks(size, edges::writeWeights, 8))
          .containsExactly(
              0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 8, 0x40, 0, 0, 0, 0, 0, 0, 0x10, 0x40);
    }
    assertThatThrownBy(() -> edges.writeSources(SampleType.U8, 0, new byte[8]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> edges.writeSources(SampleType.U16, 4, new byte[8]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 3, got 4");
    assertThatThrownBy(() -> edges.writeDestinations(SampleType.U32, 0, new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 4 bytes");
    EdgeList large = EdgeList.binarized(new DMatrixSparseCSC(65_537, 65_537));
    assertThatThrownBy(() -> large.writeSources(SampleType.U16, 0, new byte[8]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65537 cells");
  }

  private interface ChunkWriter {
    int write(int fromEdge, byte[] out);
  }

  private static byte[] chunks(int size, ChunkWriter writer, int width) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] out = new byte[size];
    int from = 0;
    for (int count = writer.write(0, out); count > 0; count = writer.write(from, out)) {
      all.write(out, 0, count * width);
      from += count;
    }
    return all.toByteArray();
  }
}
