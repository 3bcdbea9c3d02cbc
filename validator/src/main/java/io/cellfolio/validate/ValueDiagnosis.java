package io.cellfolio.validate;

import java.util.Arrays;

/**
 * What is wrong with values that differ from their source.
 *
 * @param rule the rule that names it
 * @param found what was found, for people
 * @param cells the cells that are off when these were exchanged, else empty
 */
@SuppressWarnings("ArrayRecordComponent")
record ValueDiagnosis(Rule rule, String found, int[] cells) {
  private static final int SHOWN_CELLS = 6;
  private static final int[] NO_CELLS = {};
  private static final double RELATIVE = 1e-6;
  private static final double LEAST_SCALE = 1e-4;
  private static final double SLACK = 1.5;

  /**
   * Names what happened to the values of a field.
   *
   * @param diff values that do not agree
   * @param general the rule when nothing special is recognized
   */
  static ValueDiagnosis of(ValueDiff diff, Rule general) {
    return of(diff, general, 1);
  }

  /**
   * Names what happened to the values of a field.
   *
   * @param diff values that do not agree
   * @param general the rule when nothing special is recognized
   * @param factor by which the bounds are off, 1 if they are not or by no factor
   */
  static ValueDiagnosis of(ValueDiff diff, Rule general, double factor) {
    int[] differing = diff.differing();
    if (isExchanged(diff, differing)) {
      return new ValueDiagnosis(
          Rule.SOURCE_CELL_ORDER,
          "the values of %s in another order: cells %s"
              .formatted(Shown.count(differing.length, "cell"), shown(differing)),
          differing);
    }
    if (diff.off() == 0) {
      int cell = diff.firstMissing();
      boolean lost = !Float.isFinite(diff.exported()[cell]);
      return new ValueDiagnosis(
          Rule.SOURCE_MISSING_VALUES,
          "a value on one side only in %s; cell %d has %s"
              .formatted(
                  Shown.count(diff.missing(), "cell"),
                  cell,
                  lost ? "none, the source " + diff.expected()[cell] : "one, the source none"),
          NO_CELLS);
    }
    if (isNegated(diff)) {
      return new ValueDiagnosis(
          Rule.SOURCE_SIGN, "the opposite sign in " + cells(diff) + worst(diff), NO_CELLS);
    }
    double[] factors = {factor, factor(diff, 0), factor(diff, diff.tolerance() / 2)};
    for (double likely : factors) {
      if (isScaled(diff, likely)) {
        return new ValueDiagnosis(
            Rule.SOURCE_SCALE,
            "values times %s in %s".formatted(Markup.brief5(likely), cells(diff)) + worst(diff),
            NO_CELLS);
      }
    }
    if (isHalf(diff)) {
      return new ValueDiagnosis(
          Rule.SOURCE_HALF_PRECISION,
          "values rounded to half precision in " + cells(diff) + worst(diff),
          NO_CELLS);
    }
    return new ValueDiagnosis(
        general,
        "values off by more than %s in %s".formatted(Markup.brief(diff.tolerance()), cells(diff))
            + worst(diff),
        NO_CELLS);
  }

  private static String cells(ValueDiff diff) {
    return "%s of %s".formatted(Shown.count(diff.off()), Shown.count(diff.n(), "cell"));
  }

  private static String worst(ValueDiff diff) {
    int cell = diff.worst();
    return "; cell %d has %s, the source %s"
        .formatted(cell, diff.exported()[cell], diff.expected()[cell]);
  }

  static String shown(int[] cells) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(cells.length, SHOWN_CELLS); i++) {
      text.append(i == 0 ? "" : ", ").append(cells[i]);
    }
    return text.append(cells.length > SHOWN_CELLS ? ", ..." : "").toString();
  }

  /** Whether the differing cells hold each other's values, missing ones included. */
  private static boolean isExchanged(ValueDiff diff, int[] cells) {
    if (cells.length < 2) {
      return false;
    }
    float[] there = new float[cells.length];
    float[] here = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      there[i] = finiteOrNaN(diff.expected()[cells[i]]);
      here[i] = finiteOrNaN(diff.exported()[cells[i]]);
    }
    Arrays.sort(there);
    Arrays.sort(here);
    for (int i = 0; i < cells.length; i++) {
      boolean bothMissing = Float.isNaN(there[i]) && Float.isNaN(here[i]);
      if (!bothMissing && !(Math.abs((double) there[i] - here[i]) <= diff.tolerance())) {
        return false;
      }
    }
    // Two values of one sign pair up by chance when there are few of them and steps are coarse.
    return !isNegated(diff);
  }

  private static float finiteOrNaN(float value) {
    return Float.isFinite(value) ? value : Float.NaN;
  }

  private static boolean isNegated(ValueDiff diff) {
    boolean any = false;
    for (int i = 0; i < diff.n(); i++) {
      double x = diff.expected()[i];
      double e = diff.exported()[i];
      if (diff.isOff(i)) {
        if (!(Math.abs(e + x) <= diff.tolerance() + Math.abs(x) * RELATIVE)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /**
   * The factor that fits best.
   *
   * @param shift what is added first, because cutting off fractions makes values smaller
   */
  private static double factor(ValueDiff diff, double shift) {
    double product = 0;
    double square = 0;
    for (int i = 0; i < diff.n(); i++) {
      double x = diff.expected()[i];
      double e = diff.exported()[i];
      if (Math.abs(e - x) <= Double.MAX_VALUE) {
        product += (e + (x == 0 ? 0 : shift)) * x;
        square += x * x;
      }
    }
    return square > 0 ? product / square : 1;
  }

  private static boolean isScaled(ValueDiff diff, double factor) {
    if (!(factor > 0) || Math.abs(factor - 1) < LEAST_SCALE) {
      return false;
    }
    double most = SLACK * diff.tolerance() * Math.max(1, factor);
    double smallest = Double.MAX_VALUE;
    double largest = -Double.MAX_VALUE;
    for (int i = 0; i < diff.n(); i++) {
      double x = diff.expected()[i];
      double e = diff.exported()[i];
      if (Math.abs(e - x) <= Double.MAX_VALUE) {
        if (!(Math.abs(e - factor * x) <= most + Math.abs(e) * RELATIVE)) {
          return false;
        }
        smallest = Math.min(smallest, x);
        largest = Math.max(largest, x);
      }
    }
    // One value alone always has a factor.
    return largest > smallest;
  }

  private static boolean isHalf(ValueDiff diff) {
    for (int i = 0; i < diff.n(); i++) {
      float x = diff.expected()[i];
      float e = diff.exported()[i];
      if (Math.abs((double) e - x) <= Double.MAX_VALUE
          && !(Math.abs((double) e - HalfPrecision.round(x)) <= diff.tolerance())) {
        return false;
      }
    }
    return true;
  }
}
