package io.cellfolio.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Parses the bytes of a document. Stricter than JSON's grammar: valid UTF-8 without a byte order
 * mark, no key twice in one object, nothing after the value, and limits on size and depth, since
 * documents may come from anywhere.
 *
 * <p>Normative text: {@code docs/format/json.md}.
 */
final class JsonDocument {
  /** The largest document that the viewer of the indexed layout loads. */
  static final int MAX_BYTES = 64 * 1024 * 1024;

  /** The documents need seven. */
  private static final int MAX_DEPTH = 32;

  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxStringLength(MAX_BYTES)
                      .maxNameLength(MAX_BYTES)
                      .build())
              .build());

  private JsonDocument() {}

  /**
   * Parses a document.
   *
   * @param file path relative to the export, for messages
   * @param json the document's bytes
   * @return the top value
   * @throws MalformedDatasetException when the bytes are not one strict JSON value
   */
  static JsonPlace parse(String file, byte[] json) throws MalformedDatasetException {
    if (json.length > MAX_BYTES) {
      throw new MalformedDatasetException(
          file, "", "expected at most " + MAX_BYTES + " bytes, found " + json.length);
    }
    String text = decode(file, json);
    try (JsonParser parser = MAPPER.createParser(text)) {
      return new JsonPlace(file, readOnly(file, parser));
    } catch (MalformedDatasetException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("a parser of memory failed to close", e);
    }
  }

  private static JsonNode readOnly(String file, JsonParser parser) throws IOException {
    try {
      JsonNode value = MAPPER.readTree(parser);
      if (value == null || value.isMissingNode()) {
        throw new MalformedDatasetException(file, "", "expected a JSON value, found nothing");
      }
      if (parser.nextToken() != null) {
        throw new MalformedDatasetException(
            file,
            "",
            "expected nothing after the JSON value, found more at "
                + position(parser.currentTokenLocation()));
      }
      return value;
    } catch (JsonProcessingException e) {
      JsonPointer place = parser.getParsingContext().pathAsPointer();
      MalformedDatasetException malformed =
          new MalformedDatasetException(
              file,
              place.toString(),
              "expected strict JSON, found "
                  + e.getOriginalMessage()
                  + " at "
                  + position(e.getLocation()));
      malformed.initCause(e);
      throw malformed;
    }
  }

  private static String position(JsonLocation location) {
    return location == null
        ? "an unknown place"
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static String decode(String file, byte[] json) throws MalformedDatasetException {
    ByteBuffer bytes = ByteBuffer.wrap(json);
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes)
              .toString();
    } catch (CharacterCodingException e) {
      MalformedDatasetException malformed =
          new MalformedDatasetException(
              file,
              "",
              "expected UTF-8, found %s at byte %d"
                  .formatted(hex(json, bytes.position()), bytes.position()));
      malformed.initCause(e);
      throw malformed;
    }
    if (!text.isEmpty() && text.charAt(0) == '\ufeff') {
      throw new MalformedDatasetException(
          file, "", "expected no byte order mark, found EF BB BF at byte 0");
    }
    return text;
  }

  private static String hex(byte[] json, int at) {
    StringBuilder out = new StringBuilder();
    for (int i = at; i < Math.min(at + 4, json.length); i++) {
      out.append(i == at ? "" : " ").append("%02X".formatted(json[i] & 0xff));
    }
    return out.toString();
  }
}
