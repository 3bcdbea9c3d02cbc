package io.cellfolio.deflate;

import java.util.Arrays;
import java.util.Random;

/** Seeded payloads of all sizes, with what is hard for an encoder: borders, mixtures, repeats. */
final class RandomPayloads {
  private RandomPayloads() {}

  /** One payload of up to {@code longest} bytes; short ones are more frequent. */
  static byte[] next(Random random, int longest) {
    int length = (int) (longest * Math.pow(random.nextDouble(), 4 + 4 * random.nextDouble()));
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      int part =
          1 + random.nextInt(random.nextBoolean() ? length - at : Math.min(700, length - at));
      fill(bytes, at, at + part, random);
      at += part;
    }
    return bytes;
  }

  private static void fill(byte[] bytes, int from, int to, Random random) {
    switch (random.nextInt(8)) {
      case 0 -> Arrays.fill(bytes, from, to, (byte) random.nextInt(4));
      case 1 -> few(bytes, from, to, 1 + random.nextInt(256), random);
      case 2 -> sparse(bytes, from, to, random.nextDouble(), random);
      case 3 -> repeated(bytes, from, to, 1 + random.nextInt(4), random);
      case 4 -> repeated(bytes, from, to, 1 + random.nextInt(40_000), random);
      case 5 -> few(bytes, from, to, 2, random);
      case 6 -> skewed(bytes, from, to, random);
      default -> runs(bytes, from, to, 1 + random.nextInt(600), random);
    }
  }

  private static void few(byte[] bytes, int from, int to, int values, Random random) {
    for (int i = from; i < to; i++) {
      bytes[i] = (byte) random.nextInt(values);
    }
  }

  private static void sparse(byte[] bytes, int from, int to, double zeros, Random random) {
    for (int i = from; i < to; i++) {
      bytes[i] = random.nextDouble() < zeros ? 0 : (byte) random.nextInt(256);
    }
  }

  private static void repeated(byte[] bytes, int from, int to, int distance, Random random) {
    for (int i = from; i < to; i++) {
      boolean fresh = i < distance || i - from < distance && from < 5 || random.nextInt(999) == 0;
      bytes[i] = fresh ? (byte) random.nextInt(256) : bytes[i - distance];
    }
  }

  /** Frequencies like Fibonacci numbers, which want codes longer than there are. */
  private static void skewed(byte[] bytes, int from, int to, Random random) {
    for (int i = from; i < to; i++) {
      int value = 0;
      while (random.nextInt(100) < 38) {
        value++;
      }
      bytes[i] = (byte) (random.nextInt(256) == 0 ? random.nextInt(256) : value * 37);
    }
  }

  private static void runs(byte[] bytes, int from, int to, int longest, Random random) {
    for (int at = from; at < to; ) {
      int end = Math.min(to, at + 1 + random.nextInt(longest));
      Arrays.fill(bytes, at, end, (byte) random.nextInt(3));
      at = end;
    }
  }
}
