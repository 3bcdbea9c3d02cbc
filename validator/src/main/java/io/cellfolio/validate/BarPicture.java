package io.cellfolio.validate;

import java.util.List;

/** A histogram as SVG. */
final class BarPicture {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 180;
  private static final int BOTTOM = 24;
  private static final int TOP = 16;

  private BarPicture() {}

  /**
   * Draws bars.
   *
   * @param title what they show
   * @param labels below the bars
   * @param counts their heights
   */
  static String of(String title, List<String> labels, long[] counts) {
    long most = 1;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg class=\"bars\" viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>"
            .formatted(WIDTH, HEIGHT, Markup.escape(title)));
    double step = (double) WIDTH / counts.length;
    for (int i = 0; i < counts.length; i++) {
      double height = (HEIGHT - BOTTOM - TOP) * (double) counts[i] / most;
      double x = i * step;
      double y = HEIGHT - BOTTOM - height;
      svg.append(
          "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"#0072b2\"/>"
              .formatted(
                  Markup.number(x + 1),
                  Markup.number(y),
                  Markup.number(step - 2),
                  Markup.number(height)));
      if (counts[i] > 0) {
        svg.append(text(x + step / 2, y - 4, Shown.count(counts[i])));
      }
      svg.append(text(x + step / 2, HEIGHT - 8, labels.get(i)));
    }
    return svg.append("</svg>").toString();
  }

  private static String text(double x, double y, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>"
        .formatted(Markup.number(x), Markup.number(y), Markup.escape(text));
  }
}
