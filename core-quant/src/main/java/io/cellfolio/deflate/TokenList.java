package io.cellfolio.deflate;

import java.util.Arrays;

/** Literals and matches of any distance, as LZ77 finds them. */
final class TokenList implements SymbolList {
  private static final int LENGTH_SHIFT = 16;
  private static final int DISTANCE_MASK = (1 << LENGTH_SHIFT) - 1;

  private int[] tokens = new int[1 << 10];
  private int size;
  private final MatchCodes lengths = new MatchCodes();

  @Override
  public int size() {
    return size;
  }

  @Override
  public void clear() {
    size = 0;
  }

  /** Forgets the elements from a position on. */
  void truncate(int newSize) {
    size = newSize;
  }

  /** Adds all tokens of another list. */
  void append(TokenList other) {
    reserve(other.size);
    System.arraycopy(other.tokens, 0, tokens, size, other.size);
    size += other.size;
  }

  /** Makes room for a number of tokens more. */
  void reserve(int more) {
    if (tokens.length - size < more) {
      tokens = Arrays.copyOf(tokens, Math.max(size + more, 2 * tokens.length));
    }
  }

  /** Adds a byte; there must be room. */
  void literal(byte value) {
    tokens[size++] = value & 0xff;
  }

  /** Adds a match of 3 to 258 bytes; there must be room. */
  void match(int length, int distance) {
    tokens[size++] = length << LENGTH_SHIFT | distance - 1;
  }

  @Override
  public void count(int from, int to, SymbolCounts counts) {
    for (int i = from; i < to; i++) {
      int token = tokens[i];
      if (token <= 0xff) {
        counts.literals[token]++;
      } else {
        counts.lengths[token >>> LENGTH_SHIFT]++;
        counts.distances[Alphabet.distanceSymbol((token & DISTANCE_MASK) + 1)]++;
      }
    }
    counts.fold();
  }

  @Override
  public boolean propose(BlockCode code) {
    return false;
  }

  @Override
  public void settle(boolean accepted) {
    throw new IllegalStateException("nothing was proposed");
  }

  @Override
  public void reset() {}

  @Override
  public void emit(int from, int to, BlockCode code, BitSink out) {
    lengths.fillLengths(code);
    int[] literalCodes = code.literals.codes;
    byte[] literalBits = code.literals.lengths;
    int[] distanceCodes = code.distances.codes;
    byte[] distanceBits = code.distances.lengths;
    int[] list = tokens;
    int[] words = out.words();
    int position = out.position();
    long bits = out.pendingBits();
    int pending = out.pendingCount();
    for (int i = from; i < to; i++) {
      int token = list[i];
      if (token <= 0xff) {
        bits |= (long) literalCodes[token] << pending;
        pending += literalBits[token];
      } else {
        int length = token >>> LENGTH_SHIFT;
        int distance = (token & DISTANCE_MASK) + 1;
        int symbol = Alphabet.distanceSymbol(distance);
        // A length takes up to 20 bits and a distance up to 28, each with less than a word before.
        bits |= lengths.codes[length] << pending;
        pending += lengths.bits[length];
        words[position] = (int) bits;
        int full = pending >>> 5;
        position += full;
        bits >>>= full << 5;
        pending &= BitSink.WORD_BITS - 1;
        bits |= (long) distanceCodes[symbol] << pending;
        pending += distanceBits[symbol];
        bits |= (long) (distance - Alphabet.distanceBase(symbol)) << pending;
        pending += Alphabet.distanceExtra(symbol);
      }
      words[position] = (int) bits;
      int full = pending >>> 5;
      position += full;
      bits >>>= full << 5;
      pending &= BitSink.WORD_BITS - 1;
    }
    out.resume(position, bits, pending);
  }
}
