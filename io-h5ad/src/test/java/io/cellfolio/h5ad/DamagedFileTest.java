package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage anywhere ends in one of the two refusals or goes unnoticed, never in anything else. */
class DamagedFileTest {
  private static final long SEED = 77;
  private static final int RUNS = 150;

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}, seed " + SEED)
  @ValueSource(
      strings = {
        "lzf.h5ad",
        "duplicates.h5ad",
        "filters.h5ad",
        "latest.h5ad",
        "legacy-0.6.h5ad",
        "legacy-0.7.h5ad",
        "modern.h5ad",
        "odd-frames.h5ad",
        "strange.h5ad"
      })
  void survivesFlippedBytes(String name) throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path(name));
    Random random = new Random(SEED);
    for (int run = 0; run < RUNS; run++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i <= run % 8; i++) {
        // Most of the structures that a reader trusts stand in the first part of a file.
        int limit = run % 2 == 0 ? damaged.length : Math.min(4096, damaged.length);
        damaged[random.nextInt(limit)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(directory.resolve("damaged.h5ad"), damaged);
      assertThat(WholeReading.refusals(file)).as("%s, run %d", name, run).isNotNull();
    }
  }

  @Test
  void refusesTextsTooLongForTheHeap() throws IOException {
    byte[] damaged = Files.readAllBytes(Fixtures.path("legacy-0.7.h5ad"));
    ByteBuffer view = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
    int patched = 0;
    for (int at = 0; at + 8 <= damaged.length; at++) {
      boolean textsOfSix = (view.getInt(at) & 0xff) == 0x13 && view.getInt(at + 4) == 6;
      if (textsOfSix) {
        view.putInt(at + 4, 0x5000_0000);
        patched++;
      }
    }
    assertThat(patched).isPositive();
    Path file = Files.write(directory.resolve("long.h5ad"), damaged);
    try (H5adFile opened = H5adFile.open(file, H5adOptions.defaults())) {
      assertThat(opened.summary().toString()).contains("an array of 5368709120 bytes");
    }
  }
}
