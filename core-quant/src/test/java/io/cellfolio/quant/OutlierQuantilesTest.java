package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.source.CellRows;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutlierQuantilesTest {

  @Test
  void numbersOfTheSpecification() throws IOException {
    FMatrixRMaj latent = FMatrixRMaj.wrap(4, 1, new float[] {0, 1, 2, 10});
    assertThat(quantiles(latent, new int[4], 1, 3)).containsExactly(0.75f, 0.5f, 0.25f, 1);
    assertThat(quantiles(latent, new int[4], 1, 5)).containsOnly(Float.NaN);
  }

  private static float[] quantiles(FMatrixRMaj latent, int[] codes, int nCategories, int minPoints)
      throws IOException {
    return OutlierQuantiles.of(
            CellRows.of(latent), List.of(CellCodes.of(codes, nCategories)), minPoints)
        .get(0);
  }

  /** A plain second implementation: category by category. */
  private static float[] plainly(FMatrixRMaj latent, int[] codes, int nCategories, int minPoints) {
    CellGroups groups = CellGroups.of(codes, nCategories);
    float[] quantiles = new float[codes.length];
    Arrays.fill(quantiles, Float.NaN);
    SingleRows rows = new SingleRows(latent.data, latent.getNumCols(), groups.largest());
    for (int c = 0; c < nCategories; c++) {
      int n = groups.size(c);
      if (n >= minPoints) {
        rows.select(groups.cells(), groups.starts()[c], n);
        rows.findCenter();
        rows.measure();
        for (int i = 0; i < n; i++) {
          quantiles[groups.cells()[groups.starts()[c] + i]] = rows.rank(i);
        }
      }
    }
    return quantiles;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aLatentSpaceInPiecesGivesTheSameBits(long seed) throws IOException {
    Random random = new Random(seed);
    int n = random.nextInt(700);
    int d = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(300);
    FMatrixRMaj latent = new FMatrixRMaj(n, d);
    for (int i = 0; i < latent.getNumElements(); i++) {
      // Some rows are far out, and many are equal.
      latent.data[i] =
          (float)
              (random.nextInt(40) == 0 ? 1e30 * random.nextGaussian() : random.nextInt(7) / 3.0);
    }
    List<int[]> codes = new ArrayList<>();
    int[] categories = new int[1 + random.nextInt(4)];
    int minPoints = 1 + random.nextInt(12);
    for (int i = 0; i < categories.length; i++) {
      categories[i] = 1 + random.nextInt(random.nextBoolean() ? 3 : 100);
      codes.add(random.ints(n, -1, categories[i]).toArray());
    }
    List<CellCodes> fields = new ArrayList<>();
    for (int i = 0; i < categories.length; i++) {
      fields.add(CellCodes.of(codes.get(i), categories[i]));
    }
    List<float[]> found = OutlierQuantiles.of(Pieces.of(latent, random), fields, minPoints);
    for (int i = 0; i < categories.length; i++) {
      assertThat(found.get(i))
          .as("seed %d field %d", seed, i)
          .isEqualTo(plainly(latent, codes.get(i), categories[i], minPoints))
          .isEqualTo(quantiles(latent, codes.get(i), categories[i], minPoints));
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 80);
  }

  @Test
  void cellsAtOneDistanceShareTheHighestRank() throws IOException {
    FMatrixRMaj latent = FMatrixRMaj.wrap(4, 2, new float[] {1, 0, -1, 0, 0, 1, 0, -1});
    assertThat(quantiles(latent, new int[4], 1, 1)).containsOnly(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyCategoryOfSizeHasRanksThatEndAtOne(long seed) throws IOException {
    Random random = new Random(seed);
    int n = 1 + random.nextInt(500);
    int nCategories = 1 + random.nextInt(8);
    int d = 1 + random.nextInt(60);
    FMatrixRMaj latent = new FMatrixRMaj(n, d);
    for (int i = 0; i < latent.getNumElements(); i++) {
      latent.data[i] = (float) random.nextGaussian();
    }
    int[] codes = random.ints(n, -1, nCategories).toArray();
    float[] quantiles = quantiles(latent, codes, nCategories, 10);
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
  void manyCategoriesCostNoMoreThanFew() throws IOException {
    int n = 200_000;
    FMatrixRMaj latent = new FMatrixRMaj(n, 2);
    int[] codes = new int[n];
    for (int cell = 0; cell < n; cell++) {
      latent.data[2 * cell] = cell % 97;
      codes[cell] = cell / 4;
    }
    float[] quantiles =
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> quantiles(latent, codes, n / 4, 1));
    assertThat(quantiles).hasSize(n).doesNotContain(Float.NaN);
  }

  @Test
  void refusesWhatDoesNotFitTogether() throws IOException {
    assertThatThrownBy(() -> quantiles(new FMatrixRMaj(3, 2), new int[4], 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 4 rows")
        .hasMessageContaining("got 3 x 2");
    assertThatThrownBy(() -> quantiles(new FMatrixRMaj(4, 0), new int[4], 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> quantiles(new FMatrixRMaj(4, 1), new int[4], 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> quantiles(new FMatrixRMaj(1, 1), new int[] {-2}, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got -2");
  }
}
