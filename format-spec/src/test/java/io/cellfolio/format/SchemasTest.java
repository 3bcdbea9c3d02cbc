package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {
  private static final Path PUBLISHED = Path.of("..", "docs", "schemas");

  static List<String> names() {
    return Schemas.names();
  }

  static List<Golden.Document> documents() {
    return Golden.documents();
  }

  @Test
  void oneForEachDocumentAndLayout() {
    assertThat(Schemas.names())
        .containsExactly(
            "keyed/dataset_identity",
            "keyed/obs_manifest",
            "keyed/var_manifest",
            "keyed/connectivity_manifest",
            "indexed/dataset_identity",
            "indexed/obs_manifest",
            "indexed/var_manifest",
            "indexed/connectivity_manifest",
            "datasets");
    assertThatIllegalArgumentException().isThrownBy(() -> Schemas.text("keyed/none"));
    assertThatIllegalArgumentException().isThrownBy(() -> Schemas.uri("../x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schemas.nameFor(Layout.keyed(), "none.json"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void isAValidSchemaThatKnowsItsName(String name) throws IOException {
    JsonNode schema = new JsonMapper().readTree(Schemas.text(name));
    JsonSchema metaSchema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(metaSchema.validate(schema)).isEmpty();
    assertThat(schema.get("$id").textValue()).isEqualTo(Schemas.uri(name).toString());
  }

  @Test
  void theDocumentationHoldsTheSame() throws IOException {
    try (Stream<Path> files = Files.walk(PUBLISHED)) {
      TreeSet<String> published =
          files
              .filter(Files::isRegularFile)
              .map(file -> PUBLISHED.relativize(file).toString().replace('\\', '/'))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(published)
          .containsExactlyInAnyOrderElementsOf(
              names().stream().map(name -> name + ".schema.json").toList());
    }
    for (String name : names()) {
      assertThat(PUBLISHED.resolve(name + ".schema.json")).as(name).hasContent(Schemas.text(name));
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void acceptsTheGoldens(Golden.Document document) {
    assertThat(SchemaCheck.problems(document, document.bytes())).isEmpty();
  }

  @Test
  void theOtherLayoutRefuses() {
    for (Golden.Document document : documents()) {
      boolean tells =
          !document.path().contains("no-fields") && !document.path().equals("datasets.json");
      if (tells) {
        Layout other = document.layout() == Layout.keyed() ? Layout.indexed() : Layout.keyed();
        boolean mute =
            document.layout() == Layout.indexed() && document.file().equals(Layout.IDENTITY_FILE);
        assertThat(
                SchemaCheck.problems(Schemas.nameFor(other, document.file()), document.bytes())
                    .isEmpty())
            .as(document.path())
            .isEqualTo(mute);
      }
    }
  }

  @Test
  void acceptsTheReferenceExports() throws IOException {
    for (String file :
        List.of(
            Layout.IDENTITY_FILE,
            Layout.OBS_MANIFEST_FILE,
            Layout.VAR_MANIFEST_FILE,
            Layout.CONNECTIVITY_MANIFEST_FILE)) {
      for (Path document : ReferenceCorpus.documents(file)) {
        assertThat(
                SchemaCheck.problems(
                    Schemas.nameFor(Layout.keyed(), file), Files.readAllBytes(document)))
            .as(document.toString())
            .isEmpty();
      }
    }
  }
}
