package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Centroids against NumPy's, to the last bit. */
class CentroidGoldenTest {
  private static final Map<String, Map<String, Goldens.Item>> GOLDENS =
      Goldens.read("centroids.tsv");

  static Stream<Arguments> settings() {
    List<Arguments> all = new ArrayList<>();
    for (String layout : List.of("keyed", "indexed")) {
      for (String dimension : List.of("1d", "2d", "3d")) {
        all.add(Arguments.of(layout, dimension, 0.95, 10));
        all.add(Arguments.of(layout, dimension, 0.8, 20));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}, quantile {2}, at least {3}")
  @MethodSource("settings")
  void matches(String layout, String dimension, double quantile, int minPoints) throws IOException {
    Map<String, Goldens.Item> golden = GOLDENS.get(dimension);
    List<CategoryCentroid> found =
        centroids(
            layout,
            golden.get("coordinates").doubleMatrix(),
            golden.get("codes").ints(),
            9,
            quantile,
            minPoints);
    assertThat(found)
        .isEqualTo(expected(golden, layout + "-" + quantile + "-" + minPoints))
        .hasSizeGreaterThan(2);
  }

  @ParameterizedTest(name = "{0}, {1} columns, 20,000 cells a category")
  @CsvSource({"keyed, 1", "keyed, 2", "keyed, 3", "indexed, 1", "indexed, 2", "indexed, 3"})
  void matchesWithManyCells(String layout, int dimension) throws IOException {
    int n = 60_000;
    DMatrixRMaj coordinates = new DMatrixRMaj(n, dimension);
    for (int i = 0; i < n * dimension; i++) {
      long bits = (i * 2_654_435_761L + 12_345L) & 0xffff_ffffL;
      coordinates.data[i] = bits * 0x1p-31 - 1.0;
    }
    int[] codes = new int[n];
    for (int cell = 0; cell < n; cell++) {
      codes[cell] = cell % 3;
    }
    Map<String, Goldens.Item> golden = GOLDENS.get("hashed-" + dimension + "d");
    List<CategoryCentroid> found = centroids(layout, coordinates, codes, 3, 0.95, 10);
    assertThat(found).isEqualTo(expected(golden, layout));
    if (dimension == 1) {
      // NumPy 1 adds long single columns in another order: the same inliers, other last bits.
      List<CategoryCentroid> other = expected(golden, layout + "-numpy1");
      for (int c = 0; c < 3; c++) {
        assertThat(found.get(c).nPoints()).isEqualTo(other.get(c).nPoints());
        assertThat(found.get(c).position()[0]).isCloseTo(other.get(c).position()[0], within(1e-6));
      }
    }
  }

  private static List<CategoryCentroid> centroids(
      String layout,
      DMatrixRMaj coordinates,
      int[] codes,
      int nCategories,
      double quantile,
      int minPoints)
      throws IOException {
    Arithmetic arithmetic = layout.equals("keyed") ? Arithmetic.keyed() : Arithmetic.indexed();
    CellCodes cells = CellCodes.of(codes, nCategories);
    List<CategoryCentroid> found =
        arithmetic.centroids(arithmetic.normalize(coordinates), cells, quantile, minPoints);
    NormalizedEmbedding pieces = arithmetic.normalize(Pieces.of(coordinates, new Random(7)), false);
    assertThat(arithmetic.centroids(pieces, cells, quantile, minPoints)).isEqualTo(found);
    return found;
  }

  private static List<CategoryCentroid> expected(Map<String, Goldens.Item> golden, String name) {
    int[] categories = golden.get(name + "-categories").ints();
    DMatrixRMaj positions = golden.get(name + "-positions").doubleMatrix();
    int[] nPoints = golden.get(name + "-n-points").ints();
    List<CategoryCentroid> all = new ArrayList<>();
    for (int i = 0; i < categories.length; i++) {
      double[] position = new double[positions.getNumCols()];
      for (int axis = 0; axis < position.length; axis++) {
        position[axis] = positions.get(i, axis);
      }
      all.add(new CategoryCentroid(categories[i], position, nPoints[i]));
    }
    return all;
  }
}
