package io.cellfolio.format;

import java.nio.charset.StandardCharsets;

/**
 * Writes JSON as Python's {@code json.dumps} does, to the byte: pure ASCII, lower-case {@code
 * \\uXXXX} escapes, surrogate pairs, {@link PythonFloat} numbers, either one line with {@code ", "}
 * and {@code ": "} or an indentation of two.
 *
 * <p>Jackson reads the documents; it does not write them. Its generator could be taught the
 * separators, the escape of U+007F, the case of hexadecimal digits and the numbers, but each by
 * another hook, and it refuses unpaired surrogates, which Python escapes. This class is shorter
 * than those hooks.
 *
 * <p>Normative text: {@code docs/format/json.md}.
 */
final class PythonJsonWriter {
  private static final String HEX = "0123456789abcdef";
  private static final String INDENT = "  ";

  private final StringBuilder out = new StringBuilder();
  private final boolean indented;
  private int depth;
  private boolean first = true;
  private boolean named;

  private PythonJsonWriter(boolean indented) {
    this.indented = indented;
  }

  /** Everything on one line. */
  static PythonJsonWriter oneLine() {
    return new PythonJsonWriter(false);
  }

  /** Each element on its own line, empty containers excepted. */
  static PythonJsonWriter indented() {
    return new PythonJsonWriter(true);
  }

  PythonJsonWriter beginObject() {
    return begin('{');
  }

  PythonJsonWriter endObject() {
    return end('}');
  }

  PythonJsonWriter beginArray() {
    return begin('[');
  }

  PythonJsonWriter endArray() {
    return end(']');
  }

  /** The name of the member whose value comes next. */
  PythonJsonWriter name(String name) {
    separate();
    quote(name);
    out.append(": ");
    named = true;
    return this;
  }

  PythonJsonWriter text(String value) {
    separate();
    quote(value);
    return this;
  }

  PythonJsonWriter whole(long value) {
    separate();
    out.append(value);
    return this;
  }

  /**
   * A number with a fraction or exponent.
   *
   * @throws IllegalArgumentException when it is not finite
   */
  PythonJsonWriter real(double value) {
    separate();
    PythonFloat.appendFinite(out, value);
    return this;
  }

  PythonJsonWriter flag(boolean value) {
    separate();
    out.append(value);
    return this;
  }

  PythonJsonWriter nothing() {
    separate();
    out.append("null");
    return this;
  }

  /** The document, without a final line feed. */
  @Override
  public String toString() {
    return out.toString();
  }

  /** The document's bytes, without a final line feed. */
  byte[] toBytes() {
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private PythonJsonWriter begin(char bracket) {
    separate();
    out.append(bracket);
    depth++;
    first = true;
    return this;
  }

  private PythonJsonWriter end(char bracket) {
    depth--;
    if (!first) {
      newLine();
    }
    out.append(bracket);
    first = false;
    return this;
  }

  private void separate() {
    if (named) {
      named = false;
      return;
    }
    if (!first) {
      out.append(indented ? "," : ", ");
    }
    if (depth > 0) {
      newLine();
    }
    first = false;
  }

  private void newLine() {
    if (indented) {
      out.append('\n').append(INDENT.repeat(depth));
    }
  }

  private void quote(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c >= ' ' && c <= '~') {
            out.append(c);
          } else {
            escape(c);
          }
        }
      }
    }
    out.append('"');
  }

  private void escape(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xf));
    }
  }
}
