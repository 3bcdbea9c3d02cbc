package io.cellfolio.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is encoded comes back from the JDK's decoder, however it was handed in. */
class RoundTripTest {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;

  private final GrowableBytes sink = new GrowableBytes(0);
  private final Inflater inflater = new Inflater(true);

  @ParameterizedTest(name = "level {0}, {1} cases")
  @CsvSource({"1,400", "2,200", "3,200", "4,200", "5,200", "6,600", "7,150", "8,30", "9,30"})
  void randomPayloads(int level, int cases) throws Exception {
    GzipEncoder encoder = GzipEncoder.ofLevel(level);
    for (long seed = 10_000 * level; seed < 10_000 * level + cases; seed++) {
      Random random = new Random(seed);
      byte[] raw = RandomPayloads.next(random, 300_000);
      try {
        check(encoder, raw, random);
      } catch (IOException | RuntimeException | AssertionError e) {
        throw new AssertionError("level " + level + ", seed " + seed, e);
      }
    }
  }

  private void check(GzipEncoder encoder, byte[] raw, Random random) throws Exception {
    sink.clear();
    long stored = encoder.encode(raw, 0, raw.length, sink);
    assertThat(stored).isEqualTo(sink.length()).isEqualTo(encoder.storedLength());
    assertThat(encoder.rawLength()).isEqualTo(raw.length);
    requireMember(raw, encoder.crc32());
    byte[] member = Arrays.copyOf(sink.array(), sink.length());

    sink.clear();
    encoder.begin(sink);
    for (int at = 0; at < raw.length; ) {
      int part = random.nextInt(1 + Math.min(raw.length - at, 1 + random.nextInt(200_000)));
      encoder.append(raw, at, part);
      at += part;
    }
    assertThat(encoder.finish()).isEqualTo(member.length);
    assertThat(Arrays.copyOf(sink.array(), sink.length())).as("in parts").isEqualTo(member);
  }

  private void requireMember(byte[] raw, int reportedCrc) throws DataFormatException {
    byte[] back = new byte[raw.length];
    inflater.reset();
    inflater.setInput(sink.array(), HEADER, sink.length() - HEADER - TRAILER);
    int length = 0;
    while (!inflater.finished()) {
      int inflated = inflater.inflate(back, length, back.length - length);
      if (inflated == 0 && !inflater.finished()) {
        assertThat(inflater.inflate(new byte[1])).as("bytes after %d", length).isZero();
        assertThat(inflater.needsInput()).as("stream ends early, at %d", length).isFalse();
      }
      length += inflated;
    }
    assertThat(inflater.getRemaining()).as("bytes behind the stream").isZero();
    if (length != raw.length || !Arrays.equals(back, raw)) {
      throw new AssertionError("other bytes, first at " + Arrays.mismatch(back, raw));
    }
    CRC32 crc = new CRC32();
    crc.update(raw);
    assertThat(reportedCrc).isEqualTo((int) crc.getValue());
    assertThat(littleEndian(sink.length() - 8)).isEqualTo((int) crc.getValue());
    assertThat(littleEndian(sink.length() - 4)).isEqualTo(raw.length);
  }

  private int littleEndian(int at) {
    byte[] b = sink.array();
    return b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | b[at + 3] << 24;
  }

  @ParameterizedTest(name = "level {0}")
  @ValueSource(ints = {1, 6, 9})
  void membersOfAllShapes(int level) throws IOException {
    GzipEncoder encoder = GzipEncoder.ofLevel(level);
    for (Map.Entry<String, byte[]> shape : PayloadShapes.all().entrySet()) {
      byte[] raw = shape.getValue();
      sink.clear();
      encoder.encode(raw, 0, raw.length, sink);
      ByteArrayInputStream member = new ByteArrayInputStream(sink.array(), 0, sink.length());
      try (GZIPInputStream in = new GZIPInputStream(member)) {
        assertThat(Arrays.equals(in.readAllBytes(), raw)).as(shape.getKey()).isTrue();
      }
    }
  }

  @Test
  void aPartOfAnArray() throws Exception {
    byte[] all = RandomPayloads.next(new Random(7), 2_000_000);
    GzipEncoder encoder = GzipEncoder.ofLevel(6);
    byte[] part = Arrays.copyOfRange(all, all.length / 3, all.length / 2);
    encoder.encode(all, all.length / 3, part.length, sink);
    byte[] member = Arrays.copyOf(sink.array(), sink.length());
    sink.clear();
    encoder.encode(part, 0, part.length, sink);
    assertThat(Arrays.copyOf(sink.array(), sink.length())).isEqualTo(member);
  }
}
