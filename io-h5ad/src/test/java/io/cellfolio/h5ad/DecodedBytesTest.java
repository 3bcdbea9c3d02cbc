package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Decodes single datasets of every filter, type and chunk index that the corpus holds and compares
 * their bytes with the checksums that h5py recorded (in {@code data/hdf5/hdf5-1.10/manifest.tsv} of
 * {@code CELLFOLIO_CORPUS}).
 */
class DecodedBytesTest {

  @Test
  void decodesWhatH5pyDecodes() throws IOException {
    String corpus = System.getenv("CELLFOLIO_CORPUS");
    Assumptions.assumeTrue(corpus != null, "CELLFOLIO_CORPUS is not set");
    Path folder = Path.of(corpus, "data", "hdf5", "hdf5-1.10");
    List<String> wrong = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    int same = 0;
    for (String line : Files.readAllLines(folder.resolve("manifest.tsv"))) {
      String[] parts = line.split("\t");
      if (parts.length < 4 || !parts[2].startsWith("num:")) {
        continue;
      }
      String place = parts[0] + ":" + parts[1];
      try {
        if (Decoded.checksum(folder.resolve(parts[0]), parts[1]) == Long.parseLong(parts[3])) {
          same++;
        } else {
          wrong.add(place);
        }
      } catch (UnsupportedEncodingException e) {
        refused.add(place + " " + e.getMessage());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(same).as("refused: %s", refused).isGreaterThan(100);
    assertThat(refused)
        .allMatch(
            reason ->
                reason.contains("szip")
                    || reason.contains("scaleoffset")
                    || reason.contains("bzip2")
                    || reason.contains("zfp")
                    || reason.contains("nbit"));
  }
}
