package io.cellfolio.deflate;

import java.util.Arrays;

/**
 * The code lengths at the head of a dynamic block, run-length and Huffman coded: RFC 1951, section
 * 3.2.7.
 */
final class CodeHeader {
  private static final int REPEAT = 16;
  private static final int FEW_ZEROS = 17;
  private static final int MANY_ZEROS = 18;
  private static final int MAX_REPEAT = 6;
  private static final int MAX_FEW = 10;
  private static final int MAX_MANY = 138;
  private static final int CAPACITY = Alphabet.LITERAL_SYMBOLS + Alphabet.DISTANCE_SYMBOLS;

  private final HuffmanLengths huffman;
  private final byte[] all = new byte[CAPACITY];
  private final PrefixCode code = new PrefixCode(Alphabet.CODE_LENGTH_SYMBOLS);
  private final int[] frequencies = new int[Alphabet.CODE_LENGTH_SYMBOLS];

  /** Symbol, and behind it the value of its extra bits. */
  private final int[] symbols = new int[CAPACITY];

  private int size;
  private int literalCount;
  private int distanceCount;
  private int orderCount;
  private long bits;

  CodeHeader(HuffmanLengths huffman) {
    this.huffman = huffman;
  }

  /** Plans the header of two codes. */
  void plan(byte[] literalLengths, byte[] distanceLengths) {
    literalCount = used(literalLengths, Alphabet.LITERAL_SYMBOLS, Alphabet.FIRST_LENGTH_SYMBOL);
    distanceCount = used(distanceLengths, Alphabet.DISTANCE_SYMBOLS, 1);
    System.arraycopy(literalLengths, 0, all, 0, literalCount);
    System.arraycopy(distanceLengths, 0, all, literalCount, distanceCount);
    encodeRuns(literalCount + distanceCount);
    Arrays.fill(frequencies, 0);
    for (int i = 0; i < size; i++) {
      frequencies[symbols[i] & 31]++;
    }
    huffman.compute(
        frequencies, Alphabet.CODE_LENGTH_SYMBOLS, Alphabet.MAX_CODE_LENGTH_BITS, code.lengths);
    completeSingle();
    code.assign();
    orderCount = Alphabet.CODE_LENGTH_SYMBOLS;
    while (orderCount > 4 && code.lengths[Alphabet.codeLengthOrder(orderCount - 1)] == 0) {
      orderCount--;
    }
    bits = 5 + 5 + 4 + 3L * orderCount + code.cost(frequencies) + 2L * frequencies[REPEAT];
    bits += 3L * frequencies[FEW_ZEROS] + 7L * frequencies[MANY_ZEROS];
  }

  /** Decoders want the code of the code lengths complete, and one symbol alone would not be. */
  private void completeSingle() {
    int single = -1;
    for (int s = 0; s < code.lengths.length; s++) {
      if (code.lengths[s] > 0) {
        if (single >= 0) {
          return;
        }
        single = s;
      }
    }
    code.lengths[single == 0 ? MANY_ZEROS : 0] = 1;
  }

  private static int used(byte[] lengths, int symbols, int least) {
    int count = symbols;
    while (count > least && lengths[count - 1] == 0) {
      count--;
    }
    return count;
  }

  private void encodeRuns(int count) {
    size = 0;
    int i = 0;
    while (i < count) {
      byte length = all[i];
      int run = 1;
      while (i + run < count && all[i + run] == length) {
        run++;
      }
      i += run;
      if (length == 0) {
        run = zeros(run);
      } else {
        symbols[size++] = length;
        run = repeats(run - 1);
      }
      while (run-- > 0) {
        symbols[size++] = length;
      }
    }
  }

  private int zeros(int run) {
    while (run > MAX_FEW) {
      int taken = Math.min(run, MAX_MANY);
      symbols[size++] = MANY_ZEROS | taken - 11 << 5;
      run -= taken;
    }
    if (run >= 3) {
      symbols[size++] = FEW_ZEROS | run - 3 << 5;
      return 0;
    }
    return run;
  }

  private int repeats(int run) {
    while (run >= 3) {
      int taken = Math.min(run, MAX_REPEAT);
      // 7 = 4 + 3 and 8 = 5 + 3 leave nothing over, where 6 first would.
      if (run - taken > 0 && run - taken < 3) {
        taken = run - 3;
      }
      symbols[size++] = REPEAT | taken - 3 << 5;
      run -= taken;
    }
    return run;
  }

  /** The size of the header without the three bits that every block begins with. */
  long bits() {
    return bits;
  }

  /** Writes the header, for which there must be room. */
  void emit(BitSink out) {
    out.put(literalCount - Alphabet.FIRST_LENGTH_SYMBOL, 5);
    out.put(distanceCount - 1, 5);
    out.put(orderCount - 4, 4);
    for (int i = 0; i < orderCount; i++) {
      out.put(code.lengths[Alphabet.codeLengthOrder(i)], 3);
    }
    for (int i = 0; i < size; i++) {
      int symbol = symbols[i] & 31;
      out.put(code.codes[symbol], code.lengths[symbol]);
      if (symbol >= REPEAT) {
        out.put(symbols[i] >>> 5, symbol == REPEAT ? 2 : symbol == FEW_ZEROS ? 3 : 7);
      }
    }
  }
}
