package io.cellfolio.validate;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads JSON from untrusted bytes in bounded memory, says of everything that is wrong where it
 * stands, and goes on as long as there is sense in it: after NaN, repeated names, a byte order mark
 * and bytes that are no UTF-8, but not after an error of syntax.
 *
 * <p>Normative text: {@code docs/format/json.md}, section "Reading".
 */
final class JsonReader {
  /** The documents need seven levels. */
  static final int MAX_DEPTH = 32;

  private static final int MAX_PROBLEMS = 1000;
  private static final int INTERNED_CHARS = 32;
  private static final int MAX_INTERNED = 4096;

  private final JsonBytes in;
  private final JsonText text;
  private final DocumentMemory memory;
  private final List<JsonProblem> problems = new ArrayList<>();
  private final Map<String, String> interned = new HashMap<>();
  private final ArrayList<Json> values = new ArrayList<>();
  private final ArrayList<String> names = new ArrayList<>();
  private String[] lastNames = new String[0];
  private int valueCount;

  /**
   * What came of a document.
   *
   * @param root the top value, or null when the syntax allowed none
   * @param problems what is wrong, in the order of the bytes
   * @param values how many values it holds
   */
  record Result(Json root, List<JsonProblem> problems, int values) {
    /** Copies the list. */
    Result {
      problems = List.copyOf(problems);
    }
  }

  private JsonReader(InputStream in, DocumentMemory memory) {
    this.in = new JsonBytes(in);
    this.memory = memory;
    this.text = new JsonText(this.in, this::report, memory);
  }

  /**
   * Reads a document.
   *
   * @param in its bytes; not closed
   * @param memory what it may take
   * @throws IOException when the bytes cannot be read
   */
  static Result read(InputStream in, DocumentMemory memory) throws IOException {
    return new JsonReader(in, memory).read();
  }

  private Result read() throws IOException {
    Json root = null;
    try {
      skipByteOrderMark();
      root = value(0);
      skipSpace();
      if (in.peek() >= 0) {
        throw syntax("nothing behind the top value", in.shown());
      }
    } catch (JsonProblem.Stop stop) {
      // Whatever came before it, this is why the rest was not read.
      problems.add(stop.problem());
    }
    return new Result(root, problems, valueCount);
  }

