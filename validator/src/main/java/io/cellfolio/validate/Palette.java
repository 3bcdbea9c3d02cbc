package io.cellfolio.validate;

import java.util.List;

/**
 * Colors of pictures, as CSS variables with a value for light screens and one for dark ones. The
 * categories differ in hue and lightness, so that most people with color blindness tell them apart;
 * of the shades the lightness changes steadily.
 */
final class Palette {
  /** How many categories have a color of their own. */
  static final int CATEGORIES = 12;

  /** How many steps lie between little and much. */
  static final int SHADES = 12;

  private static final List<String> LIGHT =
      List.of(
          "#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#7a5c00", "#6a3d9a",
          "#9c2f45", "#3f4a56", "#9dbb3c", "#00808a");
  private static final List<String> DARK =
      List.of(
          "#4aa8e0", "#f0b030", "#2fc79a", "#ff7f3f", "#e39cc4", "#9fd8fb", "#c9a94a", "#a98be0",
          "#e0708a", "#c3ccd5", "#cbe57a", "#40c4cc");
  private static final int[][] LIGHT_RAMP = {
    {0xd6, 0xdc, 0xe4},
    {0x8f, 0xcb, 0xb9},
    {0x2e, 0x97, 0x9a},
    {0x2b, 0x5f, 0x96},
    {0x36, 0x1f, 0x6b}
  };
  private static final int[][] DARK_RAMP = {
    {0x3d, 0x44, 0x50},
    {0x2f, 0x67, 0x88},
    {0x2b, 0xa0, 0x8e},
    {0x8f, 0xd2, 0x5c},
    {0xfd, 0xf0, 0x6a}
  };

  private Palette() {}

  /** The CSS class of a category, by its place among those with a color. */
  static String category(int place) {
    return "k" + place;
  }

  /** The CSS class of a shade, 0 for little. */
  static String shade(int shade) {
    return "s" + shade;
  }

  /** The CSS class of what has no value, or no color of its own. */
  static String missing() {
    return "kx";
  }

  /** Rules that give each class its color in {@code --c}. */
  static String css() {
    return ".kx{--c:#b4bac2}" + classes(LIGHT, LIGHT_RAMP);
  }

  /** The same for dark screens. */
  static String darkCss() {
    return ".kx{--c:#5b636e}" + classes(DARK, DARK_RAMP);
  }

  private static String classes(List<String> categories, int[][] ramp) {
    StringBuilder css = new StringBuilder();
    for (int i = 0; i < CATEGORIES; i++) {
      css.append('.').append(category(i)).append("{--c:").append(categories.get(i)).append('}');
    }
    for (int i = 0; i < SHADES; i++) {
      String color = ramp(ramp, i / (SHADES - 1d));
      css.append('.').append(shade(i)).append("{--c:").append(color).append('}');
    }
    return css.toString();
  }

  private static String ramp(int[][] ramp, double share) {
    double at = share * (ramp.length - 1);
    int low = Math.min((int) at, ramp.length - 2);
    double rest = at - low;
    int[] color = new int[3];
    for (int i = 0; i < color.length; i++) {
      color[i] = (int) Math.round(ramp[low][i] + rest * (ramp[low + 1][i] - ramp[low][i]));
    }
    return "#%02x%02x%02x".formatted(color[0], color[1], color[2]);
  }
}
