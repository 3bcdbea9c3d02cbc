package io.cellfolio.quant;

import io.cellfolio.source.GeneColumn;
import java.util.Arrays;
import java.util.Random;

/** Columns of many kinds, made from a seed. */
final class ColumnSamples {
  private ColumnSamples() {}

  static float[] column(long seed) {
    Random random = new Random(seed);
    int n = seed % 10 == 0 ? (int) (seed / 10 % 3) : 1 + random.nextInt(300);
    float[] values = new float[n];
    int shape = random.nextInt(10);
    double power = Math.pow(10, random.nextInt(76) - 38);
    for (int i = 0; i < n; i++) {
      double v =
          switch (shape) {
            case 0 -> random.nextGaussian();
            case 1 -> random.nextInt(10) < 9 ? 0 : Math.log1p(random.nextInt(60));
            case 2 -> random.nextGaussian() * power;
            case 3 -> 1e7 + random.nextGaussian();
            case 4 -> random.nextInt(40) * (double) Float.MIN_VALUE;
            case 5 -> power;
            case 6 -> random.nextInt(5) - 2;
            case 7 -> (random.nextDouble() * 2 - 1) * Float.MAX_VALUE;
            case 8 -> random.nextInt(4) < 3 ? 0 : -random.nextDouble();
            default -> Float.intBitsToFloat(random.nextInt());
          };
      values[i] = (float) v + 0f;
    }
    int gaps = random.nextInt(3);
    for (int i = 0; i < gaps * n / 4; i++) {
      float[] kinds = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
      values[random.nextInt(n)] = kinds[random.nextInt(gaps == 1 ? 1 : 3)];
    }
    return values;
  }

  /** The same column as a view into longer arrays, some of its zeros stored. */
  static GeneColumn.Sparse sparse(float[] values, Random random) {
    int from = random.nextInt(4);
    int[] cells = new int[from + values.length + 3];
    float[] stored = new float[cells.length];
    Arrays.fill(cells, Integer.MAX_VALUE);
    Arrays.fill(stored, 12345f);
    int to = from;
    for (int cell = 0; cell < values.length; cell++) {
      if (values[cell] != 0 || random.nextInt(5) == 0) {
        cells[to] = cell;
        stored[to++] = values[cell];
      }
    }
    return new GeneColumn.Sparse(values.length, cells, stored, from, to);
  }

  /** The same column as a view into a longer array. */
  static GeneColumn.Dense dense(float[] values, Random random) {
    int from = random.nextInt(4);
    float[] longer = new float[from + values.length + 2];
    Arrays.fill(longer, -12345f);
    System.arraycopy(values, 0, longer, from, values.length);
    return new GeneColumn.Dense(longer, from, values.length);
  }
}
