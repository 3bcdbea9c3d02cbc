package io.cellfolio.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** An embedding as SVG: one path of dots per color, so that twenty thousand cells stay small. */
final class ScatterPicture {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 590;
  private static final int LEFT = 46;
  private static final int TOP = 8;
  private static final int SIZE = 540;
  private static final int LEGEND = LEFT + SIZE + 24;
  private static final int LINE = 22;
  private static final int LABEL_CHARS = 26;
  private static final int TAG_CHARS = 18;

  /** Dots have whole coordinates, in tenths of those of the picture. */
  private static final int FINE = 10;

  private final Pictures.Map map;
  private final StringBuilder svg = new StringBuilder();

  private ScatterPicture(Pictures.Map map) {
    this.map = map;
  }

  /** The cells in the colors of their categories. */
  static String of(Pictures.Map map, Pictures.Categories categories) {
    return new ScatterPicture(map).draw(categories);
  }

  /** The cells in the shades of their values. */
  static String of(Pictures.Map map, Pictures.Numbers numbers) {
    return new ScatterPicture(map).draw(numbers);
  }

  private String draw(Pictures.Categories categories) {
    int count = categories.labels().size();
    int[] sizes = new int[count + 1];
    for (int code : categories.codes()) {
      sizes[code + 1]++;
    }
    int[] bySize =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparing(category -> -sizes[category + 1]))
            .limit(Palette.CATEGORIES)
            .mapToInt(Integer::intValue)
            .toArray();
    int[] colored = bySize.clone();
    Arrays.sort(colored);
    StringBuilder[] paths = paths(colored.length + 1);
    for (int i = 0; i < Math.min(map.x().length, categories.codes().length); i++) {
      int place = Arrays.binarySearch(colored, categories.codes()[i]);
      dot(paths[place < 0 ? colored.length : place], i);
    }
    begin(map.title() + " colored by " + categories.title());
    path(paths[colored.length], Palette.missing());
    for (int place = 0; place < colored.length; place++) {
      path(paths[place], Palette.category(place));
    }
    endDots();
    tags(categories, bySize);
    int line = 0;
    long others = categories.codes().length - sizes[0];
    for (int place = 0; place < colored.length; place++) {
      int size = sizes[colored[place] + 1];
      others -= size;
      legend(line++, Palette.category(place), categories.labels().get(colored[place]), size);
    }
    if (count > colored.length) {
      legend(
          line++,
          Palette.missing(),
          Shown.count(count - colored.length, "smaller category").replace("ys", "ies"),
          others);
    }
    if (sizes[0] > 0) {
      legend(line, Palette.missing(), "no category", sizes[0]);
    }
    return end();
  }

  /** Writes the names of categories upon them, of the largest first, where there is room. */
  private void tags(Pictures.Categories categories, int[] bySize) {
    List<double[]> taken = new ArrayList<>();
    for (int category : bySize) {
      int[] cells =
          IntStream.range(0, Math.min(map.x().length, categories.codes().length))
              .filter(i -> categories.codes()[i] == category)
              .filter(i -> isThere(i))
              .toArray();
      if (cells.length == 0) {
        continue;
      }
      String label = shortened(categories.labels().get(category), TAG_CHARS);
      double half = label.length() * 3.7;
      double x = middle(cells, map.x());
      double y = -middle(cells, map.y());
      double right = Math.max(LEFT + half, Math.min(LEFT + SIZE - half, place(LEFT, x) / FINE));
      double down = place(TOP, y) / FINE;
      double[] box = {right - half, down - 8, right + half, down + 8};
      if (taken.stream().noneMatch(other -> overlap(box, other))) {
        taken.add(box);
        text("tag", right, down + 4, "middle", label);
      }
    }
  }

  private static boolean overlap(double[] a, double[] b) {
    return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  }

  private static double middle(int[] cells, float[] values) {
    double[] sorted = Arrays.stream(cells).mapToDouble(i -> values[i]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private String draw(Pictures.Numbers numbers) {
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    long missing = 0;
    for (float value : numbers.values()) {
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      } else {
        missing++;
      }
    }
    double range = high > low ? high - low : 1;
    StringBuilder[] paths = paths(Palette.SHADES + 1);
    for (int i = 0; i < Math.min(map.x().length, numbers.values().length); i++) {
      float value = numbers.values()[i];
      int shade = (int) Math.min(Palette.SHADES - 1, (value - low) / range * Palette.SHADES);
      dot(paths[Float.isFinite(value) ? shade : Palette.SHADES], i);
    }
    begin(map.title() + " shaded by " + numbers.title());
    path(paths[Palette.SHADES], Palette.missing());
    for (int shade = 0; shade < Palette.SHADES; shade++) {
      path(paths[shade], Palette.shade(shade));
    }
    endDots();
    text("", LEGEND, TOP + 14, "start", shortened(numbers.title(), LABEL_CHARS));
    if (high >= low) {
      scale(low, high);
    }
    if (missing > 0) {
      legend(Palette.SHADES + 3, Palette.missing(), "no value", missing);
    }
    return end();
  }

  private void scale(double low, double high) {
    int top = TOP + 26;
    for (int shade = 0; shade < Palette.SHADES; shade++) {
      int y = top + (Palette.SHADES - 1 - shade) * LINE;
      svg.append(
          "<rect class=\"c %s\" x=\"%d\" y=\"%d\" width=\"22\" height=\"%d\"/>"
              .formatted(Palette.shade(shade), LEGEND, y, LINE));
    }
    for (int tick = 0; tick <= 4; tick++) {
      double value = low + (high - low) * tick / 4;
      double y = top + Palette.SHADES * LINE * (4 - tick) / 4d;
      text("t", LEGEND + 30, y + 4, "start", Markup.brief(value));
    }
  }

  private static StringBuilder[] paths(int count) {
    StringBuilder[] paths = new StringBuilder[count];
    Arrays.setAll(paths, i -> new StringBuilder());
    return paths;
  }

  private void begin(String title) {
    String safe = Markup.escape(title);
    svg.append("<svg class=\"map\" viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT);
    svg.append("\" role=\"img\" aria-label=\"").append(safe).append("\"><title>").append(safe);
    svg.append("</title>");
    for (int tick = -1; tick <= 1; tick++) {
      double right = place(LEFT, tick) / FINE;
      double down = place(TOP, -tick) / FINE;
      line(right, TOP, right, TOP + SIZE);
      line(LEFT, down, LEFT + SIZE, down);
      text("t", right, TOP + SIZE + 16, "middle", Integer.toString(tick));
      text("t", LEFT - 7, down + 4, "end", Integer.toString(tick));
    }
    text("t", LEFT + SIZE / 2d, TOP + SIZE + 34, "middle", map.across());
    svg.append(
        "<text class=\"t\" transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>"
            .formatted(TOP + SIZE / 2, Markup.escape(map.up())));
    svg.append(
        "<rect class=\"f\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
            .formatted(LEFT, TOP, SIZE, SIZE));
    svg.append("<g transform=\"scale(").append(1d / FINE).append(")\">");
  }

  private void endDots() {
    svg.append("</g>");
  }

  private String end() {
    return svg.append("</svg>").toString();
  }

  private boolean isThere(int cell) {
    return Float.isFinite(map.x()[cell]) && Float.isFinite(map.y()[cell]);
  }

  /** A coordinate from -1 to 1 in the picture, in fine units; what is beyond stays at the edge. */
  private static double place(int start, double value) {
    double margin = 10;
    double half = (SIZE - 2 * margin) / 2;
    return FINE * (start + margin + half * (1 + Math.max(-1.03, Math.min(1.03, value))));
  }

  private void dot(StringBuilder path, int cell) {
    if (isThere(cell)) {
      path.append('M').append(Math.round(place(LEFT, map.x()[cell])));
      path.append(' ').append(Math.round(place(TOP, -map.y()[cell]))).append("h0");
    }
  }

  private void path(StringBuilder path, String color) {
    if (!path.isEmpty()) {
      int cells = map.x().length;
      double width = cells > 10_000 ? 2 : cells > 3000 ? 2.8 : cells > 500 ? 4 : 6.5;
      svg.append("<path class=\"d ").append(color).append("\" stroke-width=\"");
      svg.append(Markup.number(width * FINE)).append("\" d=\"").append(path).append("\"/>");
    }
  }

  private void line(double x1, double y1, double x2, double y2) {
    svg.append("<path class=\"g\" d=\"M").append(Markup.number(x1)).append(' ');
    svg.append(Markup.number(y1)).append('L').append(Markup.number(x2)).append(' ');
    svg.append(Markup.number(y2)).append("\"/>");
  }

  private void legend(int line, String color, String label, long count) {
    int y = TOP + 12 + LINE * line;
    svg.append(
        "<circle class=\"c %s\" cx=\"%d\" cy=\"%d\" r=\"6\"/>".formatted(color, LEGEND + 6, y));
    svg.append("<text x=\"").append(LEGEND + 20).append("\" y=\"").append(y + 4).append("\">");
    svg.append(Markup.escape(shortened(label, LABEL_CHARS))).append("<tspan class=\"t\" dx=\"8\">");
    svg.append(Shown.count(count)).append("</tspan></text>");
  }

  private static String shortened(String label, int most) {
    int[] characters = label.codePoints().toArray();
    return characters.length <= most ? label : new String(characters, 0, most - 1) + "\u2026";
  }

  private void text(String type, double x, double y, String anchor, String text) {
    svg.append("<text").append(type.isEmpty() ? "" : " class=\"" + type + "\"");
    svg.append(" x=\"").append(Markup.number(x)).append("\" y=\"").append(Markup.number(y));
    svg.append("\" text-anchor=\"").append(anchor).append("\">").append(Markup.escape(text));
    svg.append("</text>");
  }
}
