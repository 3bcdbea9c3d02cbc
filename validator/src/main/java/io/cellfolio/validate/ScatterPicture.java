package io.cellfolio.validate;

import java.util.ArrayList;
import java.util.List;

/** An embedding as SVG: one path of dots per color, so that twenty thousand cells stay small. */
final class ScatterPicture {
  private static final int SIZE = 520;
  private static final int MARGIN = 12;
  private static final int LEGEND = 210;
  private static final int SHOWN_LABELS = 24;
  private static final int SHOWN_CHARS = 28;
  private static final int SHADES = 12;

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
    List<StringBuilder> paths = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      paths.add(new StringBuilder());
    }
    int[] sizes = new int[count + 1];
    for (int i = 0; i < Math.min(map.x().length, categories.codes().length); i++) {
      int group = categories.codes()[i] + 1;
      sizes[group]++;
      dot(paths.get(group), i);
    }
    begin(map.title() + " by " + categories.title());
    path(paths.get(0), Palette.MISSING);
    for (int category = 0; category < count; category++) {
      path(paths.get(category + 1), Palette.category(category));
    }
    int line = 0;
    for (int category = 0; category < Math.min(count, SHOWN_LABELS); category++) {
      legend(
          line++,
          Palette.category(category),
          categories.labels().get(category),
          sizes[category + 1]);
    }
    if (count > SHOWN_LABELS) {
      note(line++, "and %d more".formatted(count - SHOWN_LABELS));
    }
    if (sizes[0] > 0) {
      legend(line, Palette.MISSING, "no category", sizes[0]);
    }
    return end();
  }

  private String draw(Pictures.Numbers numbers) {
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (float value : numbers.values()) {
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    double range = high > low ? high - low : 1;
    List<StringBuilder> paths = new ArrayList<>();
    for (int i = 0; i <= SHADES; i++) {
      paths.add(new StringBuilder());
    }
    for (int i = 0; i < Math.min(map.x().length, numbers.values().length); i++) {
      float value = numbers.values()[i];
      int shade =
          Float.isFinite(value)
              ? 1 + (int) Math.min(SHADES - 1, (value - low) / range * SHADES)
              : 0;
      dot(paths.get(shade), i);
    }
    begin(map.title() + " by " + numbers.title());
    path(paths.get(0), Palette.MISSING);
    for (int shade = 0; shade < SHADES; shade++) {
      path(paths.get(shade + 1), Palette.ramp(shade / (SHADES - 1d)));
    }
    for (int shade = 0; shade < SHADES && high >= low; shade++) {
      int rest = SHADES - 1 - shade;
      double from = low + range * rest / SHADES;
      legend(shade, Palette.ramp(rest / (SHADES - 1d)), "from " + Markup.brief(from), -1);
    }
    return end();
  }

  private void begin(String title) {
    svg.append(
        "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>"
            .formatted(SIZE + LEGEND, SIZE, Markup.escape(title)));
    svg.append("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>".formatted(SIZE, SIZE));
  }

  private String end() {
    return svg.append("</svg>").toString();
  }

  private void dot(StringBuilder path, int cell) {
    float x = map.x()[cell];
    float y = map.y()[cell];
    if (Float.isFinite(x) && Float.isFinite(y)) {
      double half = (SIZE - 2d * MARGIN) / 2;
      double right = MARGIN + half * (1 + Math.max(-1, Math.min(1, x)));
      double down = MARGIN + half * (1 - Math.max(-1, Math.min(1, y)));
      path.append('M').append(Markup.number(right)).append(' ').append(Markup.number(down));
      path.append("h0");
    }
  }

  private void path(StringBuilder path, String color) {
    if (!path.isEmpty()) {
      double width = map.x().length > 5000 ? 1.6 : map.x().length > 500 ? 2.6 : 5;
      svg.append(
          "<path d=\"%s\" stroke=\"%s\" stroke-width=\"%s\" stroke-linecap=\"round\" fill=\"none\"/>"
              .formatted(path, color, Markup.number(width)));
    }
  }

  private void legend(int line, String color, String label, int count) {
    int y = 20 + 20 * line;
    String shown = label.length() > SHOWN_CHARS ? label.substring(0, SHOWN_CHARS) + "..." : label;
    svg.append(
        "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>"
            .formatted(
                SIZE + 14,
                y,
                color,
                SIZE + 26,
                y + 4,
                Markup.escape(count < 0 ? shown : shown + " (" + count + ")")));
  }

  private void note(int line, String text) {
    svg.append(
        "<text x=\"%d\" y=\"%d\">%s</text>"
            .formatted(SIZE + 26, 24 + 20 * line, Markup.escape(text)));
  }
}
