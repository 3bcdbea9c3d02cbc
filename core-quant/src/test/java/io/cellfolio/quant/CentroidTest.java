package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CentroidTest {
  private static final List<Arithmetic> BOTH = List.of(Arithmetic.keyed(), Arithmetic.indexed());

  private static NormalizedEmbedding line(Arithmetic arithmetic, double... x) {
    return arithmetic.normalize(DMatrixRMaj.wrap(x.length, 1, x));
  }

  @Test
  void farCellsDoNotPullTheLabel() throws IOException {
    int[] codes = {0, 0, 0, 0, 1};
    for (Arithmetic arithmetic : BOTH) {
      NormalizedEmbedding embedding = line(arithmetic, -1, -1, -1, 1, 0.5);
      assertThat(arithmetic.centroids(embedding, CellCodes.of(codes, 2), 0.7, 2))
          .containsExactly(new CategoryCentroid(0, new double[] {-1}, 3));
      assertThat(arithmetic.centroids(embedding, CellCodes.of(codes, 2), 0.7, 4))
          .as("as many cells as are needed: the plain mean")
          .containsExactly(new CategoryCentroid(0, new double[] {-0.5}, 4));
    }
  }

  @Test
  void tooFewInliersKeepAllCells() throws IOException {
    int[] codes = {0, 0, 0, 0};
    for (Arithmetic arithmetic : BOTH) {
      assertThat(
              arithmetic.centroids(
                  line(arithmetic, -1, -1, -0.5, 1), CellCodes.of(codes, 1), 0.6, 3))
          .hasSize(1)
          .first()
          .satisfies(c -> assertThat(c.nPoints()).isIn(3, 4));
      assertThat(
              arithmetic.centroids(
                  line(arithmetic, -1, -1, 1, 1, 0), CellCodes.of(new int[5], 1), 0.6, 4))
          .containsExactly(new CategoryCentroid(0, new double[] {0}, 5));
    }
  }

  @Test
  void cellsWithoutACategoryAndEmptyCategoriesGiveNothing() throws IOException {
    for (Arithmetic arithmetic : BOTH) {
      NormalizedEmbedding embedding = line(arithmetic, -1, 1);
      assertThat(arithmetic.centroids(embedding, CellCodes.of(new int[] {-1, -1}, 3), 0.95, 1))
          .isEmpty();
      assertThat(arithmetic.centroids(embedding, CellCodes.of(new int[] {2, -1}, 3), 0.95, 1))
          .containsExactly(new CategoryCentroid(2, new double[] {-1}, 1));
    }
  }

  @Test
  void refusesSettingsOutsideTheirLimits() throws IOException {
    for (Arithmetic arithmetic : BOTH) {
      NormalizedEmbedding embedding = line(arithmetic, -1, 1);
      int[] codes = {0, 0};
      for (double quantile : new double[] {0.5, 1, Double.NaN}) {
        assertThatThrownBy(
                () -> arithmetic.centroids(embedding, CellCodes.of(codes, 1), quantile, 1))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("between 0.5 and 1");
      }
      assertThatThrownBy(() -> arithmetic.centroids(embedding, CellCodes.of(codes, 1), 0.9, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 or more, got 0");
      assertThatThrownBy(
              () -> arithmetic.centroids(embedding, CellCodes.of(new int[] {0, 1}, 1), 0.9, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cell 1: expected a code from -1 to 0, got 1");
      assertThatThrownBy(() -> arithmetic.centroids(embedding, CellCodes.of(new int[3], 1), 0.9, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 cells, got 3");
    }
    assertThatThrownBy(
            () ->
                Arithmetic.keyed()
                    .centroids(
                        line(Arithmetic.indexed(), -1, 1), CellCodes.of(new int[2], 1), 0.9, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("indexed");
  }

  @Test
  void aCentroidCannotBeChangedFromOutside() throws IOException {
    double[] position = {1, 2};
    CategoryCentroid centroid = new CategoryCentroid(0, position, 3);
    position[0] = 9;
    centroid.position()[1] = 9;
    assertThat(centroid).isEqualTo(new CategoryCentroid(0, new double[] {1, 2}, 3));
    assertThat(centroid).hasSameHashCodeAs(new CategoryCentroid(0, new double[] {1, 2}, 3));
    assertThat(centroid)
        .hasToString("CategoryCentroid[category=0, position=[1.0, 2.0], nPoints=3]");
    assertThatThrownBy(() -> new CategoryCentroid(-1, new double[1], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A plain second implementation: category by category. */
  private static List<CategoryCentroid> plainly(
      CategoryRows rows, CellGroups groups, double quantile, int minPoints) {
    List<CategoryCentroid> found = new ArrayList<>();
    for (int category = 0; category < groups.count(); category++) {
      int n = groups.size(category);
      if (n < minPoints) {
        continue;
      }
      rows.select(groups.cells(), groups.starts()[category], n);
      rows.findCenter();
      if (n > minPoints) {
        rows.measure();
        rows.keepInliers(quantile, minPoints);
      }
      found.add(new CategoryCentroid(category, rows.center(), rows.size()));
    }
    return found;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rowsThatPassByGiveTheSameBits(long seed) throws IOException {
    Random random = new Random(seed);
    int d = 1 + random.nextInt(3);
    int n = 2 + random.nextInt(900);
    DMatrixRMaj places = new DMatrixRMaj(n, d);
    for (int i = 0; i < places.getNumElements(); i++) {
      // Some cells are far out, and many lie at one place.
      places.data[i] =
          random.nextInt(30) == 0 ? 50 * random.nextGaussian() : random.nextInt(9) / 7.0;
    }
    int categories = 1 + random.nextInt(random.nextBoolean() ? 3 : 60);
    int[] codes = random.ints(n, -1, categories).toArray();
    int minPoints = 1 + random.nextInt(12);
    double quantile = 0.51 + 0.48 * random.nextDouble();
    CellCodes cells = CellCodes.of(codes, categories);
    CellGroups groups = CellGroups.of(codes, categories);
    for (Arithmetic arithmetic : BOTH) {
      NormalizedEmbedding held = arithmetic.normalize(places);
      NormalizedEmbedding pieces = arithmetic.normalize(Pieces.of(places, random), false);
      CategoryRows rows =
          arithmetic == Arithmetic.keyed()
              ? new SingleRows(singles(held), d, groups.largest())
              : new DoubleRows(doubles(places, held), d, groups.largest());
      assertThat(arithmetic.centroids(held, cells, quantile, minPoints))
          .as("seed %d, %s", seed, arithmetic)
          .isEqualTo(arithmetic.centroids(pieces, cells, quantile, minPoints))
          .isEqualTo(plainly(rows, groups, quantile, minPoints));
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  private static float[] singles(NormalizedEmbedding embedding) {
    int d = embedding.dimension();
    float[] points = new float[embedding.nCells() * d];
    for (int i = 0; i < points.length; i++) {
      points[i] = embedding.coordinate(i / d, i % d);
    }
    return points;
  }

  private static double[] doubles(DMatrixRMaj places, NormalizedEmbedding embedding) {
    int d = embedding.dimension();
    double[] points = new double[embedding.nCells() * d];
    for (int i = 0; i < points.length; i++) {
      points[i] = (places.data[i] - embedding.centers()[i % d]) * embedding.scale();
    }
    return points;
  }
}
