package io.cellfolio.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

/**
 * The JSON text of a protobuf message, such as an export's descriptor or a validation report: one
 * message, one text, on every JDK.
 *
 * <p>It is ProtoJSON, which every protobuf library reads, with these choices:
 *
 * <ul>
 *   <li>names as in the {@code .proto} file ({@code n_cells}), like those of the manifests;
 *   <li>members in the order of field numbers;
 *   <li>zero, empty and false are written, so that a script finds the same keys in every text; only
 *       absent messages, {@code optional} and {@code oneof} members are left out;
 *   <li>64-bit integers are strings, as ProtoJSON has it: a reader that makes doubles of numbers
 *       would change large ones. 32-bit integers are numbers;
 *   <li>an indentation of two, pure ASCII, {@link PythonFloat} digits: protobuf leaves those to the
 *       JDK.
 * </ul>
 */
public final class DescriptorJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  static {
    // The text comes from our own message, however large, and not from outside.
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
  }

  private DescriptorJson() {}

  /**
   * Writes a message.
   *
   * @param message any message without {@code Any} members
   * @return its JSON text, without a final line feed
   */
  public static String print(Message message) {
    try {
      String text =
          JsonFormat.printer()
              .preservingProtoFieldNames()
              .alwaysPrintFieldsWithNoPresence()
              .omittingInsignificantWhitespace()
              .print(message);
      PythonJsonWriter out = PythonJsonWriter.indented();
      write(out, MAPPER.readTree(text));
      return out.toString();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "the message " + message.getDescriptorForType().getFullName() + " has no JSON form", e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("protobuf printed JSON that Jackson cannot read", e);
    }
  }

  private static void write(PythonJsonWriter out, JsonNode node) {
    if (node.isObject()) {
      out.beginObject();
      node.properties().forEach(member -> write(out.name(member.getKey()), member.getValue()));
      out.endObject();
    } else if (node.isArray()) {
      out.beginArray();
      node.forEach(item -> write(out, item));
      out.endArray();
    } else if (node.isTextual()) {
      out.text(node.textValue());
    } else if (node.isBoolean()) {
      out.flag(node.booleanValue());
    } else if (node.isIntegralNumber()) {
      out.whole(node.longValue());
    } else {
      out.real(node.doubleValue());
    }
  }
}
