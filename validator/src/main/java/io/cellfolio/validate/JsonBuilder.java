package io.cellfolio.validate;

import java.util.ArrayList;
import java.util.List;

/** Makes JSON objects member by member. */
final class JsonBuilder {
  private final List<String> names = new ArrayList<>();
  private final List<Json> values = new ArrayList<>();

  private JsonBuilder() {}

  static JsonBuilder object() {
    return new JsonBuilder();
  }

  JsonBuilder with(String name, String text) {
    return with(name, new Json.Text(text));
  }

  JsonBuilder with(String name, long number) {
    return with(name, new Json.Num(number, false));
  }

  JsonBuilder with(String name, boolean flag) {
    return with(name, new Json.Flag(flag));
  }

  JsonBuilder with(String name, JsonBuilder object) {
    return with(name, object.build());
  }

  JsonBuilder with(String name, List<Json> items) {
    return with(name, new Json.Items(items.toArray(Json[]::new)));
  }

  JsonBuilder with(String name, Json value) {
    names.add(name);
    values.add(value);
    return this;
  }

  Json build() {
    return new Json.Members(names.toArray(String[]::new), values.toArray(Json[]::new));
  }
}
