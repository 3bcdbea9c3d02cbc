package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The line that is redrawn during an export. */
class ConsoleProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();
  private final ConsoleProgress progress =
      ConsoleProgress.withClock(new PrintStream(bytes, true, StandardCharsets.UTF_8), clock::get);

  @Test
  void showsShareSpeedAndTimeLeft() {
    progress.phase("writing genes");
    progress.progressed(0, 10, 0, 400_000_000);
    clock.addAndGet(10 * SECOND);
    progress.progressed(3, 10, 100_000_000, 400_000_000);
    assertThat(lastLine()).isEqualTo("writing genes   25 %  10.0 MB/s  ETA 0:30");
    clock.addAndGet(10 * SECOND);
    progress.progressed(3, 10, 100_400_000, 400_000_000);
    assertThat(lastLine()).endsWith("ETA 0:60".replace("0:60", "1:00"));
  }

  @Test
  void makesNoEstimateInTheFirstSecond() {
    progress.phase("writing genes");
    progress.progressed(0, 10, 0, 100);
    clock.addAndGet(SECOND / 2);
    progress.progressed(1, 10, 50, 100);
    assertThat(lastLine()).isEqualTo("writing genes   50 %");
  }

  @Test
  void drawsAtMostTenTimesASecond() {
    progress.phase("writing");
    progress.progressed(0, 1000, 0, 1000);
    bytes.reset();
    for (int i = 1; i <= 1000; i++) {
      clock.addAndGet(SECOND / 1000);
      progress.progressed(i, 1000, i, 1000);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).chars().filter(c -> c == '\r').count())
        .isBetween(9L, 10L);
  }

  @Test
  void erasesTheLineAtTheEnd() {
    progress.phase("a phase whose name is far too long for one line of a terminal ".repeat(3));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).hasSizeLessThan(80);
    progress.close();
    assertThat(lastLine()).isEmpty();
    int length = bytes.size();
    progress.close();
    assertThat(bytes.size()).isEqualTo(length);
  }

  @Test
  void countsHours() {
    progress.phase("writing");
    progress.progressed(0, 10, 0, 1_000_000);
    clock.addAndGet(100 * SECOND);
    progress.progressed(1, 10, 10_000, 1_000_000);
    assertThat(lastLine()).endsWith("ETA 2:45:00");
  }

  private String lastLine() {
    String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\r", -1);
    return lines[lines.length - 1].stripTrailing();
  }
}
