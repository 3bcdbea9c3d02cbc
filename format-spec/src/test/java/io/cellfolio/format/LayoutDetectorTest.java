package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.format.LayoutDetector.Detection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutDetectorTest {
  private static final String NO_FIELDS = "no-fields/" + Layout.OBS_MANIFEST_FILE;

  @ParameterizedTest
  @CsvSource({"keyed, full", "keyed, small", "indexed, full", "indexed, small"})
  void tellsFromAllDocuments(String layout, String kind) throws IOException {
    String folder = layout + "/" + kind + "/";
    Detection detection =
        LayoutDetector.detect(
            golden(folder + Layout.IDENTITY_FILE),
            golden(folder + Layout.OBS_MANIFEST_FILE),
            Optional.of(golden(folder + Layout.VAR_MANIFEST_FILE)),
            Optional.of(golden(folder + Layout.CONNECTIVITY_MANIFEST_FILE)));
    assertThat(detection.layout()).isEqualTo(Layout.named(layout));
    assertThat(detection.evidence())
        .allSatisfy(sentence -> assertThat(sentence).endsWith("(" + layout + ")"))
        .anySatisfy(sentence -> assertThat(sentence).contains("/_varSchema/pathPattern contains"))
        .anySatisfy(sentence -> assertThat(sentence).contains("at /fields/0/0 is a"))
        .anySatisfy(sentence -> assertThat(sentence).contains("weightsPath"));
  }

  @Test
  void oneClueIsEnough() throws IOException {
    byte[] mute = json("{}");
    byte[] empty = golden("keyed/" + NO_FIELDS);
    assertThat(
            LayoutDetector.detect(
                    json("{\"export_settings\": {\"obs_categorical_dtype\": \"auto\"}}"),
                    empty,
                    Optional.empty(),
                    Optional.empty())
                .layout())
        .isEqualTo(Layout.keyed());
    for (Layout layout : Layout.all()) {
      byte[] graph = golden(layout + "/small/" + Layout.CONNECTIVITY_MANIFEST_FILE);
      assertThat(LayoutDetector.detect(mute, empty, Optional.empty(), Optional.of(graph)).layout())
          .isEqualTo(layout);
    }
    assertThat(
            LayoutDetector.detect(
                mute,
                json("{\"_continuousFields\": [[7, \"a\"]]}"),
                Optional.empty(),
                Optional.empty()))
        .isEqualTo(
            new Detection(
                Layout.indexed(),
                List.of("obs_manifest.json at /_continuousFields/0/0 is a number (indexed)")));
  }

  @Test
  void vectorFilesTell() throws IOException {
    byte[] empty = golden("keyed/" + NO_FIELDS);
    String fields =
        "{\"vector_fields\": {\"fields\": {\"velocity_umap\": {\"files\": {\"2d\": \"%s\"}}}}}";
    assertThat(
            LayoutDetector.detect(
                    json(fields.formatted("vectors/velocity_umap_2d.bin")),
                    empty,
                    Optional.empty(),
                    Optional.empty())
                .layout())
        .isEqualTo(Layout.keyed());
    assertThat(
            LayoutDetector.detect(
                    json(fields.formatted("vectors/0_2d.bin.gz")),
                    empty,
                    Optional.empty(),
                    Optional.empty())
                .layout())
        .isEqualTo(Layout.indexed());
  }

  @Test
  void nothingToTellFrom() {
    assertThatThrownBy(
            () ->
                LayoutDetector.detect(
                    json("{\"version\": 2}"),
                    golden("keyed/" + NO_FIELDS),
                    Optional.empty(),
                    Optional.empty()))
        .isInstanceOfSatisfying(
            UnsupportedLayoutException.class, e -> assertThat(e.evidence()).isEmpty())
        .hasMessageContaining("the documents tell no layout");
  }

  @Test
  void mixedEvidenceIsListed() {
    assertThatThrownBy(
            () ->
                LayoutDetector.detect(
                    golden("keyed/small/" + Layout.IDENTITY_FILE),
                    golden("keyed/small/" + Layout.OBS_MANIFEST_FILE),
                    Optional.of(golden("indexed/small/" + Layout.VAR_MANIFEST_FILE)),
                    Optional.empty()))
        .isInstanceOfSatisfying(
            UnsupportedLayoutException.class,
            e ->
                assertThat(e.evidence())
                    .contains(
                        "obs_manifest.json at /_obsSchemas/categorical/codesPathPattern contains"
                            + " {key} (keyed)",
                        "var_manifest.json at /_varSchema/pathPattern contains {index} (indexed)"))
        .hasMessageContaining("mix the keyed and the indexed layout");
  }

  @Test
  void mixedTuplesOfOneArrayAreSeen() {
    assertThatThrownBy(
            () ->
                LayoutDetector.detect(
                    json("{}"),
                    json("{\"_continuousFields\": [[\"a\"], [\"b\"], [0, \"c\"]]}"),
                    Optional.empty(),
                    Optional.empty()))
        .isInstanceOf(UnsupportedLayoutException.class)
        .hasMessageContaining("/_continuousFields/0/0 is a string")
        .hasMessageContaining("/_continuousFields/2/0 is a number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]",
        "3",
        "{\"_obsSchemas\": 3, \"_continuousFields\": {}, \"_categoricalFields\": [3, [], [null]]}",
        "{\"_obsSchemas\": {\"continuous\": {\"pathPattern\": 7}}, \"vector_fields\": []}"
      })
  void otherFaultsDoNotMatterHere(String text) {
    assertThatThrownBy(
            () ->
                LayoutDetector.detect(
                    json(text), json(text), Optional.of(json(text)), Optional.of(json(text))))
        .isInstanceOf(UnsupportedLayoutException.class);
  }

  @Test
  void jsonMustBeStrict() {
    assertThatThrownBy(
            () -> LayoutDetector.detect(json("{}"), json("{"), Optional.empty(), Optional.empty()))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageStartingWith("obs_manifest.json");
  }

  @Test
  void referenceExportsAreKeyed() throws IOException {
    for (Path identity : ReferenceCorpus.documents(Layout.IDENTITY_FILE)) {
      Detection detection =
          LayoutDetector.detect(
              Files.readAllBytes(identity),
              Files.readAllBytes(identity.resolveSibling(Layout.OBS_MANIFEST_FILE)),
              Optional.empty(),
              Optional.empty());
      assertThat(detection.layout()).as(identity.toString()).isEqualTo(Layout.keyed());
    }
  }

  private static byte[] golden(String path) {
    return Golden.document(path).bytes();
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
