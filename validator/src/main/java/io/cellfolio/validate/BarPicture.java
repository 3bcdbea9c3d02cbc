package io.cellfolio.validate;

import java.util.List;

/** A histogram as SVG. */
final class BarPicture {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 240;
  private static final int LEFT = 64;
  private static final int RIGHT = WIDTH - 16;
  private static final int TOP = 18;
  private static final int BOTTOM = HEIGHT - 46;

  private final StringBuilder svg = new StringBuilder();

  private BarPicture() {}

  /**
   * Draws bars.
   *
   * @param title what they show
   * @param across what lies along the bars
   * @param up what their heights count
   * @param edges below the left edge of each bar and the right edge of the last one; empty for none
   * @param counts heights of the bars
   * @param bad the first bar that tells of something wrong
   */
  static String of(
      String title, String across, String up, List<String> edges, long[] counts, int bad) {
    return new BarPicture().draw(title, across, up, edges, counts, bad);
  }

  private String draw(
      String title, String across, String up, List<String> edges, long[] counts, int bad) {
    long most = 1;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    String safe = Markup.escape(title);
    svg.append("<svg class=\"bars\" viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT);
    svg.append("\" role=\"img\" aria-label=\"").append(safe).append("\"><title>").append(safe);
    svg.append("</title>");
    long step = tick(most);
    for (long value = 0; value <= most; value += step) {
      double y = BOTTOM - (BOTTOM - TOP) * (double) value / most;
      svg.append("<path class=\"g\" d=\"M").append(LEFT).append(' ').append(Markup.number(y));
      svg.append('H').append(RIGHT).append("\"/>");
      text("t", LEFT - 8, y + 4, "end", Shown.count(value));
    }
    double width = (double) (RIGHT - LEFT) / counts.length;
    for (int i = 0; i < counts.length; i++) {
      bar(LEFT + i * width, width, (double) counts[i] / most, i >= bad);
      if (counts[i] > 0 && width > 26) {
        double y = BOTTOM - (BOTTOM - TOP) * (double) counts[i] / most;
        text("", LEFT + (i + .5) * width, y - 4, "middle", Shown.count(counts[i]));
      }
    }
    for (int i = 0; i < edges.size(); i++) {
      text("t", LEFT + i * width, BOTTOM + 16, "middle", edges.get(i));
    }
    text("t", (LEFT + RIGHT) / 2d, HEIGHT - 8, "middle", across);
    svg.append(
        "<text class=\"t\" transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>"
            .formatted((TOP + BOTTOM) / 2, Markup.escape(up)));
    return svg.append("</svg>").toString();
  }

  private void bar(double x, double width, double share, boolean bad) {
    double height = (BOTTOM - TOP) * share;
    svg.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(
                bad ? "x" : "b",
                Markup.number(x + 1),
                Markup.number(BOTTOM - height),
                Markup.number(Math.max(1, width - 2)),
                Markup.number(height)));
  }

  /** A round number of which about four fit into a number. */
  static long tick(long most) {
    long step = 1;
    while (most / step > 5) {
      String digits = Long.toString(step);
      step = digits.startsWith("2") ? step / 2 * 5 : step * 2;
    }
    return step;
  }

  private void text(String type, double x, double y, String anchor, String text) {
    svg.append("<text").append(type.isEmpty() ? "" : " class=\"" + type + "\"");
    svg.append(" x=\"").append(Markup.number(x)).append("\" y=\"").append(Markup.number(y));
    svg.append("\" text-anchor=\"").append(anchor).append("\">").append(Markup.escape(text));
    svg.append("</text>");
  }
}
