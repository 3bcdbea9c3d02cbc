package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written reads as the same record, for hostile content of both layouts. */
class ManifestRoundTripTest {
  private static final int SEEDS = 500;

  static List<Layout> layouts() {
    return Layout.all();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void recordsSurvive(Layout layout) throws IOException {
    ManifestCodec codec = ManifestCodec.of(layout);
    for (long seed = 0; seed < SEEDS; seed++) {
      String as = layout + ", seed " + seed;
      RandomManifests random = new RandomManifests(layout, seed);

      DatasetIdentity identity = random.identity();
      byte[] json = codec.write(identity);
      assertAscii(json);
      assertThat(codec.readIdentity(json)).as(as).isEqualTo(identity);

      ObsManifest obs = random.obs();
      json = codec.write(obs);
      assertAscii(json);
      assertThat(codec.readObs(json)).as(as).isEqualTo(obs);

      VarManifest var = random.var();
      json = codec.write(var);
      assertAscii(json);
      assertThat(codec.readVar(json)).as(as).isEqualTo(var);

      ConnectivityManifest connectivity = random.connectivity();
      assertThat(codec.readConnectivity(codec.write(connectivity))).as(as).isEqualTo(connectivity);

      DatasetsCatalog catalog = random.catalog();
      json = codec.write(catalog);
      assertAscii(json);
      assertThat(codec.readCatalog(json)).as(as).isEqualTo(catalog);
    }
  }

  private static void assertAscii(byte[] json) {
    for (byte b : json) {
      assertThat(b).isBetween((byte) '\n', (byte) '~');
    }
  }
}
