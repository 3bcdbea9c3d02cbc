package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SARIF logs against the JSON Schema of OASIS, which comes with a library of Maven Central. */
class SarifReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SCHEMA = schema();

  @TempDir Path directory;

  private static JsonSchema schema() {
    try (InputStream in =
        SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      SchemaValidatorsConfig config =
          SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in, config);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode log(ReportedExports export) throws IOException {
    return JSON.readTree(ReportedExports.render(ReportFormat.SARIF, export.in(directory)));
  }

  @ParameterizedTest
  @EnumSource(ReportedExports.class)
  void isValid(ReportedExports export) throws IOException {
    JsonNode log = log(export);

    assertThat(SCHEMA.validate(log)).isEmpty();
    assertThat(log.at("/runs/0/tool/driver/rules")).hasSize(Rule.values().length);
  }

  @Test
  void theSchemaNoticesWhatIsWrong() throws IOException {
    JsonNode log = log(ReportedExports.DAMAGED);
    ((ObjectNode) log.at("/runs/0/results/0")).put("level", "fatal");
    ((ObjectNode) log.at("/runs/0/results/1")).remove("message");
    ((ObjectNode) log.at("/runs/0/results/2/locations/0/physicalLocation/artifactLocation"))
        .put("uri", "a b");

    assertThat(SCHEMA.validate(log)).hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(ReportedExports.class)
  void namesFilesOfTheDirectory(ReportedExports export) throws IOException {
    ValidationResult result = export.in(directory);
    JsonNode run = JSON.readTree(ReportedExports.render(ReportFormat.SARIF, result)).at("/runs/0");
    URI base = URI.create(run.at("/originalUriBaseIds/EXPORT/uri").asText());

    assertThat(Path.of(base)).isEqualTo(directory);
    assertThat(run.get("results")).hasSameSizeAs(result.findings());
    for (JsonNode finding : run.get("results")) {
      URI file =
          base.resolve(finding.at("/locations/0/physicalLocation/artifactLocation/uri").asText());
      assertThat(file.getScheme()).isEqualTo("file");
      assertThat(file.getRawQuery()).isNull();
      assertThat(file.getRawFragment()).isNull();
      assertThat(file.getPath()).startsWith(directory + "/");
      assertThat(finding.get("ruleId"))
          .isEqualTo(run.at("/tool/driver/rules").get(finding.get("ruleIndex").asInt()).get("id"));
    }
  }

  @Test
  void tellsTroublesApart() throws IOException {
    Set<String> fingerprints = new HashSet<>();
    ArrayNode results = (ArrayNode) log(ReportedExports.DAMAGED).at("/runs/0/results");
    for (JsonNode finding : results) {
      fingerprints.add(finding.at("/partialFingerprints/place~1v1").asText());
    }

    assertThat(results).hasSizeGreaterThan(5);
    assertThat(fingerprints).hasSameSizeAs(results).doesNotContain("");
  }

  @Test
  void pointsToTheLineOfAValue() throws IOException {
    JsonNode log = log(ReportedExports.DAMAGED);
    List<String> lines = Files.readAllLines(directory.resolve(Mutant.VAR), StandardCharsets.UTF_8);
    int found = 0;
    for (JsonNode finding : log.at("/runs/0/results")) {
      JsonNode place = finding.at("/locations/0/physicalLocation");
      boolean gene =
          finding
              .at("/locations/0/logicalLocations/0/fullyQualifiedName")
              .asText()
              .equals(Mutant.VAR + "/fields/2/1");
      if (gene) {
        found++;
        String line = lines.get(place.at("/region/startLine").asInt() - 1);
        assertThat(line.substring(place.at("/region/startColumn").asInt() - 1)).startsWith("\"\"");
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  void usesPathsOfTheCheckoutForARelativeDirectory() throws IOException {
    ValidationResult result = ReportedExports.DAMAGED.in(directory);
    ValidationResult relative =
        new ValidationResult(
            Path.of("site", ".", "my exports"),
            result.verdict(),
            result.layout(),
            result.evidence(),
            result.viewer(),
            result.level(),
            result.stopped(),
            result.findings(),
            result.counts(),
            result.rulesRun(),
            result.checksRun(),
            result.filesRead(),
            result.bytesInflated(),
            result.fidelity());
    JsonNode log = JSON.readTree(ReportedExports.render(ReportFormat.SARIF, relative));

    assertThat(SCHEMA.validate(log)).isEmpty();
    assertThat(log.at("/runs/0/originalUriBaseIds").isMissingNode()).isTrue();
    for (JsonNode finding : log.at("/runs/0/results")) {
      assertThat(finding.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
          .startsWith("site/my%20exports/");
    }
  }
}
