package io.cellfolio.cli;

import io.cellfolio.export.ExportListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** One line on a terminal that is redrawn while an export runs and erased at its end. */
final class ConsoleProgress implements ExportListener, AutoCloseable {
  private static final int WIDTH = 78;
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long ESTIMATE_AFTER_NANOS = 1_000_000_000L;

  private final PrintStream terminal;
  private final LongSupplier nanos;
  private String phase = "reading";
  private long began = -1;
  private long drawn;
  private boolean visible;

  private ConsoleProgress(PrintStream terminal, LongSupplier nanos) {
    this.terminal = terminal;
    this.nanos = nanos;
    this.drawn = nanos.getAsLong() - REDRAW_NANOS;
  }

  static ConsoleProgress on(PrintStream terminal) {
    return new ConsoleProgress(terminal, System::nanoTime);
  }

  static ConsoleProgress withClock(PrintStream terminal, LongSupplier nanos) {
    return new ConsoleProgress(terminal, nanos);
  }

  @Override
  public synchronized void phase(String text) {
    phase = text;
    draw(text + " ...");
  }

  @Override
  public synchronized void progressed(
      long files, long totalFiles, long rawBytes, long totalRawBytes) {
    long now = nanos.getAsLong();
    if (began < 0) {
      began = now;
    }
    if (now - drawn < REDRAW_NANOS || totalRawBytes <= 0) {
      return;
    }
    draw(line(now - began, rawBytes, totalRawBytes));
  }

  /** Erases the line. */
  @Override
  public synchronized void close() {
    if (visible) {
      terminal.print("\r" + " ".repeat(WIDTH) + "\r");
      terminal.flush();
      visible = false;
    }
  }

  private String line(long elapsed, long done, long total) {
    double share = Math.min(1, (double) done / total);
    StringBuilder text =
        new StringBuilder(
            String.format(Locale.ROOT, "%s  %3.0f %%", phase, Math.floor(share * 100)));
    if (elapsed >= ESTIMATE_AFTER_NANOS && share > 0) {
      double seconds = elapsed / 1e9;
      text.append(String.format(Locale.ROOT, "  %.1f MB/s", done / 1e6 / seconds));
      long left = Math.round(seconds * (1 - share) / share);
      text.append("  ETA ").append(clock(Duration.ofSeconds(left)));
    }
    return text.toString();
  }

  private void draw(String text) {
    String cut = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
    terminal.print("\r" + cut + " ".repeat(WIDTH - cut.length()));
    terminal.flush();
    drawn = nanos.getAsLong();
    visible = true;
  }

  private static String clock(Duration left) {
    return left.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
  }
}
