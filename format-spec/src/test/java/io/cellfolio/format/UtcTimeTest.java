package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  @Test
  void writesTimesAsJavaDoes() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      long second = (long) (random.nextDouble() * (LAST_SECOND + 1));
      int nanos = random.nextInt(1000);
      nanos *= i % 3 == 0 ? 1_000_000 : i % 3 == 1 ? 1000 : 1;
      check(Instant.ofEpochSecond(second, nanos));
      check(Instant.ofEpochSecond(second));
    }
  }

  @Test
  void writesTimesAtTheEndsAsJavaDoes() {
    check(Instant.EPOCH);
    check(Instant.EPOCH.minusNanos(1));
    check(Instant.MIN);
    check(Instant.MAX);
    check(Instant.ofEpochSecond(LAST_SECOND, 999_999_999));
    check(Instant.ofEpochSecond(LAST_SECOND + 1));
    check(Instant.parse("2024-02-29T00:00:00Z"));
  }

  @Test
  void knowsItsOwnTimes() {
    Random random = new Random(8);
    for (int i = 0; i < 1000; i++) {
      long second = (long) (random.nextDouble() * (LAST_SECOND + 1));
      assertThat(UtcTime.isTime(UtcTime.text(Instant.ofEpochSecond(second)))).isTrue();
    }
    assertThat(UtcTime.isTime("0000-02-29T00:00:00Z")).isTrue();
    assertThat(UtcTime.isTime("2024-02-29T23:59:59Z")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2023-02-29T00:00:00Z",
        "2024-13-01T00:00:00Z",
        "2024-00-01T00:00:00Z",
        "2024-01-32T00:00:00Z",
        "2024-01-01T24:00:00Z",
        "2024-01-01T00:60:00Z",
        "2024-01-01T00:00:60Z",
        "2024-01-01T00:00:00",
        "2024-01-01T00:00:00z",
        "2024-01-01 00:00:00Z",
        "2024-01-01T00:00:00.5Z",
        "2024-01-01T00:00:00+00:00",
        "+024-01-01T00:00:00Z",
        "202\u0664-01-01T00:00:00Z",
        "12024-01-01T00:00:00Z"
      })
  void anythingElseIsNoTime(String text) {
    assertThat(UtcTime.isTime(text)).isFalse();
  }

  private static void check(Instant time) {
    assertThat(UtcTime.text(time)).isEqualTo(time.toString());
  }
}
