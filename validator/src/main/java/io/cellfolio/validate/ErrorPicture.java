package io.cellfolio.validate;

import java.util.List;
import java.util.Locale;

/** The errors of genes along the genes, in parts of what their storage allows, as SVG. */
final class ErrorPicture {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 260;
  private static final int LEFT = 64;
  private static final int RIGHT = WIDTH - 16;
  private static final int TOP = 14;
  private static final int BOTTOM = HEIGHT - 46;
  private static final int MOST_COLUMNS = 780;
  private static final double LEAST_TOP = 1.25;

  private final StringBuilder svg = new StringBuilder();

  private ErrorPicture() {}

  /**
   * Draws the largest and the mean error of each gene; of many genes the worst ones of each column.
   */
  static String of(List<FieldFidelity> genes) {
    return new ErrorPicture().draw(genes);
  }

  private String draw(List<FieldFidelity> genes) {
    int columns = Math.min(MOST_COLUMNS, genes.size());
    double[] largest = new double[columns];
    double[] mean = new double[columns];
    double top = LEAST_TOP;
    for (int i = 0; i < genes.size(); i++) {
      FieldFidelity gene = genes.get(i);
      int column = (int) ((long) i * columns / genes.size());
      double unit = gene.bound() > 0 ? gene.bound() : 1;
      largest[column] = Math.max(largest[column], finite(gene.maxError() / unit));
      mean[column] = Math.max(mean[column], finite(gene.meanError() / unit));
      top = Math.max(top, Math.min(largest[column] * 1.1, 10));
    }
    String title = "Largest and mean error of each gene in parts of the allowed error";
    svg.append("<svg class=\"errors\" viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT);
    svg.append("\" role=\"img\" aria-label=\"").append(title).append("\"><title>").append(title);
    svg.append("</title>");
    double step = top > 4 ? 2 : top > 2 ? 1 : .25;
    for (double value = 0; value <= top; value += step) {
      double y = height(value, top);
      svg.append("<path class=\"g\" d=\"M").append(LEFT).append(' ').append(Markup.number(y));
      svg.append('H').append(RIGHT).append("\"/>");
      text(LEFT - 8, y + 4, "end", label(value));
    }
    dots(largest, top, Palette.category(0));
    dots(mean, top, Palette.category(1));
    double allowed = height(1, top);
    svg.append("<path class=\"l\" d=\"M").append(LEFT).append(' ').append(Markup.number(allowed));
    svg.append('H').append(RIGHT).append("\"/>");
    text(RIGHT, allowed - 5, "end", "allowed");
    text((LEFT + RIGHT) / 2d, BOTTOM + 20, "middle", "genes in the order of the export");
    key(LEFT, Palette.category(0), "largest error of a cell");
    key(LEFT + 190, Palette.category(1), "mean error of the cells");
    svg.append("<text class=\"t\" transform=\"translate(14 ").append((TOP + BOTTOM) / 2);
    svg.append(") rotate(-90)\" text-anchor=\"middle\">parts of the allowed error</text>");
    return svg.append("</svg>").toString();
  }

  private static String label(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private static double finite(double share) {
    return share >= 0 && share <= 1e6 ? share : 1e6;
  }

  private static double height(double share, double top) {
    return BOTTOM - (BOTTOM - TOP) * Math.min(1, share / top);
  }

  private void dots(double[] shares, double top, String color) {
    svg.append("<path class=\"d ").append(color).append("\" stroke-width=\"");
    svg.append(shares.length > 300 ? 2.5 : 5).append("\" d=\"");
    for (int i = 0; i < shares.length; i++) {
      double x = LEFT + (i + .5) * (RIGHT - LEFT) / shares.length;
      svg.append('M').append(Markup.number(x)).append(' ');
      svg.append(Markup.number(height(shares[i], top))).append("h0");
    }
    svg.append("\"/>");
  }

  private void key(int x, String color, String text) {
    int y = HEIGHT - 8;
    svg.append("<circle class=\"c ").append(color).append("\" cx=\"").append(x + 5);
    svg.append("\" cy=\"").append(y - 4).append("\" r=\"5\"/>");
    text(x + 16, y, "start", text);
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append("<text class=\"t\" x=\"").append(Markup.number(x)).append("\" y=\"");
    svg.append(Markup.number(y)).append("\" text-anchor=\"").append(anchor).append("\">");
    svg.append(Markup.escape(text)).append("</text>");
  }
}
