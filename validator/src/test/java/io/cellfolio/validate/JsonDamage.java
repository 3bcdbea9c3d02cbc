package io.cellfolio.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random damage to JSON documents, of their text and of what they say. */
final class JsonDamage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEEP = 100_000;
  private static final int LONG = 300_000;
  private static final int MANY = 20_000;
  private static final String[] VALUES = {
    "null",
    "true",
    "-1",
    "0",
    "1",
    "2",
    "254",
    "65535",
    "2147483647",
    "2147483648",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775809",
    "123456789012345678901234567890123456789012345678901234567890",
    "1e308",
    "-1e400",
    "1e-400",
    "0.1",
    "-0.0",
    "3.5e38",
    "NaN",
    "Infinity",
    "-Infinity",
    "\"\"",
    "\" \"",
    "\"NaN\"",
    "\"../../etc/passwd\"",
    "\"/etc/passwd\"",
    "\"../outside/secret.json\"",
    "\"link/secret.json\"",
    "\"obs/../var_manifest.json\"",
    "\"points_2d.bin/\"",
    "\"C:\\\\x\"",
    "\"a\\u0000b\"",
    "\"\\ud800\"",
    "\"\\udc00x\"",
    "\"\\u202e\\u200b\"",
    "\"<script>alert(1)</script>\"",
    "\"]]>&\\\"'\\u0007\\ufffe\"",
    "\"__proto__\"",
    "\"{key}{key}{index}\"",
    "\"CON\"",
    "\"\\ud83e\\uddec\"",
    "[]",
    "{}",
    "[[]]",
    "[null,null]",
    "[0,\"a\",[\"b\"],{}]"
  };
  private static final String[] SPLINTERS = {
    ",", "}", "]", "{", "[", "\"", ":", "//", "\\", "\u0000", "\u00a0", "\ufeff", "NaN", "1e", "-"
  };

  private final Random random;

  JsonDamage(Random random) {
    this.random = random;
  }

  /** Changes some values, members or elements; a text that is not JSON any more is spliced. */
  byte[] changed(byte[] text) {
    try {
      JsonNode root = JSON.readTree(text);
      List<JsonNode> containers = new ArrayList<>();
      collect(root, containers);
      if (containers.isEmpty()) {
        return spliced(text);
      }
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        JsonNode parent = containers.get(random.nextInt(containers.size()));
        if (parent instanceof ObjectNode object) {
          change(object);
        } else {
          change((ArrayNode) parent);
        }
      }
      return JSON.writeValueAsBytes(root);
    } catch (IOException e) {
      // The text was damaged before; it can be damaged further.
      return spliced(text);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode() && containers.size() < 5000) {
      if (!node.isEmpty()) {
        containers.add(node);
      }
      node.forEach(child -> collect(child, containers));
    }
  }

  private void change(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      object.putRawValue("more", value());
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(8)) {
      case 0 -> object.remove(name);
      case 1 -> object.set("x" + name, object.remove(name));
      case 2 -> object.set(name, object.get(names.get(random.nextInt(names.size()))).deepCopy());
      case 3 -> object.putRawValue("more", value());
      default -> object.putRawValue(name, value());
    }
  }

  private void change(ArrayNode array) {
    if (array.isEmpty()) {
      array.addRawValue(value());
      return;
    }
    int at = random.nextInt(array.size());
    JsonNode item = array.get(at);
    switch (random.nextInt(9)) {
      case 0 -> array.remove(at);
      case 1 -> array.insert(at, item.deepCopy());
      case 2 -> array.set(at, array.get(random.nextInt(array.size())).deepCopy());
      case 3 -> array.removeAll();
      case 4 -> {
        if (random.nextInt(20) == 0) {
          for (int i = 0; i < MANY; i++) {
            array.add(item);
          }
        } else {
          array.add(item.deepCopy());
        }
      }
      default -> array.set(at, JSON.getNodeFactory().rawValueNode(value()));
    }
  }

  private RawValue value() {
    int choice = random.nextInt(VALUES.length + 3);
    if (choice < VALUES.length) {
      return new RawValue(VALUES[choice]);
    }
    return new RawValue(
        switch (choice - VALUES.length) {
          case 0 -> Long.toString(random.nextLong());
          case 1 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
          default -> random.nextInt(10) == 0 ? large() : "\"" + random.nextInt(100) + "\"";
        });
  }

  private String large() {
    return switch (random.nextInt(4)) {
      case 0 -> "[".repeat(DEEP) + "]".repeat(DEEP);
      case 1 -> "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP);
      case 2 -> "\"" + "x".repeat(LONG) + "\"";
      default -> "1" + "0".repeat(LONG);
    };
  }

  /** Changes the text without regard to its structure. */
  byte[] spliced(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int at = random.nextInt(text.length() + 1);
    String piece =
        switch (random.nextInt(6)) {
          case 0 -> random.nextInt(10) == 0 ? "[".repeat(DEEP) : "[";
          case 1 -> VALUES[random.nextInt(VALUES.length)];
          case 2 -> {
            int end = Math.min(text.length(), at + random.nextInt(200));
            yield text.substring(at, end);
          }
          default -> SPLINTERS[random.nextInt(SPLINTERS.length)];
        };
    int skip = random.nextBoolean() ? 0 : Math.min(text.length() - at, random.nextInt(30));
    byte[] result =
        (text.substring(0, at) + piece + text.substring(at + skip))
            .getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(12) == 0 && result.length > 0) {
      result[random.nextInt(result.length)] = (byte) 0xc3;
    }
    return result;
  }
}
