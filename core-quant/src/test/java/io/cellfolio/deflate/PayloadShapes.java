package io.cellfolio.deflate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Seeded payloads of the kinds that an export has, and of some that it seldom has. */
final class PayloadShapes {
  private PayloadShapes() {}

  /** All shapes by name, of the sizes that a data set of some 100,000 cells has. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> shapes = new LinkedHashMap<>();
    genes(shapes);
    floats(shapes);
    graph(shapes);
    categories(shapes);
    others(shapes);
    small(shapes);
    return shapes;
  }

  private static void genes(Map<String, byte[]> shapes) {
    shapes.put("gene u8 85 % zeros 50k", bytes(gene(50_000, 0.85, 1), 254));
    shapes.put("gene u8 90 % zeros 200k", bytes(gene(200_000, 0.90, 2), 254));
    shapes.put("gene u8 94 % zeros 200k", bytes(gene(200_000, 0.94, 3), 254));
    shapes.put("gene u8 97 % zeros 500k", bytes(gene(500_000, 0.97, 4), 254));
    shapes.put("gene u8 99.5 % zeros 200k", bytes(gene(200_000, 0.995, 5), 254));
    shapes.put("gene u8 99.99 % zeros 200k", bytes(gene(200_000, 0.9999, 6), 254));
    shapes.put("gene u8 50 % zeros 100k", bytes(gene(100_000, 0.5, 7), 254));
    shapes.put("gene u8 10 % zeros 100k", bytes(gene(100_000, 0.1, 8), 254));
    shapes.put("gene u8 dense scaled 100k", bytes(scaled(100_000, 9), 254));
    shapes.put("gene u8 raw counts 200k", bytes(counts(200_000, 10), 254));
    shapes.put("gene u8 sorted by cluster 200k", bytes(clustered(200_000, 11), 254));
    shapes.put("gene u8 every cell twice 100k", twice(bytes(gene(100_000, 0.9, 12), 254), 1000));
    shapes.put("gene u16 90 % zeros 100k", shorts(gene(100_000, 0.90, 13), 65534));
    shapes.put("gene u16 97 % zeros 200k", shorts(gene(200_000, 0.97, 14), 65534));
    shapes.put("gene u16 dense scaled 100k", shorts(scaled(100_000, 15), 65534));
    shapes.put("gene u16 shifted 90 % 100k", shorts(shifted(gene(100_000, 0.9, 16)), 65534));
  }

  private static void floats(Map<String, byte[]> shapes) {
    shapes.put("gene f32 90 % zeros 100k", singles(gene(100_000, 0.90, 20)));
    shapes.put("gene f32 dense scaled 50k", singles(scaled(50_000, 21)));
    shapes.put("points f32 2d 100k", singles(points(100_000, 2, 22)));
    shapes.put("points f32 3d 60k", singles(points(60_000, 3, 23)));
    shapes.put("points f32 from f16 100k", singles(coarse(points(100_000, 2, 24))));
    shapes.put("outliers f32 100k", singles(ranks(100_000, 25)));
    shapes.put("outliers u8 100k", bytes(ranks(100_000, 26), 254));
    shapes.put("outliers u16 100k", shorts(ranks(100_000, 27), 65534));
    shapes.put("weights f64 60k", doubles(scaled(60_000, 28)));
    shapes.put("weights f64 few values 60k", doubles(rounded(scaled(60_000, 29))));
  }

  private static void graph(Map<String, byte[]> shapes) {
    int[][] small = edges(30_000, 100_000, 30);
    int[][] big = edges(100_000, 150_000, 31);
    shapes.put("sources u16 100k", integers(small[0], 2));
    shapes.put("destinations u16 100k", integers(small[1], 2));
    shapes.put("sources u16, fewer and fewer each", integers(fewerAndFewer(50_000, 15, 32), 2));
    shapes.put("sources u32 150k", integers(big[0], 4));
    shapes.put("destinations u32 150k", integers(big[1], 4));
  }

  /** The lower cells of a graph's edges: the later a cell is, the fewer neighbors lie above it. */
  private static int[] fewerAndFewer(int cells, int neighbors, long seed) {
    Random random = new Random(seed);
    int[] sources = new int[cells * neighbors];
    int size = 0;
    for (int cell = 0; cell < cells; cell++) {
      for (int k = 0; k < neighbors; k++) {
        if (random.nextInt(cells) >= cell) {
          sources[size++] = cell;
        }
      }
    }
    return Arrays.copyOf(sources, size);
  }

