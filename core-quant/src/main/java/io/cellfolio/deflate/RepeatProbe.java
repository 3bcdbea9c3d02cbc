package io.cellfolio.deflate;

import java.util.Arrays;

/**
 * Estimates from samples what matches at any distance would save over runs alone. All places are
 * remembered by the three elements that begin there, but only some are looked up; a sampled element
 * that lies in a repeat counts with its share of what the repeat would save.
 */
final class RepeatProbe {
  private static final int TABLE_BITS = 14;
  private static final int SAMPLES = 1024;
  private static final int FAR = Alphabet.WINDOW - 1;

  /** A match's code without the extra bits of its distance; an estimate. */
  private static final int MATCH_BITS = 11;

  /** The newest place by hash, as its element's number plus one. */
  private final int[] newest = new int[1 << TABLE_BITS];

  /** How many raw bytes lie before each element. */
  private int[] offsets = new int[0];

  /**
   * The saving to expect.
   *
   * @param runs where the elements are
   * @param from the first element
   * @param costs what the elements cost without matches
   * @return in 1/1000 of the cost
   */
  int saving(RunList runs, int from, RunCosts costs) {
    int[] elements = runs.elements();
    int count = runs.size() - from;
    if (count < 4) {
      return 0;
    }
    if (offsets.length < count) {
      offsets = new int[Math.max(count, 2 * offsets.length)];
    }
    int[] places = newest;
    int[] starts = offsets;
    Arrays.fill(places, 0);
    int stride = Math.max(1, count / SAMPLES);
    int enter = 0;
    int older = 0;
    int offset = 0;
    int first = elements[from] * 0x9e3779b1;
    int second = elements[from + 1] * 0x9e3779b1;
    long saved = 0;
    long sampled = 0;
    for (int sample = stride / 2; sample < count - 2; sample += stride) {
      for (; enter <= sample; enter++) {
        int third = elements[from + enter + 2] * 0x9e3779b1;
        int hash = (first ^ second >>> 7 ^ third >>> 14) * 0x85ebca77 >>> 32 - TABLE_BITS;
        first = second;
        second = third;
        starts[enter] = offset;
        offset += RunList.count(elements[from + enter]);
        older = places[hash];
        places[hash] = enter + 1;
      }
      int before = older - 1;
      int cost = costs.element(elements[from + sample]);
      sampled += cost;
      if (before >= 0 && starts[sample] - starts[before] <= FAR) {
        int covered = covered(runs, from, before, sample, costs);
        int match = match(starts[sample] - starts[before]);
        if (covered > match) {
          saved += (long) cost * (covered - match) / covered;
        }
      }
    }
    return sampled == 0 ? 0 : (int) (1000 * saved / sampled);
  }

  private static int match(int distance) {
    int extra = Alphabet.distanceExtra(Alphabet.distanceSymbol(distance));
    return MATCH_BITS + extra << RunCosts.FRACTION_BITS;
  }

  /**
   * What the elements around two places cost that are the same at both, as far as one match goes.
   */
  private static int covered(RunList runs, int from, int a, int b, RunCosts costs) {
    int[] elements = runs.elements();
    int cost = 0;
    int length = 0;
    for (int i = from + a, j = from + b; j < runs.size() && elements[i] == elements[j]; i++, j++) {
      length += RunList.count(elements[j]);
      cost += costs.element(elements[j]);
      if (length >= Alphabet.MAX_MATCH) {
        return cost;
      }
    }
    for (int i = from + a - 1, j = from + b - 1;
        i >= from && elements[i] == elements[j];
        i--, j--) {
      length += RunList.count(elements[j]);
      if (length >= Alphabet.MAX_MATCH) {
        return cost;
      }
      cost += costs.element(elements[j]);
    }
    return cost;
  }
}
