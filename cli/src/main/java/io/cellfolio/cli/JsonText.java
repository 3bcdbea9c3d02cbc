package io.cellfolio.cli;

import java.util.Locale;
import java.util.function.Consumer;

/** Writes one JSON document, indented by two, in pure ASCII. */
final class JsonText {
  private final StringBuilder text = new StringBuilder();
  private int depth;
  private boolean first = true;

  private JsonText() {}

  /** A document that is one object, with a final line end. */
  static String object(Consumer<JsonText> members) {
    JsonText json = new JsonText();
    json.nested('{', '}', members);
    return json.text.append('\n').toString();
  }

  JsonText member(String name, String value) {
    begin(name);
    quote(value);
    return this;
  }

  JsonText member(String name, long value) {
    begin(name);
    text.append(value);
    return this;
  }

  JsonText truth(String name, boolean value) {
    begin(name);
    text.append(value);
    return this;
  }

  /** A member that is an object. */
  JsonText object(String name, Consumer<JsonText> members) {
    begin(name);
    nested('{', '}', members);
    return this;
  }

  /** A member that is an array with an object for each item. */
  <T> JsonText objects(
      String name, Iterable<T> items, java.util.function.BiConsumer<JsonText, T> members) {
    begin(name);
    nested(
        '[',
        ']',
        array ->
            items.forEach(
                item -> {
                  array.separate();
                  array.nested('{', '}', object -> members.accept(object, item));
                }));
    return this;
  }

  /** A member that is an array of strings. */
  JsonText texts(String name, Iterable<String> items) {
    begin(name);
    nested(
        '[',
        ']',
        array ->
            items.forEach(
                item -> {
                  array.separate();
                  array.quote(item);
                }));
    return this;
  }

  /** A member that is an array of whole numbers. */
  JsonText wholes(String name, Iterable<Long> items) {
    begin(name);
    nested(
        '[',
        ']',
        array ->
            items.forEach(
                item -> {
                  array.separate();
                  array.text.append(item);
                }));
    return this;
  }

  private void begin(String name) {
    separate();
    quote(name);
    text.append(": ");
  }

  private void separate() {
    text.append(first ? "\n" : ",\n").append("  ".repeat(depth));
    first = false;
  }

  private void nested(char open, char close, Consumer<JsonText> content) {
    text.append(open);
    depth++;
    first = true;
    content.accept(this);
    depth--;
    if (!first) {
      text.append('\n').append("  ".repeat(depth));
    }
    first = false;
    text.append(close);
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
