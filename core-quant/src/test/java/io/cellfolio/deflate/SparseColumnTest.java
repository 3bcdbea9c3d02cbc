package io.cellfolio.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sparse column gives the bytes of the same column spread out. */
class SparseColumnTest {
  private final GrowableBytes dense = new GrowableBytes(0);
  private final GrowableBytes sparse = new GrowableBytes(0);

  @ParameterizedTest(name = "level {0}")
  @ValueSource(ints = {1, 4, 6, 9})
  void givesTheBytesOfTheDenseColumn(int level) throws IOException {
    GzipEncoder encoder = GzipEncoder.ofLevel(level);
    for (long seed = 0; seed < (level == 9 ? 60 : 250); seed++) {
      check(encoder, new Random(seed), "level " + level + ", seed " + seed);
    }
  }

  private void check(GzipEncoder encoder, Random random, String name) throws IOException {
    int width = 1 + random.nextInt(2);
    int nCells = (int) (400_000 * Math.pow(random.nextDouble(), 5));
    int values = 1 + random.nextInt(random.nextBoolean() ? 3 : 1 << 8 * width);
    int background = random.nextInt(random.nextBoolean() ? 1 : values);
    double density = random.nextInt(10) == 0 ? 1 : Math.pow(random.nextDouble(), 6);
    int period = random.nextInt(4) == 0 ? 1 + random.nextInt(20_000) : nCells;
    int[] cells = new int[nCells + 3];
    byte[] codes = new byte[(nCells + 5) * width];
    byte[] column = new byte[nCells * width];
    int count = 0;
    long pattern = random.nextLong();
    for (int cell = 0; cell < nCells; cell++) {
      random.setSeed(pattern + cell % period);
      int code = background;
      if (random.nextDouble() < density) {
        code = random.nextInt(values);
        cells[3 + count] = cell;
        put(codes, 5 + count, width, code);
        count++;
      }
      put(column, cell, width, code);
    }
    dense.clear();
    encoder.encode(column, 0, column.length, dense);
    int crc = encoder.crc32();
    sparse.clear();
    long stored =
        encoder.encodeSparse(nCells, background, cells, 3, count, codes, 5 * width, width, sparse);
    assertThat(stored).as(name).isEqualTo(sparse.length());
    assertThat(encoder.crc32()).as(name).isEqualTo(crc);
    assertThat(encoder.rawLength()).as(name).isEqualTo(column.length);
    assertThat(Arrays.copyOf(sparse.array(), sparse.length()))
        .as(name)
        .isEqualTo(Arrays.copyOf(dense.array(), dense.length()));
  }

  private static void put(byte[] out, int at, int width, int code) {
    for (int k = 0; k < width; k++) {
      out[at * width + k] = (byte) (code >> 8 * k);
    }
  }

  @Test
  void refusesCellsThatDoNotAscend() {
    GzipEncoder encoder = GzipEncoder.ofLevel(6);
    for (int[] cells : new int[][] {{3, 3}, {4, 2}, {-1, 2}, {2, 10}}) {
      assertThatThrownBy(() -> encoder.encodeSparse(10, 0, cells, 0, 2, new byte[2], 0, 1, sparse))
          .as(Arrays.toString(cells))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected a cell after");
    }
    assertThat(sparse.length()).as("bytes written before the check").isZero();
  }

  @Test
  void refusesWhatIsNoCode() {
    GzipEncoder encoder = GzipEncoder.ofLevel(6);
    int[] none = {};
    assertThatThrownBy(() -> encoder.encodeSparse(1, 256, none, 0, 0, new byte[0], 0, 1, sparse))
        .hasMessage("background code: expected 0 to 255, got 256");
    assertThatThrownBy(() -> encoder.encodeSparse(1, 0, none, 0, 0, new byte[0], 0, 4, sparse))
        .hasMessage("width of a code: expected 1 or 2 bytes, got 4");
    assertThatThrownBy(
            () -> encoder.encodeSparse(1 << 30, 0, none, 0, 0, new byte[0], 0, 2, sparse))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 0 to 2^31 - 1 bytes");
  }
}
