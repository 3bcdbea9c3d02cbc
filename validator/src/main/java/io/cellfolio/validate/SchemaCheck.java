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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documents against their published JSON Schemas. A document with an error is left to the rules
 * that found it, and what another rule has found at the same place is not said again, so a finding
 * here means that a viewer copes. Of long arrays the first elements stand for all; each has been
 * checked by the rules of its own.
 */
final class SchemaCheck {
  private static final int MOST_ITEMS = 300;
  private static final int MOST_MESSAGES = 20;
  private static final Map<String, JsonSchema> COMPILED = new ConcurrentHashMap<>();
  private static final String TEXT_FAMILY = Rule.DISPLAY_TEXT.family();

  private final Findings findings;
  private final List<Subject> subjects = new ArrayList<>();

  /**
   * A document to check.
   *
   * @param root the document
   * @param schema the name of its schema
   * @param known the places at which something is known to be wrong
   */
  private record Subject(Spot root, String schema, List<String> known) {}

  private SchemaCheck(Findings findings) {
    this.findings = findings;
  }

  /** Prepares the check of an export's documents, when their own rules have run. */
  static SchemaCheck of(Documents documents, Layout layout, Findings findings) {
    SchemaCheck check = new SchemaCheck(findings);
    for (String name : Documents.names()) {
      check.add(documents.root(name), Schemas.nameFor(layout, name));
    }
    return check;
  }

  /** Prepares the check of a catalog, when its own rules have run. */
  static SchemaCheck ofCatalog(Optional<Spot> root, Findings findings) {
    SchemaCheck check = new SchemaCheck(findings);
    check.add(root, Schemas.nameFor(Layout.keyed(), Layout.CATALOG_FILE));
    return check;
  }

  private void add(Optional<Spot> root, String schema) {
    if (root.isPresent() && !findings.hasErrorIn(root.get().file())) {
      subjects.add(
          new Subject(root.get(), schema, findings.pointersIn(root.get().file(), TEXT_FAMILY)));
    }
  }

  void run() {
    subjects.forEach(this::check);
  }

  private void check(Subject subject) {
    findings.ran(Rule.DOCUMENT_SCHEMA, 1);
    violations(subject).entrySet().stream()
        .filter(v -> subject.known().stream().noneMatch(place -> isRelated(place, v.getKey())))
        .limit(MOST_MESSAGES)
        .forEach(
            violation ->
                findings.add(
                    Rule.DOCUMENT_SCHEMA,
                    subject.root().file(),
                    Place.pointer(violation.getKey()),
                    "a value that the schema " + subject.schema() + " allows",
                    violation.getValue()));
  }

  private static Map<String, String> violations(Subject subject) {
    JsonSchema schema = COMPILED.computeIfAbsent(subject.schema(), SchemaCheck::compiled);
    String text = JsonPrinter.print(subject.root().value(), MOST_ITEMS);
    Map<String, String> byPointer = new TreeMap<>();
    for (ValidationMessage message : schema.validate(text, InputFormat.JSON)) {
      byPointer.putIfAbsent(message.getInstanceLocation().toString(), message.getMessage());
    }
    return byPointer;
  }

  private static JsonSchema compiled(String name) {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Schemas.text(name), config);
  }

  private static boolean isRelated(String one, String other) {
    return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
  }
}
