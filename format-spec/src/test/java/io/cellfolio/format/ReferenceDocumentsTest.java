package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the reference writer wrote reads, and is written again byte for byte. */
class ReferenceDocumentsTest {
  private interface RoundTrip {
    byte[] apply(byte[] json) throws IOException;
  }

  private final ManifestCodec keyed = ManifestCodec.of(Layout.keyed());

  @Test
  void identities() throws IOException {
    check(Layout.IDENTITY_FILE, json -> keyed.write(keyed.readIdentity(json)));
  }

  @Test
  void obsManifests() throws IOException {
    check(Layout.OBS_MANIFEST_FILE, json -> keyed.write(keyed.readObs(json)));
  }

  @Test
  void varManifests() throws IOException {
    check(Layout.VAR_MANIFEST_FILE, json -> keyed.write(keyed.readVar(json)));
  }

  @Test
  void connectivityManifests() throws IOException {
    check(Layout.CONNECTIVITY_MANIFEST_FILE, json -> keyed.write(keyed.readConnectivity(json)));
  }

  private static void check(String name, RoundTrip roundTrip) throws IOException {
    List<Path> documents = ReferenceCorpus.documents(name);
    assertThat(documents).isNotEmpty();
    for (Path document : documents) {
      byte[] original = Files.readAllBytes(document);
      assertThat(new String(roundTrip.apply(original), StandardCharsets.UTF_8))
          .as(document.toString())
          .isEqualTo(new String(original, StandardCharsets.UTF_8));
    }
  }
}
