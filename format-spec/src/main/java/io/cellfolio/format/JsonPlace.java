package io.cellfolio.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A value inside a document that knows its JSON pointer, so that every complaint names the place,
 * what was expected there and what was found.
 */
final class JsonPlace {
  /** The largest integer that the viewers' numbers hold exactly. */
  static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private static final int SHOWN_CHARS = 60;

  private final String file;
  private final JsonPlace parent;
  private final Object step;
  private final JsonNode node;

  JsonPlace(String file, JsonNode root) {
    this(file, null, "", root);
  }

  private JsonPlace(String file, JsonPlace parent, Object step, JsonNode node) {
    this.file = file;
    this.parent = parent;
    this.step = step;
    this.node = node;
  }

  /** Requires an object with all of one set of keys and none but these and an optional set. */
  void requireKeys(Set<String> required, Set<String> optional) throws MalformedDatasetException {
    requireObject();
    for (String key : required) {
      if (!node.has(key)) {
        throw problem("expected the key '" + key + "', found none");
      }
    }
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!required.contains(key) && !optional.contains(key)) {
        throw member(key).problem("expected no such key, found " + member(key).shown());
      }
    }
  }

  /** The value of a key that must be there. */
  JsonPlace at(String key) throws MalformedDatasetException {
    return find(key).orElseThrow(() -> problem("expected the key '" + key + "', found " + shown()));
  }

  /** The value of a key that may be missing. */
  Optional<JsonPlace> find(String key) {
    return node.has(key) ? Optional.of(member(key)) : Optional.empty();
  }

  /** The keys of an object, in the document's order. */
  List<String> keys() throws MalformedDatasetException {
    requireObject();
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** The elements of an array. */
  List<JsonPlace> items() throws MalformedDatasetException {
    if (!node.isArray()) {
      throw expected("an array");
    }
    List<JsonPlace> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(new JsonPlace(file, this, i, node.get(i)));
    }
    return items;
  }

  boolean isNull() {
    return node.isNull();
  }

  boolean isText() {
    return node.isTextual();
  }

  boolean isNumber() {
    return node.isNumber();
  }

  boolean isArray() {
    return node.isArray();
  }

  boolean isObject() {
    return node.isObject();
  }

  String text() throws MalformedDatasetException {
    if (!node.isTextual()) {
      throw expected("a string");
    }
    return node.textValue();
  }

  String nonEmptyText() throws MalformedDatasetException {
    String text = text();
    if (text.isEmpty()) {
      throw expected("a non-empty string");
    }
    return text;
  }

  /** Requires a string that is one of some. */
  String oneOf(List<String> allowed) throws MalformedDatasetException {
    String text = text();
    if (!allowed.contains(text)) {
      throw expected("one of " + String.join(", ", allowed));
    }
    return text;
  }

  void requireText(String constant) throws MalformedDatasetException {
    if (!node.isTextual() || !node.textValue().equals(constant)) {
      throw expected('"' + constant + '"');
    }
  }

  boolean flag() throws MalformedDatasetException {
    if (!node.isBoolean()) {
      throw expected("true or false");
    }
    return node.booleanValue();
  }

  /** A finite number. */
  double real() throws MalformedDatasetException {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw expected("a finite number");
    }
    return node.doubleValue();
  }

  /**
   * A whole number of at most 2^53 - 1. As in JSON Schema its text does not matter: {@code 1e5} is
   * one, and R writes it so.
   */
  long whole() throws MalformedDatasetException {
    OptionalLong whole = wholeValue();
    if (whole.isEmpty()) {
      throw expected("a whole number between -2^53 and 2^53");
    }
    return whole.getAsLong();
  }

  /** A whole number, 0 to 2^53 - 1. */
  long count() throws MalformedDatasetException {
    return count(MAX_SAFE_INTEGER);
  }

  /** A whole number, 0 to {@code max}. */
  long count(long max) throws MalformedDatasetException {
    OptionalLong whole = wholeValue();
    if (whole.isEmpty() || whole.getAsLong() < 0 || whole.getAsLong() > max) {
      throw expected("a whole number from 0 to " + max);
    }
    return whole.getAsLong();
  }

  void requireWhole(long constant) throws MalformedDatasetException {
    OptionalLong whole = wholeValue();
    if (whole.isEmpty() || whole.getAsLong() != constant) {
      throw expected(Long.toString(constant));
    }
  }

  /** A label with the type that its text shows: {@code 1} is whole, {@code 1.0} is not. */
  JsonScalar scalar() throws MalformedDatasetException {
    if (node.isTextual()) {
      return new JsonScalar.Text(node.textValue());
    }
    if (node.isBoolean()) {
      return new JsonScalar.Flag(node.booleanValue());
    }
    if (node.isIntegralNumber()) {
      return new JsonScalar.Whole(whole());
    }
    if (node.isNumber()) {
      return new JsonScalar.Real(real());
    }
    throw expected("a string, number or truth value");
  }

  /** Runs a record's checks; what they refuse is wrong at this place. */
  <T> T build(Supplier<T> record) throws MalformedDatasetException {
    try {
      return record.get();
    } catch (IllegalArgumentException e) {
      MalformedDatasetException malformed = problem(e.getMessage());
      malformed.initCause(e);
      throw malformed;
    }
  }

  MalformedDatasetException expected(String what) {
    return problem("expected " + what + ", found " + shown());
  }

  MalformedDatasetException problem(String text) {
    return new MalformedDatasetException(file, pointer(), text);
  }

  private OptionalLong wholeValue() {
    if (!node.isNumber()) {
      return OptionalLong.empty();
    }
    double value = node.doubleValue();
    return Math.rint(value) == value && Math.abs(value) <= MAX_SAFE_INTEGER
        ? OptionalLong.of((long) value)
        : OptionalLong.empty();
  }

  private void requireObject() throws MalformedDatasetException {
    if (!node.isObject()) {
      throw expected("an object");
    }
  }

  private JsonPlace member(String key) {
    return new JsonPlace(file, this, key, node.get(key));
  }

  private String pointer() {
    if (parent == null) {
      return "";
    }
    return parent.pointer() + '/' + step.toString().replace("~", "~0").replace("/", "~1");
  }

  private String shown() {
    if (node.isArray()) {
      return "an array of " + node.size();
    }
    if (node.isObject()) {
      return "an object of " + node.size();
    }
    String text = node.toString();
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
  }

  /** The document and the pointer. */
  @Override
  public String toString() {
    return parent == null ? file : file + " at " + pointer();
  }
}
