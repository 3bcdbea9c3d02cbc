package io.cellfolio.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThousandsTest {
  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 12, 999, 1000, 999_999, 1_000_000, -1, -999, -1000, -12_345, Long.MIN_VALUE})
  void groupsAsFormatDoes(long number) {
    assertThat(Thousands.of(number)).isEqualTo(String.format(Locale.ROOT, "%,d", number));
  }

  @Test
  void groupsAnyNumberAsFormatDoes() {
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      assertThat(Thousands.of(number)).isEqualTo(String.format(Locale.ROOT, "%,d", number));
    }
  }
}
