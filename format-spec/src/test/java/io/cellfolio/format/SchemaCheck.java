package io.cellfolio.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An independent validator with our schemas. */
final class SchemaCheck {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  private SchemaCheck() {}

  static Set<ValidationMessage> problems(Golden.Document document, byte[] json) {
    return problems(Schemas.nameFor(document.layout(), document.file()), json);
  }

  static Set<ValidationMessage> problems(String schema, byte[] json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      return SCHEMAS
          .computeIfAbsent(schema, name -> FACTORY.getSchema(Schemas.text(name)))
          .validate(node);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
