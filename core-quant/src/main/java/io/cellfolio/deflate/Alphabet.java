package io.cellfolio.deflate;

/** The symbols of deflate: RFC 1951, sections 3.2.5 to 3.2.7. */
final class Alphabet {
  static final int END_OF_BLOCK = 256;
  static final int FIRST_LENGTH_SYMBOL = 257;

  /** Literals, the end of a block and lengths. */
  static final int LITERAL_SYMBOLS = 286;

  /** The fixed code has two literal/length symbols more, which never occur. */
  static final int FIXED_LITERAL_SYMBOLS = 288;

  static final int DISTANCE_SYMBOLS = 30;

  /** The fixed code has two distance symbols more, which never occur. */
  static final int FIXED_DISTANCE_SYMBOLS = 32;

  static final int CODE_LENGTH_SYMBOLS = 19;

  static final int MIN_MATCH = 3;
  static final int MAX_MATCH = 258;
  static final int WINDOW = 1 << 15;

  /** The longest code of a literal, length or distance symbol. */
  static final int MAX_BITS = 15;

  /** The longest code of a code-length symbol. */
  static final int MAX_CODE_LENGTH_BITS = 7;

  /** The length of all distance symbols in the fixed code. */
  static final int FIXED_DISTANCE_BITS = 5;

  private static final int[] LENGTH_SYMBOL = new int[MAX_MATCH + 1];
  private static final int[] LENGTH_BASE = new int[LITERAL_SYMBOLS];
  private static final int[] LENGTH_EXTRA = new int[LITERAL_SYMBOLS];
  private static final int[] NEAR_SYMBOL = new int[256];
  private static final int[] FAR_SYMBOL = new int[256];
  private static final int[] DISTANCE_BASE = new int[DISTANCE_SYMBOLS];
  private static final int[] DISTANCE_EXTRA = new int[DISTANCE_SYMBOLS];
  private static final int[] CODE_LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  static {
    int length = MIN_MATCH;
    for (int symbol = FIRST_LENGTH_SYMBOL; symbol < LITERAL_SYMBOLS - 1; symbol++) {
      int extra = Math.max(0, (symbol - FIRST_LENGTH_SYMBOL) / 4 - 1);
      LENGTH_BASE[symbol] = length;
      LENGTH_EXTRA[symbol] = extra;
      for (int i = 0; i < 1 << extra && length < MAX_MATCH; i++) {
        LENGTH_SYMBOL[length++] = symbol;
      }
    }
    LENGTH_BASE[LITERAL_SYMBOLS - 1] = MAX_MATCH;
    LENGTH_SYMBOL[MAX_MATCH] = LITERAL_SYMBOLS - 1;

    int distance = 1;
    for (int symbol = 0; symbol < DISTANCE_SYMBOLS; symbol++) {
      int extra = Math.max(0, symbol / 2 - 1);
      DISTANCE_BASE[symbol] = distance;
      DISTANCE_EXTRA[symbol] = extra;
      for (int i = 0; i < 1 << extra; i++, distance++) {
        if (distance <= 256) {
          NEAR_SYMBOL[distance - 1] = symbol;
        } else {
          FAR_SYMBOL[(distance - 1) >>> 7] = symbol;
        }
      }
    }
  }

  private Alphabet() {}

  /** The symbol of a match length, 3 to 258. */
  static int lengthSymbol(int length) {
    return LENGTH_SYMBOL[length];
  }

  /** The least length that a length symbol stands for. */
  static int lengthBase(int symbol) {
    return LENGTH_BASE[symbol];
  }

  /** How many bits follow a literal/length symbol. */
  static int lengthExtra(int symbol) {
    return LENGTH_EXTRA[symbol];
  }

  /** The symbol of a match distance, 1 to 32768. */
  static int distanceSymbol(int distance) {
    return distance <= 256 ? NEAR_SYMBOL[distance - 1] : FAR_SYMBOL[(distance - 1) >>> 7];
  }

  /** The least distance that a distance symbol stands for. */
  static int distanceBase(int symbol) {
    return DISTANCE_BASE[symbol];
  }

  /** How many bits follow a distance symbol. */
  static int distanceExtra(int symbol) {
    return DISTANCE_EXTRA[symbol];
  }

  /** The code-length symbol whose length a dynamic header gives at a position. */
  static int codeLengthOrder(int position) {
    return CODE_LENGTH_ORDER[position];
  }

  /** The length of a literal/length symbol in the fixed code. */
  static int fixedLiteralBits(int symbol) {
    return symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
  }
}
