package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reference writer wrote reads, and is written again byte for byte. */
class ReferenceDocumentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        Layout.IDENTITY_FILE,
        Layout.OBS_MANIFEST_FILE,
        Layout.VAR_MANIFEST_FILE,
        Layout.CONNECTIVITY_MANIFEST_FILE
      })
  void readAndAreWrittenAgain(String name) throws IOException {
    List<Path> documents = ReferenceCorpus.documents(name);
    assertThat(documents).isNotEmpty();
    ManifestCodec keyed = ManifestCodec.of(Layout.keyed());
    for (Path document : documents) {
      byte[] original = Files.readAllBytes(document);
      assertThat(new String(Golden.rewrite(keyed, name, original), StandardCharsets.UTF_8))
          .as(document.toString())
          .isEqualTo(new String(original, StandardCharsets.UTF_8));
    }
  }
}
