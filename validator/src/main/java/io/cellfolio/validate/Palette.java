package io.cellfolio.validate;

import java.util.List;

/** Colors of pictures. */
final class Palette {
  static final String MISSING = "#c8c8c8";

  /** Colors that can be told apart, also by most people with color blindness. */
  private static final List<String> CATEGORIES =
      List.of(
          "#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#8a7000", "#7b3fa0",
          "#a0522d", "#4d4d4d", "#2f8f8f", "#b0003a");

  /** From little to much; the lightness falls steadily. */
  private static final int[][] RAMP = {
    {0xfd, 0xe7, 0x25},
    {0x7a, 0xd1, 0x51},
    {0x22, 0xa8, 0x84},
    {0x2a, 0x78, 0x8e},
    {0x41, 0x44, 0x87},
    {0x44, 0x01, 0x54}
  };

  private Palette() {}

  static String category(int category) {
    return CATEGORIES.get(category % CATEGORIES.size());
  }

  /**
   * A color of the ramp.
   *
   * @param share 0 to 1
   */
  static String ramp(double share) {
    double at = Math.max(0, Math.min(1, share)) * (RAMP.length - 1);
    int low = Math.min((int) at, RAMP.length - 2);
    double rest = at - low;
    int[] color = new int[3];
    for (int i = 0; i < color.length; i++) {
      color[i] = (int) Math.round(RAMP[low][i] + rest * (RAMP[low + 1][i] - RAMP[low][i]));
    }
    return "#%02x%02x%02x".formatted(color[0], color[1], color[2]);
  }
}
