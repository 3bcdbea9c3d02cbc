package io.cellfolio.deflate;

import java.util.Arrays;

/**
 * Code lengths of least total cost under a limit. Where the unlimited Huffman code keeps the limit
 * it is the answer; otherwise the package-merge algorithm of Larmore and Hirschberg finds it.
 */
final class HuffmanLengths {
  private static final int SYMBOL_BITS = 9;
  private static final int MAX_SYMBOLS = 1 << SYMBOL_BITS;

  private static final int DIGIT_BITS = 6;

  /** Frequency and symbol of each used symbol, ascending. */
  private long[] leaves = new long[MAX_SYMBOLS];

  private long[] sorted = new long[MAX_SYMBOLS];
  private final int[] places = new int[1 << DIGIT_BITS];

  private final long[] weights = new long[2 * MAX_SYMBOLS];
  private final int[] parents = new int[2 * MAX_SYMBOLS];
  private final int[] depths = new int[2 * MAX_SYMBOLS];
  private final long[] merged = new long[2 * MAX_SYMBOLS];
  private final boolean[][] packaged = new boolean[Alphabet.MAX_BITS + 1][2 * MAX_SYMBOLS];

  /**
   * Computes code lengths. A single used symbol gets one bit, an unused one none.
   *
   * @param frequencies how often each symbol occurs
   * @param symbols size of the alphabet, at most 512
   * @param limit longest length allowed, 1 to 15, with room for all used symbols
   * @param lengths receives the length of each symbol
   */
  void compute(int[] frequencies, int symbols, int limit, byte[] lengths) {
    Arrays.fill(lengths, 0, symbols, (byte) 0);
    int used = 0;
    int all = 0;
    for (int symbol = 0; symbol < symbols; symbol++) {
      if (frequencies[symbol] > 0) {
        leaves[used++] = (long) frequencies[symbol] << SYMBOL_BITS | symbol;
        all |= frequencies[symbol];
      }
    }
    if (used > 1 << limit) {
      throw new IllegalArgumentException(
          used + " symbols: expected at most " + (1 << limit) + " for codes of " + limit + " bits");
    }
    if (used == 0) {
      return;
    }
    if (used == 1) {
      lengths[symbol(0)] = 1;
      return;
    }
    sort(used, all);
    if (!unlimited(used, limit, lengths)) {
      packageMerge(used, limit, lengths);
    }
  }

  /**
   * Sorts the leaves by frequency, one digit after the other; symbols of one frequency stay in
   * their order.
   *
   * @param all the bits that any frequency has
   */
  private void sort(int used, int all) {
    int[] next = places;
    for (int shift = 0; shift < Integer.SIZE && all >>> shift != 0; shift += DIGIT_BITS) {
      long[] in = leaves;
      long[] out = sorted;
      Arrays.fill(next, 0);
      for (int i = 0; i < used; i++) {
        next[digit(in[i], shift)]++;
      }
      int before = 0;
      for (int digit = 0; digit < next.length; digit++) {
        int count = next[digit];
        next[digit] = before;
        before += count;
      }
      for (int i = 0; i < used; i++) {
        out[next[digit(in[i], shift)]++] = in[i];
      }
      leaves = out;
      sorted = in;
    }
  }

  private static int digit(long leaf, int shift) {
    return (int) (leaf >>> SYMBOL_BITS + shift) & (1 << DIGIT_BITS) - 1;
  }

  private int symbol(int leaf) {
    return (int) leaves[leaf] & MAX_SYMBOLS - 1;
  }

  /** Huffman's algorithm with two queues, both ascending: leaves, and the nodes made from them. */
  private boolean unlimited(int used, int limit, byte[] lengths) {
    for (int i = 0; i < used; i++) {
      weights[i] = leaves[i] >>> SYMBOL_BITS;
    }
    int leaf = 0;
    int node = used;
    int root = 2 * used - 2;
    for (int made = used; made <= root; made++) {
      long weight = 0;
      for (int child = 0; child < 2; child++) {
        int least =
            leaf < used && (node >= made || weights[leaf] <= weights[node]) ? leaf++ : node++;
        weight += weights[least];
        parents[least] = made;
      }
      weights[made] = weight;
    }
    depths[root] = 0;
    for (int i = root - 1; i >= 0; i--) {
      depths[i] = depths[parents[i]] + 1;
    }
    // The least frequent symbol lies deepest.
    if (depths[0] > limit) {
      return false;
    }
    for (int i = 0; i < used; i++) {
      lengths[symbol(i)] = (byte) depths[i];
    }
    return true;
  }

  private void packageMerge(int used, int limit, byte[] lengths) {
    int listed = 0;
    for (int level = 1; level <= limit; level++) {
      boolean[] isPackage = packaged[level];
      int packages = listed / 2;
      int leaf = 0;
      int taken = 0;
      int count = 0;
      while (leaf < used || taken < packages) {
        long packageWeight =
            taken < packages ? merged[2 * taken] + merged[2 * taken + 1] : Long.MAX_VALUE;
        boolean packageNext = leaf >= used || packageWeight < leaves[leaf] >>> SYMBOL_BITS;
        isPackage[count] = packageNext;
        weights[count++] = packageNext ? packageWeight : leaves[leaf] >>> SYMBOL_BITS;
        if (packageNext) {
          taken++;
        } else {
          leaf++;
        }
      }
      System.arraycopy(weights, 0, merged, 0, count);
      listed = count;
    }
    // Each symbol's length is the number of levels whose chosen items hold it.
    int chosen = 2 * used - 2;
    for (int level = limit; level >= 1; level--) {
      int packages = 0;
      for (int i = 0; i < chosen; i++) {
        if (packaged[level][i]) {
          packages++;
        } else {
          lengths[symbol(i - packages)]++;
        }
      }
      chosen = 2 * packages;
    }
  }
}
