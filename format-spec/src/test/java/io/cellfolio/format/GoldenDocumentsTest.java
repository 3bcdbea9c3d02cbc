package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenDocumentsTest {

  static List<Golden.Document> documents() {
    return Golden.documents();
  }

  /** Those whose layout shows; a keyed identity may say all that an indexed one says. */
  static Stream<Golden.Document> telling() {
    return documents().stream()
        .filter(document -> !document.path().contains("no-fields"))
        .filter(document -> !document.path().equals(Layout.CATALOG_FILE))
        .filter(
            document ->
                document.layout() == Layout.keyed()
                    || !document.file().equals(Layout.IDENTITY_FILE));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void readsAndWritesTheSameBytes(Golden.Document document) throws IOException {
    assertThat(text(document.rewrite(document.bytes()))).isEqualTo(text(document.bytes()));
  }

  @ParameterizedTest
  @MethodSource("telling")
  void theOtherLayoutRefuses(Golden.Document document) {
    Layout other = document.layout() == Layout.keyed() ? Layout.indexed() : Layout.keyed();
    assertThatThrownBy(
            () -> Golden.rewrite(ManifestCodec.of(other), document.file(), document.bytes()))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageStartingWith(document.file());
  }

  @Test
  void keyedPositionsAreAssignedContinuousFirst() throws IOException {
    ObsManifest obs =
        ManifestCodec.of(Layout.keyed())
            .readObs(Golden.document("keyed/full/" + Layout.OBS_MANIFEST_FILE).bytes());
    assertThat(obs.continuous().get(0))
        .isEqualTo(
            new FieldEntry.Continuous(0, "n counts", Optional.of(new Bounds((double) 0.1f, 1e16))));
    assertThat(obs.categorical().get(0).index()).isEqualTo(1);
  }

  @Test
  void indexedLabelsKeepTheirTypes() throws IOException {
    ObsManifest obs =
        ManifestCodec.of(Layout.indexed())
            .readObs(Golden.document("indexed/full/" + Layout.OBS_MANIFEST_FILE).bytes());
    assertThat(obs.categorical().get(0).categories())
        .containsExactly(
            new JsonScalar.Text("B cell"), new JsonScalar.Flag(true), new JsonScalar.Real(2.5));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
