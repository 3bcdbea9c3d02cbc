package io.cellfolio.deflate;

/**
 * A table for blocks whose only distance is 1, as blocks of quantized genes are: for the next bits
 * of the stream it tells several symbols at once, up to {@value #MOST_LITERALS} literals and the
 * run behind them.
 *
 * <p>An entry holds, from its lowest bit: the bits that all of this takes (4 bits; 0 where the next
 * symbol has to be looked up in the {@link DecodingTable}), how many literals come first (3 bits),
 * the length of the run (9 bits; 0 for none), and the literals, the first one lowest (48 bits).
 */
final class RunTable {
  static final int MOST_LITERALS = 6;

  /** The most bytes that an entry stands for. */
  static final int MOST_BYTES = MOST_LITERALS + Alphabet.MAX_MATCH;

  private final long[] entries;
  private int bits;

  /**
   * Makes room for a table.
   *
   * @param most the most bits that are looked at at once
   */
  RunTable(int most) {
    this.entries = new long[1 << most];
  }

  long[] entries() {
    return entries;
  }

  /**
   * Fills the table.
   *
   * @param literals the filled table of literals and lengths; a length is followed by the one bit 0
   *     of the only distance
   * @param number how many bits are looked at at once, at most those of that table
   */
  void fill(DecodingTable literals, int number) {
    bits = number;
    int[] symbols = literals.entries();
    for (int i = 0; i < 1 << number; i++) {
      entries[i] = entry(symbols, i);
    }
  }

  private long entry(int[] symbols, int index) {
    int taken = 0;
    long found = 0;
    int number = 0;
    int entry = symbols[index];
    int next = entry & 255;
    while (next <= bits
        && (entry & DecodingTable.KIND) == DecodingTable.LITERAL
        && number < MOST_LITERALS) {
      found |= (long) (entry >>> 16) << 16 + 8 * number++;
      taken = next;
      entry = symbols[index >>> taken];
      next += entry & 255;
    }
    int end = next + (entry >>> 8 & 15);
    if (end < bits
        && (entry & DecodingTable.KIND) == DecodingTable.BASE
        && (index >>> end & 1) == 0) {
      int length = (entry >>> 16) + (index >>> next & (1 << end - next) - 1);
      return found | length << 7 | number << 4 | end + 1;
    }
    return found | number << 4 | taken;
  }
}
