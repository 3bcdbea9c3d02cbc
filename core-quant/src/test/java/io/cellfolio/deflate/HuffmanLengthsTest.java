package io.cellfolio.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Code lengths against every other choice of lengths, and against Huffman's algorithm. */
class HuffmanLengthsTest {
  private final HuffmanLengths huffman = new HuffmanLengths();

  @Test
  void noOtherLengthsCostLess() {
    for (long seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      int symbols = 2 + random.nextInt(6);
      int limit = 3 + random.nextInt(3);
      int[] frequencies = skewed(symbols, random);
      byte[] lengths = new byte[symbols];
      huffman.compute(frequencies, symbols, limit, lengths);
      requireComplete(frequencies, lengths, limit, seed);
      assertThat(cost(frequencies, lengths))
          .as("seed %d, %s, limit %d", seed, Arrays.toString(frequencies), limit)
          .isEqualTo(least(frequencies, 0, 1 << limit, limit));
    }
  }

  /** The least cost of the symbols from one on, given what is left of Kraft's sum. */
  private static long least(int[] frequencies, int symbol, int room, int limit) {
    if (room < 0) {
      return Integer.MAX_VALUE;
    }
    if (symbol == frequencies.length) {
      return 0;
    }
    if (frequencies[symbol] == 0) {
      return least(frequencies, symbol + 1, room, limit);
    }
    long best = Integer.MAX_VALUE;
    for (int length = 1; length <= limit; length++) {
      long rest = least(frequencies, symbol + 1, room - (1 << limit - length), limit);
      best = Math.min(best, rest + (long) length * frequencies[symbol]);
    }
    return best;
  }

  @Test
  void largeAlphabetsAreHuffmansUnlessTheLimitBinds() {
    boolean bound = false;
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int symbols = 2 + random.nextInt(285);
      int[] frequencies = skewed(symbols, random);
      byte[] lengths = new byte[symbols];
      huffman.compute(frequencies, symbols, 15, lengths);
      requireComplete(frequencies, lengths, 15, seed);
      long unlimited = huffmanCost(frequencies);
      long cost = cost(frequencies, lengths);
      assertThat(cost).as("seed %d", seed).isGreaterThanOrEqualTo(unlimited);
      byte[] tighter = new byte[symbols];
      huffman.compute(frequencies, symbols, 9, tighter);
      requireComplete(frequencies, tighter, 9, seed);
      assertThat(cost(frequencies, tighter)).as("seed %d", seed).isGreaterThanOrEqualTo(cost);
      bound |= cost > unlimited;
    }
    assertThat(bound).as("some case needs the limit").isTrue();
  }

  @Test
  void fibonacciNumbersGetTheDeepestTreeThatIsAllowed() {
    int[] frequencies = new int[30];
    frequencies[0] = 1;
    frequencies[1] = 1;
    for (int i = 2; i < frequencies.length; i++) {
      frequencies[i] = frequencies[i - 1] + frequencies[i - 2];
    }
    byte[] lengths = new byte[30];
    huffman.compute(frequencies, 30, 15, lengths);
    requireComplete(frequencies, lengths, 15, 0);
    assertThat(lengths[0]).isEqualTo((byte) 15);
  }

  @Test
  void fewSymbols() {
    byte[] lengths = {9, 9, 9};
    huffman.compute(new int[] {0, 0, 0}, 3, 7, lengths);
    assertThat(lengths).containsExactly(0, 0, 0);
    huffman.compute(new int[] {0, 5, 0}, 3, 7, lengths);
    assertThat(lengths).containsExactly(0, 1, 0);
    huffman.compute(new int[] {1, 0, 1000}, 3, 7, lengths);
    assertThat(lengths).containsExactly(1, 0, 1);
  }

  @Test
  void refusesMoreSymbolsThanCodes() {
    int[] frequencies = {1, 1, 1, 1, 1};
    assertThatThrownBy(() -> huffman.compute(frequencies, 5, 2, new byte[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 symbols: expected at most 4 for codes of 2 bits");
  }

  private static int[] skewed(int symbols, Random random) {
    int[] frequencies = new int[symbols];
    double growth = 1 + random.nextDouble();
    double scale = 1;
    for (int i = 0; i < symbols; i++) {
      frequencies[i] = random.nextInt(5) == 0 ? 0 : 1 + (int) (scale * random.nextDouble());
      scale = Math.min(scale * growth, 1e6);
    }
    frequencies[0] = 1;
    frequencies[symbols - 1] = 1;
    return frequencies;
  }

  private static void requireComplete(int[] frequencies, byte[] lengths, int limit, long seed) {
    long kraft = 0;
    for (int i = 0; i < frequencies.length; i++) {
      assertThat(lengths[i] > 0).as("seed %d, symbol %d", seed, i).isEqualTo(frequencies[i] > 0);
      assertThat((int) lengths[i]).as("seed %d, symbol %d", seed, i).isBetween(0, limit);
      kraft += lengths[i] == 0 ? 0 : 1L << limit - lengths[i];
    }
    assertThat(kraft).as("seed %d", seed).isEqualTo(1L << limit);
  }

  private static long cost(int[] frequencies, byte[] lengths) {
    long cost = 0;
    for (int i = 0; i < frequencies.length; i++) {
      cost += (long) frequencies[i] * lengths[i];
    }
    return cost;
  }

  private static long huffmanCost(int[] frequencies) {
    PriorityQueue<Long> queue = new PriorityQueue<>();
    for (int frequency : frequencies) {
      if (frequency > 0) {
        queue.add((long) frequency);
      }
    }
    long cost = 0;
    while (queue.size() > 1) {
      long sum = queue.remove() + queue.remove();
      cost += sum;
      queue.add(sum);
    }
    return cost;
  }
}
