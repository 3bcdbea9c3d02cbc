package io.cellfolio.h5ad;

import io.jhdf.object.message.AttributeMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** A small value at a group or dataset. */
final class HdfAttribute {
  private final HdfObject owner;
  private final AttributeMessage message;

  HdfAttribute(HdfObject owner, AttributeMessage message) {
    this.owner = owner;
    this.message = message;
  }

  String name() {
    return message.getName();
  }

  private HdfType type() throws IOException {
    return owner.container().call(owner.path(), () -> HdfType.of(message.getDataType()));
  }

  /** The values' bytes as stored; none for an empty attribute. */
  private byte[] bytes(HdfType type) throws IOException {
    ByteBuffer stored = message.getDataBuffer();
    if (stored == null) {
      return new byte[0];
    }
    byte[] bytes = new byte[stored.remaining()];
    stored.duplicate().get(bytes);
    long count = owner.container().call(owner.path(), message.getDataSpace()::getTotalLength);
    if (count < 0 || type.size() <= 0 || count > bytes.length / type.size()) {
      throw owner.malformed(
          count + " values in attribute '" + name() + "'", bytes.length + " bytes");
    }
    return count * type.size() == bytes.length
        ? bytes
        : Arrays.copyOf(bytes, (int) (count * type.size()));
  }

  /** A single text, or the only text of an array; empty when it is something else. */
  Optional<String> text() throws IOException {
    HdfType type = type();
    if (!isText(type)) {
      return Optional.empty();
    }
    String[] texts = TextDecoder.decode(owner, type, bytes(type));
    return texts.length == 1 ? Optional.of(texts[0]) : Optional.empty();
  }

  /** All texts; none when the attribute is empty, whatever its type. */
  String[] texts() throws IOException {
    HdfType type = type();
    byte[] bytes = bytes(type);
    if (bytes.length == 0) {
      return new String[0];
    }
    if (!isText(type)) {
      throw owner.malformed("texts in attribute '" + name() + "'", type.label());
    }
    return TextDecoder.decode(owner, type, bytes);
  }

  private static boolean isText(HdfType type) {
    return type instanceof HdfType.FixedText || type instanceof HdfType.VariableText;
  }

  /** All values as whole numbers. */
  long[] longs() throws IOException {
    HdfType type = type();
    if (!(type instanceof NumericType number) || number.kind() == NumericType.Kind.FLOAT) {
      throw owner.malformed("whole numbers in attribute '" + name() + "'", type.label());
    }
    byte[] bytes = bytes(type);
    long[] values = new long[bytes.length / type.size()];
    number.toLongs(bytes, 0, values, 0, values.length);
    return values;
  }

  /** The address of an object; empty when the attribute is no reference. */
  Optional<Long> reference() throws IOException {
    HdfType type = type();
    byte[] bytes = bytes(type);
    return type instanceof HdfType.ObjectReference && bytes.length == type.size()
        ? Optional.of(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong())
        : Optional.empty();
  }
}
