package io.cellfolio.deflate;

import java.util.Arrays;

/**
 * Estimates from samples what matches at any distance would save over runs alone. Every few
 * elements one place is remembered by the three elements that begin there. So many elements from a
 * sampled one on are looked up, of which one meets a remembered place if the sampled one lies in a
 * repeat; the sampled one counts with its share of what the repeat would save then.
 */
final class RepeatProbe {
  private static final int TABLE_BITS = 14;
  private static final int SAMPLES = 1024;

  /** Of many elements only every so many is remembered. */
  private static final int SPACING = 2;

  /** Distances are estimated, too, so what is a little too far is still looked at. */
  private static final int FAR = Alphabet.WINDOW / 4 * 5;

  /** A match's code without the extra bits of its distance; an estimate. */
  private static final int MATCH_BITS = 11;

  /** The newest place by hash; the first place where there is none. */
  private final int[] newest = new int[1 << TABLE_BITS];

  private int[] elements;
  private int from;
  private int to;
  private RunCosts costs;

  /** The raw bytes of an element on average, in 1/256. */
  private long spread;

  /**
   * The saving to expect.
   *
   * @param runs where the elements are
   * @param first the first element
   * @param length raw bytes of the elements
   * @param prices what the elements cost without matches
   * @return in 1/1000 of the cost
   */
  int saving(RunList runs, int first, int length, RunCosts prices) {
    int count = runs.size() - first;
    if (count < 4) {
      return 0;
    }
    elements = runs.elements();
    from = first;
    to = runs.size();
    costs = prices;
    spread = ((long) length << 8) / count;
    int[] list = elements;
    int[] places = newest;
    int stride = Math.max(1, count / SAMPLES);
    int spacing = Math.min(SPACING, (stride + 1) / 2);
    int bits = Math.min(TABLE_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(count / spacing));
    int shift = Integer.SIZE - bits;
    Arrays.fill(places, 0, 1 << bits, 0);
    int enter = 0;
    long saved = 0;
    long sampled = 0;
    for (int sample = stride / 2; sample < count - 2; sample += stride) {
      for (; enter < sample; enter += spacing) {
        places[hash(list, first + enter) >>> shift] = enter;
      }
      int cost = prices.element(list[first + sample]);
      sampled += cost;
      int end = first + Math.min(sample + spacing, count - 2);
      for (int at = first + sample; at < end; at++) {
        int before = first + places[hash(list, at) >>> shift];
        // Seldom true, and so foreseen by the processor.
        if (list[before] == list[at] && list[before + 1] == list[at + 1] && before < at) {
          int share = share(before, at, at - first - sample, cost);
          if (share > 0) {
            saved += share;
            break;
          }
        }
      }
    }
    return sampled == 0 ? 0 : (int) (1000 * saved / sampled);
  }

  /** Most elements are a byte and a small count. */
  private static int hash(int[] list, int at) {
    return (list[at] + (list[at + 1] << 11) + (list[at + 2] << 22)) * 0x9e3779b1;
  }

  /**
   * What an element of a cost has of a match's saving.
   *
   * @param before the place that begins like {@code at}
   * @param at a place behind the sampled element, by {@code ahead} elements
   */
  private int share(int before, int at, int ahead, int cost) {
    long distance = (at - before) * spread >> 8;
    if (distance > FAR || before - ahead < from) {
      return 0;
    }
    for (int i = 1; i <= ahead; i++) {
      if (elements[before - i] != elements[at - i]) {
        return 0;
      }
    }
    int covered = covered(before, at);
    int match = match((int) Math.max(1, Math.min(distance, Alphabet.WINDOW)));
    return covered > match ? (int) ((long) cost * (covered - match) / covered) : 0;
  }

  private static int match(int distance) {
    int extra = Alphabet.distanceExtra(Alphabet.distanceSymbol(distance));
    return MATCH_BITS + extra << RunCosts.FRACTION_BITS;
  }

  /**
   * What the elements around two places cost that are the same at both, as far as one match goes.
   */
  private int covered(int a, int b) {
    int cost = 0;
    int length = 0;
    for (int i = a, j = b; j < to && elements[i] == elements[j]; i++, j++) {
      length += RunList.count(elements[j]);
      cost += costs.element(elements[j]);
      if (length >= Alphabet.MAX_MATCH) {
        return cost;
      }
    }
    for (int i = a - 1, j = b - 1; i >= from && elements[i] == elements[j]; i--, j--) {
      length += RunList.count(elements[j]);
      if (length >= Alphabet.MAX_MATCH) {
        return cost;
      }
      cost += costs.element(elements[j]);
    }
    return cost;
  }
}