  private Json value(int depth) throws IOException {
    skipSpace();
    valueCount++;
    requireRoom(memory.takeValue());
    int c = in.peek();
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Json.Text(text.quoted());
      case 't' -> word("true", new Json.Flag(true));
      case 'f' -> word("false", new Json.Flag(false));
      case 'n' -> word("null", new Json.Nothing());
      case 'N' -> token("NaN", Double.NaN);
      case 'I' -> token("Infinity", Double.POSITIVE_INFINITY);
      default -> number(c);
    };
  }

  private Json object(int depth) throws IOException {
    checkDepth(depth);
    in.next();
    int firstName = names.size();
    int firstValue = values.size();
    Set<String> seen = null;
    skipSpace();
    if (in.peek() == '}') {
      in.next();
      return new Json.Members(new String[0], new Json[0]);
    }
    while (true) {
      skipSpace();
      long at = in.position();
      if (in.peek() != '"') {
        throw syntax("a name in double quotes", in.shown());
      }
      String name = intern(text.quoted());
      seen = checkRepeated(seen, firstName, name, at);
      names.add(name);
      skipSpace();
      expect(':');
      values.add(value(depth + 1));
      skipSpace();
      if (in.peek() == ',') {
        in.next();
      } else {
        expect('}');
        return members(firstName, firstValue);
      }
    }
  }

  /** Few names are compared one by one, many by hash. */
  private Set<String> checkRepeated(Set<String> seen, int from, String name, long at) {
    Set<String> known = seen;
    boolean repeated;
    if (names.size() - from < MAX_DEPTH) {
      repeated = names.subList(from, names.size()).contains(name);
    } else {
      if (known == null) {
        known = new HashSet<>(names.subList(from, names.size()));
      }
      repeated = !known.add(name);
    }
    if (repeated) {
      report(
          new JsonProblem(
              JsonProblem.Kind.REPEATED_NAME,
              at,
              "each name once in an object",
              "'" + name + "' again"));
    }
    return known;
  }

  private Json members(int firstName, int firstValue) {
    List<String> nameList = names.subList(firstName, names.size());
    List<Json> valueList = values.subList(firstValue, values.size());
    // Most objects of a document have the names of the one before.
    if (lastNames.length != nameList.size() || !List.of(lastNames).equals(nameList)) {
      lastNames = nameList.toArray(new String[0]);
    }
    Json members = new Json.Members(lastNames, valueList.toArray(new Json[0]));
    nameList.clear();
    valueList.clear();
    return members;
  }

  private Json array(int depth) throws IOException {
    checkDepth(depth);
    in.next();
    int first = values.size();
    skipSpace();
    if (in.peek() == ']') {
      in.next();
      return new Json.Items(new Json[0]);
    }
    while (true) {
      values.add(value(depth + 1));
      skipSpace();
      if (in.peek() == ',') {
        in.next();
      } else {
        expect(']');
        List<Json> items = values.subList(first, values.size());
        Json array = new Json.Items(items.toArray(new Json[0]));
        items.clear();
        return array;
      }
    }
  }

  private Json number(int first) throws IOException {
    long at = in.position();
    if (first == '-') {
      in.next();
      if (in.peek() == 'I') {
        return token("Infinity", Double.NEGATIVE_INFINITY);
      }
      return text.number(at, true);
    }
    if (first >= '0' && first <= '9') {
      return text.number(at, false);
    }
    throw syntax("a value", in.shown());
  }

  private Json token(String word, double value) throws IOException {
    long at = in.position();
    Json number = word(word, new Json.Num(value, true));
    report(
        new JsonProblem(
            JsonProblem.Kind.NUMBER_TOKEN,
            at,
            "a number that JSON has",
            value < 0 ? "-" + word : word));
    return number;
  }

  private Json word(String word, Json value) throws IOException {
    for (int i = 0; i < word.length(); i++) {
      if (in.peek() != word.charAt(i)) {
        throw syntax(word, in.shown());
      }
      in.next();
    }
    return value;
  }

  private void expect(char c) throws IOException {
    if (in.peek() != c) {
      throw syntax(c == ':' ? "':'" : "',' or '" + c + "'", in.shown());
    }
    in.next();
  }

  private void skipSpace() throws IOException {
    int c = in.peek();
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      in.next();
      c = in.peek();
    }
  }

  private void skipByteOrderMark() throws IOException {
    if (in.peek() == 0xef) {
      String shown = in.shown();
      in.next();
      if (in.next() != 0xbb || in.next() != 0xbf) {
        throw new JsonProblem.Stop(
            new JsonProblem(JsonProblem.Kind.SYNTAX, 0, "a JSON object", shown));
      }
      report(new JsonProblem(JsonProblem.Kind.ENCODING, 0, "no byte order mark", "EF BB BF"));
    }
  }

  private void checkDepth(int depth) throws IOException {
    if (depth >= MAX_DEPTH) {
      throw syntax("at most " + MAX_DEPTH + " levels of nesting", "more");
    }
  }

  private String intern(String name) {
    String known = interned.get(name);
    if (known != null) {
      return known;
    }
    requireRoom(memory.takeName(name));
    if (name.length() <= INTERNED_CHARS && interned.size() < MAX_INTERNED) {
      interned.put(name, name);
    }
    return name;
  }

  private void requireRoom(boolean taken) {
    if (!taken) {
      throw stop(JsonProblem.Kind.LIMIT, memory.shown(), "more");
    }
  }

  private void report(JsonProblem problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    }
  }

  private JsonProblem.Stop syntax(String expected, String found) {
    return stop(JsonProblem.Kind.SYNTAX, expected, found);
  }

  private JsonProblem.Stop stop(JsonProblem.Kind kind, String expected, String found) {
    return new JsonProblem.Stop(new JsonProblem(kind, in.position(), expected, found));
  }
}
