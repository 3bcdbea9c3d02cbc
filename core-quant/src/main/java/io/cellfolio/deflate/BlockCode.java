package io.cellfolio.deflate;

import java.util.Arrays;

/** The two prefix codes of a block, and what the block costs with them, to the bit. */
final class BlockCode {
  private static final int BLOCK_HEADER_BITS = 3;

  final PrefixCode literals = new PrefixCode(Alphabet.FIXED_LITERAL_SYMBOLS);
  final PrefixCode distances = new PrefixCode(Alphabet.DISTANCE_SYMBOLS);
  private final HuffmanLengths huffman;
  private final CodeHeader header;
  private final boolean fixed;
  private long bits;

  private BlockCode(HuffmanLengths huffman, boolean fixed) {
    this.huffman = huffman;
    this.header = new CodeHeader(huffman);
    this.fixed = fixed;
  }

  /** A code to be made for each block anew: RFC 1951, section 3.2.7. */
  static BlockCode dynamic(HuffmanLengths huffman) {
    return new BlockCode(huffman, false);
  }

  /** The code that needs no header: RFC 1951, section 3.2.6. */
  static BlockCode fixed(HuffmanLengths huffman) {
    BlockCode code = new BlockCode(huffman, true);
    for (int s = 0; s < Alphabet.FIXED_LITERAL_SYMBOLS; s++) {
      code.literals.lengths[s] = (byte) Alphabet.fixedLiteralBits(s);
    }
    Arrays.fill(code.distances.lengths, (byte) 5);
    code.literals.assign();
    code.distances.assign();
    return code;
  }

  /** Makes the code that suits the counts best, unless it is the fixed one, and prices them. */
  void fit(SymbolCounts counts) {
    long overhead = BLOCK_HEADER_BITS;
    if (!fixed) {
      lengthsOf(counts);
      header.plan(literals.lengths, distances.lengths);
      overhead += header.bits();
    }
    bits =
        overhead
            + literals.cost(counts.literals)
            + distances.cost(counts.distances)
            + counts.extraBits();
  }

  private void lengthsOf(SymbolCounts counts) {
    huffman.compute(counts.literals, Alphabet.LITERAL_SYMBOLS, Alphabet.MAX_BITS, literals.lengths);
    huffman.compute(
        counts.distances, Alphabet.DISTANCE_SYMBOLS, Alphabet.MAX_BITS, distances.lengths);
    if (literals.lengths[Alphabet.END_OF_BLOCK] == 1 && counts.literals[0] == 0 && alone()) {
      // A block of nothing: decoders want a second code beside the end of the block.
      literals.lengths[0] = 1;
    }
  }

  private boolean alone() {
    int used = 0;
    for (byte length : literals.lengths) {
      used += length > 0 ? 1 : 0;
    }
    return used == 1;
  }

  /** The whole block's size for the counts last fitted. */
  long bits() {
    return bits;
  }

  /** Writes the first bits of the block, for which there must be room. */
  void emitHeader(boolean last, BitSink out) {
    out.put((last ? 1 : 0) | (fixed ? 1 : 2) << 1, BLOCK_HEADER_BITS);
    if (!fixed) {
      literals.assign();
      distances.assign();
      header.emit(out);
    }
  }
}
