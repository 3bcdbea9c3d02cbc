package io.cellfolio.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BufferInflaterTest {
  private static final int CASES = 400;
  private static final int DAMAGES = 12;
  private static final int MOST = 70_000;

  private final BufferInflater inflater = new BufferInflater();
  private final byte[] output = new byte[MOST + BufferInflater.SLACK];
  private final byte[] tightOutput = new byte[MOST];

  private static byte[] payload(Random random) {
    byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(40) : random.nextInt(MOST)];
    int kind = random.nextInt(6);
    int spread = 1 + random.nextInt(256);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] =
          (byte)
              switch (kind) {
                case 0 -> random.nextInt(256);
                case 1 -> random.nextInt(10) == 0 ? random.nextInt(spread) : 0;
                case 2 -> i / spread;
                case 3 -> i % spread;
                case 4 -> (int) (random.nextGaussian() * spread / 8);
                default ->
                    i > 300 && random.nextInt(9) > 0 ? bytes[i - spread] : random.nextInt(256);
              };
    }
    return bytes;
  }

  private static byte[] deflated(byte[] payload, Random random) throws IOException {
    if (random.nextBoolean()) {
      GrowableBytes member = new GrowableBytes(0);
      GzipEncoder.ofLevel(1 + random.nextInt(9)).encode(payload, 0, payload.length, member);
      return Arrays.copyOfRange(member.array(), 10, member.length() - 8);
    }
    Deflater deflater = new Deflater(random.nextInt(10), true);
    deflater.setStrategy(random.nextInt(3));
    deflater.setInput(payload);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 12];
    if (random.nextBoolean()) {
      int flush = random.nextBoolean() ? Deflater.SYNC_FLUSH : Deflater.FULL_FLUSH;
      stream.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, flush));
    }
    deflater.finish();
    while (!deflater.finished()) {
      stream.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return stream.toByteArray();
  }

  /** What the JDK makes of it: the length, or -1. */
  private static int byJdk(byte[] stream, int length, byte[] output, int limit, int[] end) {
    Inflater jdk = new Inflater(true);
    try {
      jdk.setInput(stream, 0, length);
      int count = 0;
      // One byte more than may be, so that the end of the stream is seen.
      while (!jdk.finished() && count <= limit) {
        int n = jdk.inflate(output, count, limit + 1 - count);
        if (n == 0 && !jdk.finished()) {
          return -1;
        }
        count += n;
      }
      end[0] = (int) jdk.getBytesRead();
      return jdk.finished() && count <= limit ? count : -1;
    } catch (DataFormatException e) {
      return -1;
    } finally {
      jdk.end();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheJdkOnSoundAndDamagedStreams(long seed) throws IOException {
    Random random = new Random(seed);
    // The one output has room for careless writes behind the result, the other has not.
    byte[] expected = new byte[MOST + 9];
    int[] end = new int[1];
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] payload = payload(random);
      byte[] stream = deflated(payload, random);
      int length =
          inflater.inflate(stream, 0, stream.length, output, Math.max(payload.length, 1) - 1);
      assertThat(length).isEqualTo(payload.length == 0 ? 0 : -1);
      assertThat(inflater.inflate(stream, 0, stream.length, output, payload.length))
          .as("seed %d, case %d", seed, i)
          .isEqualTo(payload.length);
      assertThat(inflater.end()).isEqualTo(stream.length);
      assertThat(Arrays.equals(output, 0, payload.length, payload, 0, payload.length)).isTrue();
      boolean[] held = new boolean[256];
      for (byte value : payload) {
        held[value & 0xff] = true;
      }
      for (int value = 0; value < held.length; value++) {
        assertThat(!held[value] || inflater.mayHold(value)).isTrue();
        assertThat(held[value] || !inflater.surelyHolds(value)).isTrue();
      }
      for (int k = 0; k < DAMAGES; k++) {
        byte[] damaged = stream.clone();
        for (int n = random.nextInt(3); n >= 0; n--) {
          // Headers are at the beginning.
          int at = random.nextInt(Math.min(damaged.length, random.nextBoolean() ? 80 : 1 << 20));
          damaged[at] ^= (byte) (1 << random.nextInt(8));
        }
        int to = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
        int limit = random.nextBoolean() ? MOST : payload.length;
        int wanted = byJdk(damaged, to, expected, limit, end);
        int found = inflater.inflate(damaged, 0, to, output, limit);
        assertThat(found).as("seed %d, case %d, damage %d", seed, i, k).isEqualTo(wanted);
        refused += wanted < 0 ? 1 : 0;
        assertThat(inflater.inflate(damaged, 0, to, tightOutput, limit)).isEqualTo(wanted);
        if (wanted >= 0) {
          assertThat(inflater.end()).isEqualTo(end[0]);
          assertThat(Arrays.equals(tightOutput, 0, found, expected, 0, wanted)).isTrue();
          assertThat(Arrays.equals(output, 0, found, expected, 0, wanted)).isTrue();
        }
      }
    }
    assertThat(refused).isBetween(CASES, CASES * DAMAGES - CASES / 4);
  }

  @Test
  void tellsWhichBytesAreMissing() throws IOException {
    byte[] payload = new byte[5000];
    for (int i = 0; i < payload.length; i += 7) {
      payload[i] = (byte) (i % 9);
    }
    GrowableBytes member = new GrowableBytes(0);
    GzipEncoder.ofLevel(6).encode(payload, 0, payload.length, member);
    inflater.inflate(member.array(), 10, member.length() - 8, output, payload.length);
    assertThat(inflater.mayHold(8)).isTrue();
    assertThat(inflater.surelyHolds(9)).isFalse();
    assertThat(inflater.mayHold(9)).isFalse();
    assertThat(inflater.mayHold(255)).isFalse();
  }

  @Test
  void readsWhatOurEncoderWrites() throws Exception {
    Random random = new Random(4);
    for (int level = 1; level <= 9; level++) {
      GzipEncoder encoder = GzipEncoder.ofLevel(level);
      for (int i = 0; i < 20; i++) {
        byte[] payload = payload(random);
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        encoder.encode(payload, 0, payload.length, member::write);
        byte[] stored = member.toByteArray();
        assertThat(inflater.inflate(stored, 10, stored.length - 8, output, payload.length))
            .isEqualTo(payload.length);
        assertThat(inflater.end()).isEqualTo(stored.length - 8);
        assertThat(Arrays.equals(output, 0, payload.length, payload, 0, payload.length)).isTrue();
      }
    }
  }
}
