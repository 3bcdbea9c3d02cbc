package io.cellfolio.format;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A golden document with one place changed.
 *
 * @param document the golden
 * @param place JSON pointer to the place
 * @param value JSON text of the new value; null removes the place; for an array {@code /-} appends
 * @param codecPlace where the codec complains; null when it does not, because viewers do not either
 * @param schemaRefuses false for what takes more than a schema to see
 */
record JsonEdit(
    String document, String place, String value, String codecPlace, boolean schemaRefuses) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** A change that schema and codec refuse at the same place. */
  static JsonEdit of(String document, String place, String value) {
    return new JsonEdit(document, place, value, place, true);
  }

  /** A removal, of which both complain at the parent. */
  static JsonEdit removal(String document, String place) {
    return new JsonEdit(document, place, null, place.substring(0, place.lastIndexOf('/')), true);
  }

  /** A change that both refuse, the codec at another place. */
  static JsonEdit seenAt(String document, String place, String value, String codecPlace) {
    return new JsonEdit(document, place, value, codecPlace, true);
  }

  /** A change that only the schema refuses. */
  static JsonEdit schemaOnly(String document, String place, String value) {
    return new JsonEdit(document, place, value, null, true);
  }

  /** The same, seen by the codec only. */
  JsonEdit onlyCodec() {
    return new JsonEdit(document, place, value, codecPlace, false);
  }

  /** The same, with the codec's complaint elsewhere. */
  JsonEdit atCodec(String otherPlace) {
    return new JsonEdit(document, place, value, otherPlace, schemaRefuses);
  }

  Golden.Document golden() {
    return Golden.document(document);
  }

  byte[] edited() {
    try {
      JsonNode root = MAPPER.readTree(golden().bytes());
      JsonPointer pointer = JsonPointer.compile(place);
      JsonNode parent = root.at(pointer.head());
      JsonNode replacement = value == null ? null : MAPPER.readTree(value);
      edit(parent, pointer.last(), replacement);
      return MAPPER.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(toString(), e);
    }
  }

  private void edit(JsonNode parent, JsonPointer step, JsonNode replacement) {
    if (parent instanceof ObjectNode object) {
      if (replacement == null) {
        if (object.remove(step.getMatchingProperty()) == null) {
          throw new AssertionError("nothing to remove: " + this);
        }
      } else {
        object.set(step.getMatchingProperty(), replacement);
      }
    } else if (parent instanceof ArrayNode array) {
      if (step.getMatchingProperty().equals("-")) {
        array.add(replacement);
      } else if (replacement == null) {
        array.remove(step.getMatchingIndex());
      } else {
        array.set(step.getMatchingIndex(), replacement);
      }
    } else {
      throw new AssertionError("no such place: " + this);
    }
  }

  @Override
  public String toString() {
    return document + place + (value == null ? " removed" : " = " + value);
  }
}
