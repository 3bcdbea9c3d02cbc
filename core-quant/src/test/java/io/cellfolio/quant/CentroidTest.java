package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class CentroidTest {
  private static final List<Arithmetic> BOTH = List.of(Arithmetic.keyed(), Arithmetic.indexed());

  private static NormalizedEmbedding line(Arithmetic arithmetic, double... x) {
    return arithmetic.normalize(DMatrixRMaj.wrap(x.length, 1, x));
  }

  @Test
  void farCellsDoNotPullTheLabel() {
    int[] codes = {0, 0, 0, 0, 1};
    for (Arithmetic arithmetic : BOTH) {
      NormalizedEmbedding embedding = line(arithmetic, -1, -1, -1, 1, 0.5);
      assertThat(arithmetic.centroids(embedding, codes, 2, 0.7, 2))
          .containsExactly(new CategoryCentroid(0, new double[] {-1}, 3));
      assertThat(arithmetic.centroids(embedding, codes, 2, 0.7, 4))
          .as("as many cells as are needed: the plain mean")
          .containsExactly(new CategoryCentroid(0, new double[] {-0.5}, 4));
    }
  }

  @Test
  void tooFewInliersKeepAllCells() {
    int[] codes = {0, 0, 0, 0};
    for (Arithmetic arithmetic : BOTH) {
      assertThat(arithmetic.centroids(line(arithmetic, -1, -1, -0.5, 1), codes, 1, 0.6, 3))
          .hasSize(1)
          .first()
          .satisfies(c -> assertThat(c.nPoints()).isIn(3, 4));
      assertThat(arithmetic.centroids(line(arithmetic, -1, -1, 1, 1, 0), new int[5], 1, 0.6, 4))
          .containsExactly(new CategoryCentroid(0, new double[] {0}, 5));
    }
  }

  @Test
  void cellsWithoutACategoryAndEmptyCategoriesGiveNothing() {
    for (Arithmetic arithmetic : BOTH) {
      NormalizedEmbedding embedding = line(arithmetic, -1, 1);
      assertThat(arithmetic.centroids(embedding, new int[] {-1, -1}, 3, 0.95, 1)).isEmpty();
      assertThat(arithmetic.centroids(embedding, new int[] {2, -1}, 3, 0.95, 1))
          .containsExactly(new CategoryCentroid(2, new double[] {-1}, 1));
    }
  }

  @Test
  void refusesSettingsOutsideTheirLimits() {
    for (Arithmetic arithmetic : BOTH) {
      NormalizedEmbedding embedding = line(arithmetic, -1, 1);
      int[] codes = {0, 0};
      for (double quantile : new double[] {0.5, 1, Double.NaN}) {
        assertThatThrownBy(() -> arithmetic.centroids(embedding, codes, 1, quantile, 1))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("between 0.5 and 1");
      }
      assertThatThrownBy(() -> arithmetic.centroids(embedding, codes, 1, 0.9, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 or more, got 0");
      assertThatThrownBy(() -> arithmetic.centroids(embedding, new int[] {0, 1}, 1, 0.9, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cell 1: expected a code from -1 to 0, got 1");
      assertThatThrownBy(() -> arithmetic.centroids(embedding, new int[3], 1, 0.9, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 cells, got 3");
    }
    assertThatThrownBy(
            () ->
                Arithmetic.keyed()
                    .centroids(line(Arithmetic.indexed(), -1, 1), new int[2], 1, 0.9, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("indexed");
  }

  @Test
  void aCentroidCannotBeChangedFromOutside() {
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
}
