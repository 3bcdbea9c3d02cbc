package io.cellfolio.validate;

import java.io.IOException;
import java.util.function.Consumer;

/** Reads strings and numbers of a document. */
final class JsonText {
  private static final int MAX_NUMBER_CHARS = 1100;
  private static final char REPLACEMENT = '\ufffd';

  /**
   * Whole numbers up to this one, and powers of ten up to the last of these, are exact doubles:
   * their quotient is rounded once.
   */
  private static final long MOST_EXACT = 1L << 53;

  private static final double[] POWERS_OF_TEN = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18
  };

  /** So many digits are never more than a long holds. */
  private static final int MOST_DIGITS = POWERS_OF_TEN.length - 1;

  private final JsonBytes in;
  private final Consumer<JsonProblem> problems;
  private final StringBuilder builder = new StringBuilder();
  private final DocumentMemory memory;
  private long mantissa;

  JsonText(JsonBytes in, Consumer<JsonProblem> problems, DocumentMemory memory) {
    this.in = in;
    this.problems = problems;
    this.memory = memory;
  }

  /** Reads a string; its opening quote is next. */
  String quoted() throws IOException {
    in.next();
    builder.setLength(0);
    long longest = memory.longestText();
    while (true) {
      long at = in.position();
      int c = in.next();
      if (c == '"') {
        // The length was checked against what is left.
        memory.takeText(builder.length());
        return builder.toString();
      }
      if (c < ' ') {
        throw stop(
            JsonProblem.Kind.SYNTAX,
            at,
            "a closing quote or an escape",
            c < 0 ? "the end of the document" : "byte %02X".formatted(c));
      }
      if (builder.length() >= longest) {
        throw stop(JsonProblem.Kind.LIMIT, at, memory.shown(), "a text that is longer");
      }
      if (c == '\\') {
        escape(at);
      } else if (c < 0x80) {
        builder.append((char) c);
      } else {
        encoded(at, c);
      }
    }
  }

  /** Reads a number whose sign was taken. */
  Json number(long at, boolean negative) throws IOException {
    builder.setLength(0);
    mantissa = 0;
    if (negative) {
      builder.append('-');
    }
    boolean zero = in.peek() == '0';
    int digits = digits(at);
    if (digits == 0 || (zero && digits > 1)) {
      throw stop(JsonProblem.Kind.SYNTAX, at, "a number", "'" + builder + "'");
    }
    boolean fraction = false;
    int decimals = 0;
    if (in.peek() == '.') {
      fraction = true;
      builder.append((char) in.next());
      decimals = requireDigits(at);
    }
    if (in.peek() == 'e' || in.peek() == 'E') {
      fraction = true;
      builder.append((char) in.next());
      if (in.peek() == '+' || in.peek() == '-') {
        builder.append((char) in.next());
      }
      requireDigits(at);
    } else if (digits + decimals <= MOST_DIGITS && mantissa <= MOST_EXACT) {
      double value = mantissa / POWERS_OF_TEN[decimals];
      return new Json.Num(negative ? -value : value, fraction);
    }
    return new Json.Num(Double.parseDouble(builder.toString()), fraction);
  }

  private int requireDigits(long at) throws IOException {
    int count = digits(at);
    if (count == 0) {
      throw stop(JsonProblem.Kind.SYNTAX, at, "a digit", in.shown());
    }
    return count;
  }

  private int digits(long at) throws IOException {
    int count = 0;
    for (int c = in.peek(); c >= '0' && c <= '9'; c = in.peek()) {
      builder.append((char) in.next());
      // What runs over is not asked for.
      mantissa = 10 * mantissa + c - '0';
      count++;
      if (builder.length() > MAX_NUMBER_CHARS) {
        throw stop(
            JsonProblem.Kind.LIMIT, at, "numbers of a length that can be checked", "more digits");
      }
    }
    return count;
  }

  private void escape(long at) throws IOException {
    int c = in.next();
    switch (c) {
      case '"', '\\', '/' -> builder.append((char) c);
      case 'n' -> builder.append('\n');
      case 'r' -> builder.append('\r');
      case 't' -> builder.append('\t');
      case 'b' -> builder.append('\b');
      case 'f' -> builder.append('\f');
      case 'u' -> builder.append(hexadecimal(at));
      default ->
          throw stop(
              JsonProblem.Kind.SYNTAX,
              at,
              "an escape of JSON",
              "a backslash before something else");
    }
  }

  private char hexadecimal(long at) throws IOException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(in.peek(), 16);
      if (digit < 0 || in.peek() > 0x7f) {
        throw stop(JsonProblem.Kind.SYNTAX, at, "four hexadecimal digits", in.shown());
      }
      in.next();
      value = value << 4 | digit;
    }
    return (char) value;
  }

  /** Decodes a character of two to four bytes; what is no UTF-8 becomes one U+FFFD. */
  private void encoded(long at, int first) throws IOException {
    int more = first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : 3;
    int value = first & (0x3f >> more);
    boolean good = first >= 0xc2 && first < 0xf5;
    for (int i = 0; good && i < more; i++) {
      int c = in.peek();
      good = c >= 0x80 && c < 0xc0;
      if (good) {
        in.next();
        value = value << 6 | c & 0x3f;
      }
    }
    int smallest = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
    good = good && value >= smallest && value <= Character.MAX_CODE_POINT;
    if (good && (value < Character.MIN_SURROGATE || value > Character.MAX_SURROGATE)) {
      builder.appendCodePoint(value);
    } else {
      builder.append(REPLACEMENT);
      problems.accept(
          new JsonProblem(
              JsonProblem.Kind.ENCODING, at, "UTF-8", "bytes from %02X on".formatted(first)));
    }
  }

  private static JsonProblem.Stop stop(
      JsonProblem.Kind kind, long at, String expected, String found) {
    return new JsonProblem.Stop(new JsonProblem(kind, at, expected, found));
  }
}
