package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.source.ExactRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizedEmbeddingTest {
  private static final List<Arithmetic> BOTH = List.of(Arithmetic.keyed(), Arithmetic.indexed());

  private static DMatrixRMaj matrix(int columns, double... values) {
    return DMatrixRMaj.wrap(values.length / columns, columns, values);
  }

  private static String points(Arithmetic arithmetic, DMatrixRMaj coordinates) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    arithmetic.normalize(coordinates).writePoints((bytes, length) -> out.write(bytes, 0, length));
    return HexFormat.of().formatHex(out.toByteArray());
  }

  @Test
  void bytesOfTheSpecification() throws IOException {
    DMatrixRMaj coordinates = matrix(2, 0, 0, 10, 5, 2.5, 1, 7.3, 4.9);
    String start = "000080bf000000bf0000803f0000003f000000bf9a9999be";
    assertThat(points(Arithmetic.keyed(), coordinates)).isEqualTo(start + "2085eb3e90c2f53e");
    assertThat(points(Arithmetic.indexed(), coordinates)).isEqualTo(start + "1f85eb3e8fc2f53e");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theWidestAxisSpansMinusOneToOneAndShapesKeepTheirProportions(long seed) {
    Random random = new Random(seed);
    int d = 1 + (int) (seed % 3);
    int n = 2 + random.nextInt(200);
    double size = Math.pow(10, random.nextInt(20) - 6);
    double[] values = random.doubles((long) n * d, -size, 3 * size).toArray();
    for (Arithmetic arithmetic : BOTH) {
      NormalizedEmbedding embedding = arithmetic.normalize(matrix(d, values.clone()));
      float low = 0;
      float high = 0;
      for (int cell = 0; cell < n; cell++) {
        for (int axis = 0; axis < d; axis++) {
          float y = embedding.coordinate(cell, axis);
          low = Math.min(low, y);
          high = Math.max(high, y);
          double back = y / embedding.scale() + embedding.centers()[axis];
          assertThat(Math.abs(back - values[cell * d + axis])).isLessThan(size * 1e-6);
        }
      }
      assertThat(low).isBetween(-1 - 1e-6f, -1 + 1e-6f);
      assertThat(high).isBetween(1 - 1e-6f, 1 + 1e-6f);
    }
  }

  @Test
  void countsAndNamesTheCellsThatAreNotFinite() {
    double[] values = new double[20];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    values[3] = Double.NaN;
    values[17] = Double.POSITIVE_INFINITY;
    values[16] = 1e39;
    for (Arithmetic arithmetic : BOTH) {
      assertThatThrownBy(() -> arithmetic.normalize(matrix(2, values)))
          .isInstanceOf(UnusableCoordinatesException.class)
          .hasMessageContaining("2 cells")
          .hasMessageContaining("(cell 1, cell 8)");
    }
    double[] all = new double[9];
    Arrays.fill(all, Double.NaN);
    assertThatThrownBy(() -> Arithmetic.keyed().normalize(matrix(1, all)))
        .hasMessageContaining("9 cells")
        .hasMessageContaining("(cell 0, cell 1, cell 2, cell 3, cell 4, ...)");
  }

  @Test
  void aPointIsAnEmbeddingOnlyWhenKeyed() {
    DMatrixRMaj point = matrix(3, 4, 5, -6);
    NormalizedEmbedding embedding = Arithmetic.keyed().normalize(point);
    assertThat(embedding.scale()).isEqualTo(2);
    assertThat(embedding.coordinate(0, 2)).isZero();
    assertThatThrownBy(() -> Arithmetic.indexed().normalize(point))
        .isInstanceOf(UnusableCoordinatesException.class)
        .hasMessageContaining("one point");
  }

  @Test
  void indexedRefusesWhatSinglePrecisionLoses() {
    DMatrixRMaj small = matrix(1, 0, 1, 1e-60);
    assertThatThrownBy(() -> Arithmetic.indexed().normalize(small))
        .isInstanceOf(UnusableCoordinatesException.class)
        .hasMessageContaining("1 cell ")
        .hasMessageContaining("cell 2");
    assertThat(Arithmetic.keyed().normalize(small).coordinate(2, 0)).isEqualTo(-1);
  }

  @Test
  void keyedRefusesAnExtentBeyondSinglePrecision() {
    assertThatThrownBy(() -> Arithmetic.keyed().normalize(matrix(1, -3e38, 3e38)))
        .isInstanceOf(UnusableCoordinatesException.class)
        .hasMessageContaining("axis 0");
    assertThatThrownBy(() -> Arithmetic.keyed().normalize(matrix(1, 2e38, 3e38)))
        .isInstanceOf(UnusableCoordinatesException.class);
    assertThat(Arithmetic.indexed().normalize(matrix(1, -3e38, 3e38)).coordinate(1, 0))
        .isEqualTo(1);
  }

  @Test
  void refusesShapesThatAreNoEmbedding() {
    for (Arithmetic arithmetic : BOTH) {
      assertThatThrownBy(() -> arithmetic.normalize(new DMatrixRMaj(5, 4)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 to 3 columns, got 4");
      assertThatThrownBy(() -> arithmetic.normalize(new DMatrixRMaj(0, 2)))
          .isInstanceOf(UnusableCoordinatesException.class)
          .hasMessageContaining("no cells");
    }
  }

  @Test
  void vectorsThatAreNotFinite() throws IOException {
    DMatrixRMaj coordinates = matrix(2, 0, 0, 4, 1);
    ExactRows vectors = ExactRows.of(matrix(2, 1, Double.NaN, 2, 3));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PayloadOutput output = (bytes, length) -> out.write(bytes, 0, length);
    assertThat(Arithmetic.keyed().normalize(coordinates).writeVectors(vectors, output))
        .isEqualTo(1);
    assertThat(HexFormat.of().formatHex(out.toByteArray()))
        .isEqualTo("0000003f0000c07f0000803f0000c03f");
    NormalizedEmbedding indexed = Arithmetic.indexed().normalize(coordinates);
    assertThatThrownBy(() -> indexed.writeVectors(vectors, output))
        .isInstanceOf(UnusableCoordinatesException.class)
        .hasMessageContaining("cell 0");
    NormalizedEmbedding tiny = Arithmetic.indexed().normalize(matrix(1, 0, 1e-30));
    assertThatThrownBy(() -> tiny.writeVectors(ExactRows.of(matrix(1, 0, 1e30)), output))
        .as("finite before scaling only")
        .isInstanceOf(UnusableCoordinatesException.class)
        .hasMessageContaining("cell 1");
  }

  @Test
  void refusesVectorsOfAnotherShapeAndPassesOnWhatAnOutputThrows() {
    IOException full = new IOException("full");
    PayloadOutput failing =
        (bytes, length) -> {
          throw full;
        };
    for (Arithmetic arithmetic : BOTH) {
      NormalizedEmbedding embedding = arithmetic.normalize(matrix(2, 0, 0, 4, 1));
      assertThatThrownBy(() -> embedding.writeVectors(ExactRows.of(new DMatrixRMaj(2, 3)), failing))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected 2 x 2")
          .hasMessageContaining("got 2 x 3");
      assertThatThrownBy(() -> embedding.writeVectors(ExactRows.of(new DMatrixRMaj(2, 2)), failing))
          .isSameAs(full);
      assertThatThrownBy(() -> embedding.writePoints(failing)).isSameAs(full);
    }
  }
}