  private static void categories(Map<String, byte[]> shapes) {
    shapes.put("categories u8 sorted 200k", integers(sorted(labels(200_000, 20, 40)), 1));
    shapes.put("categories u8 shuffled 200k", integers(labels(200_000, 20, 41), 1));
    shapes.put("categories u8 two values 200k", integers(labels(200_000, 2, 42), 1));
    shapes.put("categories u16 sorted 100k", integers(sorted(labels(100_000, 700, 43)), 2));
    shapes.put("categories u16 shuffled 100k", integers(labels(100_000, 700, 44), 2));
    shapes.put("categories u8 blocks 200k", integers(blocks(200_000, 45), 1));
  }

  private static void others(Map<String, byte[]> shapes) {
    shapes.put("empty", new byte[0]);
    shapes.put("constant 0 200k", new byte[200_000]);
    shapes.put("constant 7 1M", filled(1_000_000, 7));
    shapes.put("constant pair 200k", integers(filledInts(100_000, 0x1234), 2));
    shapes.put("random 200k", random(200_000, 50));
    shapes.put("random then zeros 200k", Arrays.copyOf(random(100_000, 51), 200_000));
    shapes.put("text 300k", text(300_000, 52));
    shapes.put("lines 300k", lines(300_000, 53));
    shapes.put("period 3 300k", periodic(300_000, 3, 54));
    shapes.put("period 100 300k", periodic(300_000, 100, 55));
    shapes.put("period 5000 300k", periodic(300_000, 5000, 56));
    shapes.put("period 30000 300k", periodic(300_000, 30_000, 57));
    shapes.put("period 40000 300k", periodic(300_000, 40_000, 58));
    shapes.put("ramp u8 200k", ramp(200_000));
    shapes.put("ramp u32 100k", integers(rampInts(100_000), 4));
  }

  private static void small(Map<String, byte[]> shapes) {
    for (int n : new int[] {1, 2, 5, 49, 100, 188, 320}) {
      shapes.put("tiny gene u8 70 % zeros " + n, bytes(gene(n, 0.7, 60 + n), 254));
      shapes.put("tiny gene u8 dense " + n, bytes(scaled(n, 61 + n), 254));
      shapes.put("tiny points f32 " + n, singles(points(n, 2, 62 + n)));
      shapes.put("tiny categories " + n, integers(labels(n, 4, 63 + n), 1));
      shapes.put("tiny constant " + n, filled(n, 255));
    }
    shapes.put("gene u8 90 % zeros 2638", bytes(gene(2638, 0.9, 70), 254));
    shapes.put("gene u8 50 % zeros 2638", bytes(gene(2638, 0.5, 71), 254));
    shapes.put("gene u16 90 % zeros 2638", shorts(gene(2638, 0.9, 72), 65534));
    shapes.put("points f32 2638", singles(points(2638, 2, 73)));
    shapes.put("categories u8 2638", integers(labels(2638, 8, 74), 1));
    shapes.put("text 3000", text(3000, 75));
  }

