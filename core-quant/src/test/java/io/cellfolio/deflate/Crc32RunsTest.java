package io.cellfolio.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Checksums of runs against the JDK's of their bytes. */
class Crc32RunsTest {
  @Test
  void runsOfBytesAndPairs() {
    Random random = new Random(17);
    for (int round = 0; round < 300; round++) {
      CRC32 expected = new CRC32();
      int register = Crc32Runs.START;
      for (int run = 0; run < 6; run++) {
        int width = 1 + random.nextInt(2);
        int pattern = random.nextInt(1 << 8 * width);
        int times = (int) (60_000 * Math.pow(random.nextDouble(), 8));
        byte[] bytes = new byte[times * width];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) (pattern >> 8 * (i % width));
        }
        expected.update(bytes);
        int fixed = Crc32Runs.fixedBy(width, pattern);
        register = Crc32Runs.repeat(register, fixed, bytes.length);
        int single = random.nextInt(256);
        expected.update(single);
        register = Crc32Runs.step(register, single);
        assertThat(~register)
            .as("round %d, run %d", round, run)
            .isEqualTo((int) expected.getValue());
      }
    }
  }

  @Test
  void aRunOfTwoBillionBytes() {
    // Twice 2^30 bytes are what 2^31 - 1 and one more are.
    int fixed = Crc32Runs.fixedBy(1, 9);
    int half = Crc32Runs.repeat(Crc32Runs.START, fixed, 1 << 30);
    int whole = Crc32Runs.repeat(half, fixed, 1 << 30);
    int most = Crc32Runs.repeat(Crc32Runs.START, fixed, Integer.MAX_VALUE);
    assertThat(Crc32Runs.step(most, 9)).isEqualTo(whole);
  }
}
