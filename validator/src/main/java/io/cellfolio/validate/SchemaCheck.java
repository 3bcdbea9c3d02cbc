package io.cellfolio.validate;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.cellfolio.format.Layout;
import io.cellfolio.format.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The documents against their published JSON Schemas. What another rule has found at the same place
 * is not said again.
 */
final class SchemaCheck {
  private static final int MOST_VALUES = 300_000;
  private static final int MOST_MESSAGES = 20;
  private static final String TEXT_FAMILY = Rule.DISPLAY_TEXT.family();

  private SchemaCheck() {}

  static void check(ExportFiles files, Documents documents, Layout layout, Findings findings)
      throws IOException {
    for (String name : Documents.names()) {
      if (documents.root(name).isPresent()) {
        checkOne(files, documents, name, Schemas.nameFor(layout, name), findings);
      }
    }
  }

  /** Checks one document that was read. */
  static void checkOne(
      ExportFiles files, Documents documents, String name, String schema, Findings findings)
      throws IOException {
    // A document with an error is read by nobody, and one of this size only by its own checks.
    if (documents.values(name) > MOST_VALUES || findings.hasErrorIn(name)) {
      return;
    }
    findings.ran(Rule.DOCUMENT_SCHEMA, 1);
    Map<String, String> violations = violations(schema, text(files, name));
    List<String> known = findings.pointersIn(name, TEXT_FAMILY);
    violations.entrySet().stream()
        .filter(violation -> known.stream().noneMatch(p -> isRelated(p, violation.getKey())))
        .limit(MOST_MESSAGES)
        .forEach(
            violation ->
                findings.add(
                    Rule.DOCUMENT_SCHEMA,
                    name,
                    Place.pointer(violation.getKey()),
                    "a value that the schema " + schema + " allows",
                    violation.getValue()));
  }

  private static Map<String, String> violations(String schema, String text) {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
    JsonSchema validator =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Schemas.text(schema), config);
    Map<String, String> byPointer = new TreeMap<>();
    for (ValidationMessage message : validator.validate(text, InputFormat.JSON)) {
      byPointer.putIfAbsent(message.getInstanceLocation().toString(), message.getMessage());
    }
    return byPointer;
  }

  private static boolean isRelated(String one, String other) {
    return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
  }

  private static String text(ExportFiles files, String name) throws IOException {
    try (InputStream in = Channels.newInputStream(files.open(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