  /** Logarithms of normalized counts: most are zero, the others vary with the cell's depth. */
  static double[] gene(int n, double zeros, long seed) {
    Random random = new Random(seed);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      double depth = 3000 * StrictMath.exp(0.4 * normal(random));
      if (random.nextDouble() >= zeros) {
        int count = 1;
        while (random.nextDouble() < 0.45) {
          count++;
        }
        values[i] = StrictMath.log1p(1e4 * count / Math.rint(depth));
      }
    }
    return values;
  }

  private static double[] scaled(int n, long seed) {
    Random random = new Random(seed);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = normal(random);
    }
    return values;
  }

  private static double[] counts(int n, long seed) {
    Random random = new Random(seed);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      if (random.nextDouble() >= 0.88) {
        values[i] = 1;
        while (random.nextDouble() < 0.4) {
          values[i]++;
        }
      }
    }
    return values;
  }

  private static double[] clustered(int n, long seed) {
    Random random = new Random(seed);
    double[] values = new double[n];
    int at = 0;
    while (at < n) {
      int end = Math.min(n, at + 1 + random.nextInt(n / 6));
      double zeros = random.nextDouble() < 0.6 ? 0.98 : random.nextDouble();
      System.arraycopy(gene(end - at, zeros, random.nextLong()), 0, values, at, end - at);
      at = end;
    }
    return values;
  }

  private static double[] shifted(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == 0 ? 0.137 : values[i];
    }
    values[values.length / 2] = 0;
    return values;
  }

  private static double[] points(int n, int dimensions, long seed) {
    Random random = new Random(seed);
    double[][] centers = new double[12][dimensions];
    for (double[] center : centers) {
      for (int d = 0; d < dimensions; d++) {
        center[d] = 1.4 * random.nextDouble() - 0.7;
      }
    }
    double[] values = new double[n * dimensions];
    for (int i = 0; i < n; i++) {
      double[] center = centers[random.nextInt(centers.length)];
      for (int d = 0; d < dimensions; d++) {
        values[i * dimensions + d] = center[d] + 0.05 * normal(random);
      }
    }
    return values;
  }

  /** Coordinates that were kept in half precision once: eleven bits of each are in use. */
  private static double[] coarse(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(Float.floatToRawIntBits((float) values[i]) & 0xffffe000);
    }
    return values;
  }

  private static double[] ranks(int n, long seed) {
    Random random = new Random(seed);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      int size = 500 + 300 * random.nextInt(12);
      values[i] = (float) random.nextInt(size) / (size - 1);
    }
    return values;
  }

  private static double[] rounded(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.rint(20 * values[i]) / 20;
    }
    return values;
  }

  /** Neighbor pairs with source below destination, sorted by both. */
  static int[][] edges(int cells, int edges, long seed) {
    Random random = new Random(seed);
    long[] pairs = new long[edges];
    for (int i = 0; i < edges; i++) {
      long a = random.nextInt(cells);
      long b = random.nextInt(cells);
      pairs[i] = Math.min(a, b) << 32 | Math.max(a, b);
    }
    Arrays.sort(pairs);
    int[][] columns = new int[2][edges];
    for (int i = 0; i < edges; i++) {
      columns[0][i] = (int) (pairs[i] >>> 32);
      columns[1][i] = (int) pairs[i];
    }
    return columns;
  }

  private static int[] labels(int n, int categories, long seed) {
    Random random = new Random(seed);
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      double u = random.nextDouble();
      labels[i] = (int) (categories * u * u);
    }
    return labels;
  }

  private static int[] sorted(int[] values) {
    Arrays.sort(values);
    return values;
  }

  /** Batches one after the other, each with its own few labels. */
  private static int[] blocks(int n, long seed) {
    Random random = new Random(seed);
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = 6 * (i / 20_000) + random.nextInt(6);
    }
    return labels;
  }

  private static byte[] twice(byte[] column, int block) {
    for (int from = 0; from + 2 * block <= column.length; from += 2 * block) {
      System.arraycopy(column, from, column, from + block, block);
    }
    return column;
  }

  private static byte[] filled(int n, int value) {
    byte[] bytes = new byte[n];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static int[] filledInts(int n, int value) {
    int[] values = new int[n];
    Arrays.fill(values, value);
    return values;
  }

  private static byte[] random(int n, long seed) {
    byte[] bytes = new byte[n];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Words of a made-up language, the short ones often. */
  private static byte[] text(int n, long seed) {
    Random random = new Random(seed);
    String[] words = new String[4000];
    for (int i = 0; i < words.length; i++) {
      StringBuilder word = new StringBuilder();
      for (int k = 0; k < 1 + StrictMath.log(i + 2) && k < 12; k++) {
        word.append("bdfgklmnprst".charAt(random.nextInt(12)));
        word.append("aeiou".charAt(random.nextInt(5)));
      }
      words[i] = word.toString();
    }
    StringBuilder text = new StringBuilder();
    while (text.length() < n) {
      double u = random.nextDouble();
      text.append(words[(int) (words.length * u * u * u)]);
      text.append(random.nextInt(9) == 0 ? ". " : " ");
    }
    return text.substring(0, n).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] lines(int n, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < n; i++) {
      text.append("ENSG").append(100_000_000 + 137 * i).append("\tchr").append(random.nextInt(22));
      text.append('\t').append(random.nextInt(1000)).append('\n');
    }
    return text.substring(0, n).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] periodic(int n, int period, long seed) {
    byte[] bytes = random(n, seed);
    for (int i = period; i < n; i++) {
      bytes[i] = bytes[i - period];
    }
    return bytes;
  }

  private static byte[] ramp(int n) {
    byte[] bytes = new byte[n];
    for (int i = 0; i < n; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static int[] rampInts(int n) {
    int[] values = new int[n];
    for (int i = 0; i < n; i++) {
      values[i] = i;
    }
    return values;
  }

  /** About normal, from what is the same everywhere. */
  static double normal(Random random) {
    double sum = -6;
    for (int k = 0; k < 12; k++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  private static int[] codes(double[] values, int maxCode) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    double scale = max > min ? maxCode / (max - min) : 0;
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (int) ((values[i] - min) * scale);
    }
    return codes;
  }

  static byte[] bytes(double[] values, int maxCode) {
    return integers(codes(values, maxCode), 1);
  }

  static byte[] shorts(double[] values, int maxCode) {
    return integers(codes(values, maxCode), 2);
  }

  private static byte[] singles(double[] values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      out.putFloat((float) value);
    }
    return out.array();
  }

  private static byte[] doubles(double[] values) {
    ByteBuffer out = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      out.putDouble(value);
    }
    return out.array();
  }

  static byte[] integers(int[] values, int width) {
    byte[] out = new byte[values.length * width];
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < width; k++) {
        out[i * width + k] = (byte) (values[i] >>> 8 * k);
      }
    }
    return out;
  }
}
