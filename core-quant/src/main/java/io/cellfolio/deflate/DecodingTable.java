package io.cellfolio.deflate;

import java.util.Arrays;

/**
 * A table that tells, for the next bits of a deflate stream, which symbol they begin with. Longer
 * codes lead to a second table behind the first.
 *
 * <p>An entry holds, from its lowest bit: the bits that the code takes (8 bits; of a lead, the bits
 * of the first table), how many extra bits follow (4 bits; of a lead, the bits of the second
 * table), its kind (4 bits), and a literal, a base value, or the start of the second table (16
 * bits).
 */
final class DecodingTable {
  static final int LITERAL = 0;
  static final int BASE = 1 << 12;
  static final int LEAD = 2 << 12;
  static final int END = 3 << 12;
  static final int INVALID = 4 << 12;
  static final int KIND = 15 << 12;

  /** The bits of the first table of literals and lengths. */
  static final int LITERAL_BITS = 11;

  private static final int DISTANCE_BITS = 9;
  private static final int LONGEST = Alphabet.MAX_BITS;

  private final int[] entries;
  private final int bits;
  private final int[] symbols;
  private final int[] counts = new int[LONGEST + 1];
  private final int[] next = new int[LONGEST + 1];

  private DecodingTable(int bits, int[] symbols) {
    this.bits = bits;
    this.symbols = symbols;
    // Each first entry can lead to a second table of all remaining bits.
    this.entries = new int[(1 << bits) + (1 << LONGEST)];
  }

  /** Makes room for a table of literals, lengths and the end of a block. */
  static DecodingTable ofLiterals() {
    int[] symbols = new int[Alphabet.FIXED_LITERAL_SYMBOLS];
    Arrays.fill(symbols, INVALID);
    for (int i = 0; i < Alphabet.END_OF_BLOCK; i++) {
      symbols[i] = i << 16 | LITERAL;
    }
    symbols[Alphabet.END_OF_BLOCK] = END;
    for (int i = Alphabet.FIRST_LENGTH_SYMBOL; i < Alphabet.LITERAL_SYMBOLS; i++) {
      symbols[i] = Alphabet.lengthBase(i) << 16 | BASE | Alphabet.lengthExtra(i) << 8;
    }
    return new DecodingTable(LITERAL_BITS, symbols);
  }

  /** Makes room for a table of distances. */
  static DecodingTable ofDistances() {
    int[] symbols = new int[Alphabet.FIXED_DISTANCE_SYMBOLS];
    Arrays.fill(symbols, INVALID);
    for (int i = 0; i < Alphabet.DISTANCE_SYMBOLS; i++) {
      symbols[i] = Alphabet.distanceBase(i) << 16 | BASE | Alphabet.distanceExtra(i) << 8;
    }
    return new DecodingTable(DISTANCE_BITS, symbols);
  }

  /** Makes room for a table of the symbols that give code lengths. */
  static DecodingTable ofCodeLengths() {
    int[] symbols = new int[Alphabet.CODE_LENGTH_SYMBOLS];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = i << 16 | LITERAL;
    }
    return new DecodingTable(Alphabet.MAX_CODE_LENGTH_BITS, symbols);
  }

  int[] entries() {
    return entries;
  }

  int mask() {
    return (1 << bits) - 1;
  }

  /**
   * Fills the table.
   *
   * @param whole whether a code of one symbol is refused, too
   * @return false when the lengths are no code; one symbol of one bit may stand alone
   */
  boolean fill(byte[] lengths, int from, int count, boolean whole) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < count; i++) {
      counts[lengths[from + i]]++;
    }
    int used = count - counts[0];
    counts[0] = 0;
    int code = 0;
    int left = 1;
    for (int length = 1; length <= LONGEST; length++) {
      left = (left << 1) - counts[length];
      code = (code + counts[length - 1]) << 1;
      next[length] = code;
      if (left < 0) {
        return false;
      }
    }
    if (left > 0 && used > 0 && (whole || used > 1 || counts[1] == 0)) {
      return false;
    }
    Arrays.fill(entries, 0, 1 << bits, INVALID | 1);
    int free = 1 << bits;
    for (int symbol = 0; symbol < count; symbol++) {
      int length = lengths[from + symbol];
      if (length == 0) {
        continue;
      }
      int reversed = Integer.reverse(next[length]++) >>> 32 - length;
      if (length <= bits) {
        int entry = symbols[symbol] | length;
        for (int at = reversed; at < 1 << bits; at += 1 << length) {
          entries[at] = entry;
        }
      } else {
        free = fillSecond(symbol, length, reversed, free);
      }
    }
    return true;
  }

  private int fillSecond(int symbol, int length, int reversed, int free) {
    int first = reversed & mask();
    int start = entries[first] >>> 16;
    int end = free;
    if ((entries[first] & KIND) != LEAD) {
      start = free;
      end = free + (1 << LONGEST - bits);
      Arrays.fill(entries, start, end, INVALID | 1);
      entries[first] = start << 16 | LEAD | LONGEST - bits << 8 | bits;
    }
    int step = 1 << length - bits;
    for (int at = reversed >>> bits; at < 1 << LONGEST - bits; at += step) {
      entries[start + at] = symbols[symbol] | length;
    }
    return end;
  }
}
