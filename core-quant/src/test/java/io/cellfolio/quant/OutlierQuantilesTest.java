package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutlierQuantilesTest {

  @Test
  void numbersOfTheSpecification() {
    FMatrixRMaj latent = FMatrixRMaj.wrap(4, 1, new float[] {0, 1, 2, 10});
    assertThat(OutlierQuantiles.of(latent, new int[4], 1, 3))
        .containsExactly(0.75f, 0.5f, 0.25f, 1);
    assertThat(OutlierQuantiles.of(latent, new int[4], 1, 5)).containsOnly(Float.NaN);
  }

  @Test
  void cellsAtOneDistanceShareTheHighestRank() {
    FMatrixRMaj latent = FMatrixRMaj.wrap(4, 2, new float[] {1, 0, -1, 0, 0, 1, 0, -1});
    assertThat(OutlierQuantiles.of(latent, new int[4], 1, 1)).containsOnly(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyCategoryOfSizeHasRanksThatEndAtOne(long seed) {
    Random random = new Random(seed);
    int n = 1 + random.nextInt(500);
    int nCategories = 1 + random.nextInt(8);
    int d = 1 + random.nextInt(60);
    FMatrixRMaj latent = new FMatrixRMaj(n, d);
    for (int i = 0; i < latent.getNumElements(); i++) {
      latent.data[i] = (float) random.nextGaussian();
    }
    int[] codes = random.ints(n, -1, nCategories).toArray();
    float[] quantiles = OutlierQuantiles.of(latent, codes, nCategories, 10);
    int[] sizes = new int[nCategories];
    float[] largest = new float[nCategories];
    for (int cell = 0; cell < n; cell++) {
      if (codes[cell] >= 0) {
        sizes[codes[cell]]++;
        largest[codes[cell]] = Math.max(largest[codes[cell]], quantiles[cell]);
      }
    }
    for (int cell = 0; cell < n; cell++) {
      boolean expected = codes[cell] >= 0 && sizes[codes[cell]] >= 10;
      assertThat(Float.isNaN(quantiles[cell]))
          .as("seed %d cell %d", seed, cell)
          .isEqualTo(!expected);
      if (expected) {
        assertThat(quantiles[cell]).isBetween(1f / sizes[codes[cell]], 1f);
        assertThat(largest[codes[cell]]).isEqualTo(1);
      }
    }
  }

  @Test
  void manyCategoriesCostNoMoreThanFew() {
    int n = 200_000;
    FMatrixRMaj latent = new FMatrixRMaj(n, 2);
    int[] codes = new int[n];
    for (int cell = 0; cell < n; cell++) {
      latent.data[2 * cell] = cell % 97;
      codes[cell] = cell / 4;
    }
    float[] quantiles =
        Assertions.assertTimeout(
            Duration.ofSeconds(20), () -> OutlierQuantiles.of(latent, codes, n / 4, 1));
    assertThat(quantiles).hasSize(n).doesNotContain(Float.NaN);
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    assertThatThrownBy(() -> OutlierQuantiles.of(new FMatrixRMaj(3, 2), new int[4], 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 4 rows")
        .hasMessageContaining("got 3 x 2");
    assertThatThrownBy(() -> OutlierQuantiles.of(new FMatrixRMaj(4, 0), new int[4], 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OutlierQuantiles.of(new FMatrixRMaj(4, 1), new int[4], 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OutlierQuantiles.of(new FMatrixRMaj(1, 1), new int[] {-2}, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got -2");
  }
}
