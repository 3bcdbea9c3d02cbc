package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PairwiseSumTest {

  @Test
  void addsEveryElementOfTheRangeOnce() {
    for (int n = 0; n < 1200; n++) {
      float[] single = new float[n + 5];
      double[] wide = new double[n + 5];
      for (int i = 0; i < single.length; i++) {
        single[i] = i;
        wide[i] = i;
      }
      int sum = n * (n - 1) / 2 + 2 * n;
      assertThat(PairwiseSum.of(single, 2, n)).as("%d floats", n).isEqualTo(sum);
      assertThat(PairwiseSum.of(wide, 2, n)).as("%d doubles", n).isEqualTo(sum);
    }
  }

  @Test
  void theOrderKeepsSmallNumbersThatALoopLoses() {
    float[] a = new float[1024];
    Arrays.fill(a, 1f);
    a[0] = 0x1p24f;
    float loop = 0;
    for (float v : a) {
      loop += v;
    }
    assertThat(loop).isEqualTo(0x1p24f);
    assertThat(PairwiseSum.of(a, 0, a.length)).isGreaterThan(0x1p24f + 1000);
  }
}
