package io.cellfolio.h5ad;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Turns stored text into strings, always as UTF-8 whatever the file declares. */
final class TextDecoder {
  private static final int MAX_SHARED = 1 << 16;

  private final HdfObject owner;
  private final HdfType type;
  private final GlobalHeapReader heap;
  private final Map<String, String> shared;

  private TextDecoder(HdfObject owner, HdfType type, Map<String, String> shared) {
    this.owner = owner;
    this.type = type;
    this.heap = new GlobalHeapReader(owner);
    this.shared = shared;
  }

  /** Makes a text for each value, for those who hold few. */
  TextDecoder(HdfObject owner, HdfType type) {
    this(owner, type, null);
  }

  /**
   * Has equal values share a text, for those who hold all: columns repeat few texts often, and
   * would cost a text for each cell.
   */
  static TextDecoder sharing(HdfObject owner, HdfType type) {
    return new TextDecoder(owner, type, new HashMap<>());
  }

  static String[] decode(HdfObject owner, HdfType type, byte[] bytes) throws IOException {
    String[] texts = new String[bytes.length / type.size()];
    sharing(owner, type).decode(bytes, 0, texts, 0, texts.length);
    return texts;
  }

  void decode(byte[] bytes, int at, String[] target, int to, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int from = at + i * type.size();
      if (type instanceof HdfType.VariableText) {
        target[to + i] = share(heap.text(bytes, from));
      } else if (type instanceof HdfType.FixedText fixed) {
        target[to + i] = share(fixed(bytes, from, fixed));
      } else {
        throw owner.malformed("text", type.label());
      }
    }
  }

  private String share(String text) {
    if (shared == null) {
      return text;
    }
    String known = shared.get(text);
    if (known != null) {
      return known;
    }
    if (shared.size() < MAX_SHARED) {
      shared.put(text, text);
    }
    return text;
  }

  private static String fixed(byte[] bytes, int from, HdfType.FixedText type) {
    int length = 0;
    while (length < type.size() && bytes[from + length] != 0) {
      length++;
    }
    while (type.spacePadded() && length > 0 && bytes[from + length - 1] == ' ') {
      length--;
    }
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }
}
