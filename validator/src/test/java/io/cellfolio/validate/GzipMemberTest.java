package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exactly one intact gzip member is read, and nothing else. */
class GzipMemberTest {
  private static final byte[] RAW =
      new Random(7)
          .ints(5000, 0, 6)
          .collect(() -> new ByteArrayOutputStream(), (out, i) -> out.write(i), (a, b) -> {})
          .toByteArray();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 65_536, 200_000})
  void inflates(int length) throws IOException {
    byte[] raw = new byte[length];
    new Random(length).nextBytes(raw);
    assertThat(read(TinyExport.gzip(raw))).isEqualTo(raw);
  }

  @Test
  void oneObjectReadsFileAfterFile() throws IOException {
    try (GzipMember gzip = new GzipMember()) {
      for (int i = 0; i < 3; i++) {
        assertThat(read(gzip, TinyExport.gzip(RAW))).isEqualTo(RAW);
        assertThatThrownBy(() -> read(gzip, Arrays.copyOf(TinyExport.gzip(RAW), 500)))
            .isInstanceOf(GzipMember.DamagedException.class);
      }
    }
  }

  @Test
  void passesOverTheOptionalPartsOfAHeader() throws IOException {
    byte[] plain = TinyExport.gzip(RAW);
    ByteArrayOutputStream rich = new ByteArrayOutputStream();
    rich.write(plain, 0, 3);
    rich.write(2 | 4 | 8 | 16);
    rich.write(plain, 4, 6);
    rich.write(new byte[] {3, 0, 'x', 'y', 'z'});
    rich.write("name\0comment\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    rich.write(new byte[] {1, 2});
    rich.write(plain, 10, plain.length - 10);
    assertThat(read(rich.toByteArray())).isEqualTo(RAW);
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] whole = TinyExport.gzip(RAW);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part))
          .as("%d bytes", length)
          .isInstanceOf(GzipMember.DamagedException.class)
          .hasMessageContaining("ends inside its");
    }
  }

  /** A few bits of deflate data mean nothing, so a change may also change nothing. */
  @Test
  void neverPassesOffChangedBytesAsTheContent() throws IOException {
    byte[] whole = TinyExport.gzip(RAW);
    int refused = 0;
    for (int place = 0; place < whole.length; place++) {
      byte[] changed = whole.clone();
      changed[place] ^= 0x10;
      try {
        assertThat(read(changed)).as("byte %d", place).isEqualTo(RAW);
      } catch (GzipMember.DamagedException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(whole.length - 20, whole.length);
  }

  @Test
  void refusesReservedFlags() throws IOException {
    byte[] whole = TinyExport.gzip(RAW);
    whole[3] = (byte) 0x80;
    assertThatThrownBy(() -> read(whole)).hasMessageContaining("flags 80");
  }

  @Test
  void refusesWhatFollowsTheMember() throws IOException {
    byte[] whole = TinyExport.gzip(RAW);
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> read(longer)).hasMessageContaining("nothing after it");
    byte[] twice = Arrays.copyOf(whole, 2 * whole.length);
    System.arraycopy(whole, 0, twice, whole.length, whole.length);
    assertThatThrownBy(() -> read(twice)).hasMessageContaining("nothing after it");
  }

  private static byte[] read(byte[] stored) throws IOException {
    try (GzipMember gzip = new GzipMember()) {
      return read(gzip, stored);
    }
  }

  private static byte[] read(GzipMember gzip, byte[] stored) throws IOException {
    try (InputStream in = gzip.open(new ByteArrayInputStream(stored))) {
      return in.readAllBytes();
    }
  }
}
