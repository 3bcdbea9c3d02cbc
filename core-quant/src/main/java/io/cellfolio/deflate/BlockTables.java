package io.cellfolio.deflate;

import java.util.Arrays;

/** The decoding tables of one block after another, made of the code lengths at its head. */
final class BlockTables {
  private static final int LITERALS = Alphabet.FIXED_LITERAL_SYMBOLS;
  private static final int DISTANCES = Alphabet.FIXED_DISTANCE_SYMBOLS;
  private static final int REPEAT = 16;
  private static final int FEW_ZEROS = 17;

  private final DecodingTable literals = DecodingTable.ofLiterals();
  private final DecodingTable distances = DecodingTable.ofDistances();
  private final DecodingTable codeLengths = DecodingTable.ofCodeLengths();
  private final byte[] lengths = new byte[LITERALS + DISTANCES];
  private final byte[] possible = new byte[Alphabet.END_OF_BLOCK];
  private boolean onlyRuns;

  DecodingTable literals() {
    return literals;
  }

  DecodingTable distances() {
    return distances;
  }

  /** Whether the last dynamic block has but one distance, which is 1. */
  boolean onlyRuns() {
    return onlyRuns;
  }

  /** Forgets which bytes earlier blocks could hold. */
  void forgetBytes() {
    Arrays.fill(possible, (byte) 0);
  }

  /** Notes that a block can hold any byte. */
  void allowAllBytes() {
    Arrays.fill(possible, (byte) 1);
  }

  /** Whether a block since {@link #forgetBytes} had a code for a byte. */
  boolean allows(int value) {
    return possible[value] != 0;
  }

  /** Fills the tables with the fixed codes. */
  boolean fillFixed() {
    allowAllBytes();
    for (int symbol = 0; symbol < LITERALS; symbol++) {
      lengths[symbol] = (byte) Alphabet.fixedLiteralBits(symbol);
    }
    Arrays.fill(lengths, LITERALS, LITERALS + DISTANCES, (byte) Alphabet.FIXED_DISTANCE_BITS);
    return literals.fill(lengths, 0, LITERALS, false)
        && distances.fill(lengths, LITERALS, DISTANCES, false);
  }

  /**
   * Reads the head of a dynamic block and fills the tables with its codes.
   *
   * @return false when it is damaged
   */
  boolean fillDynamic(BitSource in) {
    in.refill();
    int nLiterals = in.take(5) + Alphabet.FIRST_LENGTH_SYMBOL;
    int nDistances = in.take(5) + 1;
    int nCodeLengths = in.take(4) + 4;
    if (nLiterals > Alphabet.LITERAL_SYMBOLS
        || nDistances > Alphabet.DISTANCE_SYMBOLS
        || !fillCodeLengths(in, nCodeLengths)
        || !readLengths(in, nLiterals + nDistances)) {
      return false;
    }
    for (int i = 0; i < possible.length; i++) {
      possible[i] |= lengths[i];
    }
    onlyRuns = lengths[nLiterals] == 1;
    for (int i = nLiterals + 1; i < nLiterals + nDistances; i++) {
      onlyRuns &= lengths[i] == 0;
    }
    return lengths[Alphabet.END_OF_BLOCK] != 0
        && distances.fill(lengths, nLiterals, nDistances, false)
        && literals.fill(lengths, 0, nLiterals, false);
  }

  private boolean fillCodeLengths(BitSource in, int number) {
    Arrays.fill(lengths, 0, Alphabet.CODE_LENGTH_SYMBOLS, (byte) 0);
    for (int i = 0; i < number; i++) {
      in.refill();
      lengths[Alphabet.codeLengthOrder(i)] = (byte) in.take(3);
    }
    return codeLengths.fill(lengths, 0, Alphabet.CODE_LENGTH_SYMBOLS, true);
  }

  private boolean readLengths(BitSource in, int total) {
    int filled = 0;
    while (filled < total) {
      in.refill();
      int entry = codeLengths.entries()[(int) in.bits() & codeLengths.mask()];
      if ((entry & DecodingTable.KIND) != DecodingTable.LITERAL) {
        return false;
      }
      in.take(entry & 255);
      int symbol = entry >>> 16;
      if (symbol < REPEAT) {
        lengths[filled++] = (byte) symbol;
        continue;
      }
      if (symbol == REPEAT && filled == 0) {
        return false;
      }
      byte value = symbol == REPEAT ? lengths[filled - 1] : 0;
      int repeat =
          symbol == REPEAT
              ? 3 + in.take(2)
              : symbol == FEW_ZEROS ? 3 + in.take(3) : 11 + in.take(7);
      if (repeat > total - filled || in.count() < 0) {
        return false;
      }
      Arrays.fill(lengths, filled, filled + repeat, value);
      filled += repeat;
    }
    return true;
  }
}
