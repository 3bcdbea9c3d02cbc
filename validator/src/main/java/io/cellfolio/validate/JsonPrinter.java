package io.cellfolio.validate;

import io.cellfolio.format.PythonFloat;

/**
 * Writes a value as JSON text, of long arrays the first elements only: a schema says the same of
 * the thousandth gene as of the first.
 */
final class JsonPrinter {
  /** Elements of arrays this deep stand in tuples of fields, and there are many of those. */
  private static final int DEEP = 3;

  private static final int DEEP_SHARE = 12;

  private final int mostItems;
  private int depth;
  private final StringBuilder out = new StringBuilder();

  private JsonPrinter(int mostItems) {
    this.mostItems = mostItems;
  }

  /**
   * The text of a value.
   *
   * @param mostItems how many elements of an array are written
   */
  static String print(Json value, int mostItems) {
    JsonPrinter printer = new JsonPrinter(mostItems);
    printer.write(value);
    return printer.out.toString();
  }

  private void write(Json value) {
    if (value instanceof Json.Members members) {
      writeMembers(members);
    } else if (value instanceof Json.Items items) {
      writeItems(items);
    } else if (value instanceof Json.Text text) {
      writeText(text.value());
    } else if (value instanceof Json.Flag flag) {
      out.append(flag.value());
    } else if (value instanceof Json.Num number) {
      writeNumber(number);
    } else {
      out.append("null");
    }
  }

  private void writeItems(Json.Items items) {
    int most = depth >= DEEP ? mostItems / DEEP_SHARE : mostItems;
    depth++;
    out.append('[');
    for (int i = 0; i < Math.min(items.size(), most); i++) {
      out.append(i == 0 ? "" : ",");
      write(items.items()[i]);
    }
    out.append(']');
    depth--;
  }

  private void writeMembers(Json.Members members) {
    depth++;
    out.append('{');
    String separator = "";
    for (String name : members.names()) {
      out.append(separator);
      separator = ",";
      writeText(name);
      out.append(':');
      write(members.get(name));
    }
    out.append('}');
    depth--;
  }

  private void writeNumber(Json.Num number) {
    if (!number.isFinite()) {
      out.append("null");
    } else if (!number.fraction() && number.isWhole()) {
      out.append((long) number.value());
    } else {
      out.append(PythonFloat.repr(number.value()));
    }
  }

  private void writeText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
