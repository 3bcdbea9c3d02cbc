package io.cellfolio.validate;

import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Dequantizer;

/** The outlier quantiles of a field against its codes. */
final class OutlierTally {
  private static final double STEP_TOLERANCE = 1.01;

  private final CategoryField field;
  private final SampleType type;
  private final Dequantizer dequantizer;
  private final long[] with;
  private final long[] without;
  private long outside;
  private long firstOutside;
  private float worst;
  private long stray;
  private long firstStray;
  private float least = Float.POSITIVE_INFINITY;
  private float greatest = Float.NEGATIVE_INFINITY;

  OutlierTally(CategoryField field, SampleType type) {
    this.field = field;
    this.type = type;
    this.with = new long[field.nCategories()];
    this.without = new long[field.nCategories()];
    this.dequantizer =
        type.coded() && field.outlierBounds().isPresent()
            ? new Dequantizer(
                type, field.outlierBounds().get().min(), field.outlierBounds().get().max())
            : null;
  }

  /**
   * Takes quantiles in.
   *
   * @param codes category of each cell, -1 where there is none
   */
  void add(int[] codes, byte[] bytes, int n, long before) {
    if (type.coded() && dequantizer == null) {
      return;
    }
    int width = type.bytes();
    for (int i = 0; i < n; i++) {
      float quantile =
          type.coded()
              ? dequantizer.value((int) Elements.unsigned(bytes, i * width, width))
              : Elements.f32(bytes, i * width);
      if (Float.isNaN(quantile)) {
        if (codes[i] >= 0) {
          without[codes[i]]++;
        }
        continue;
      }
      if (!(quantile >= 0 && quantile <= 1)) {
        worst = quantile;
        if (outside++ == 0) {
          firstOutside = before + i;
        }
      }
      least = Math.min(least, quantile);
      greatest = Math.max(greatest, quantile);
      if (codes[i] >= 0) {
        with[codes[i]]++;
      } else if (stray++ == 0) {
        firstStray = before + i;
      }
    }
  }

  void judge(Findings findings, Payload payload, CategoryTally tally) {
    if (!findings.holds(Rule.OUTLIER_RANGE, outside == 0)) {
      findings.add(
          Rule.OUTLIER_RANGE,
          payload.path(),
          Place.byteOffset(firstOutside * type.bytes()),
          "quantiles in [0, 1]",
          "%s beyond, the last one %s".formatted(Shown.count(outside), worst));
      return;
    }
    if (greatest <= 0) {
      // All 0: an export without a latent space. All missing: no category is large enough.
      return;
    }
    if (!findings.holds(Rule.OUTLIER_WITHOUT_CATEGORY, stray == 0)) {
      findings.add(
          Rule.OUTLIER_WITHOUT_CATEGORY,
          payload.path(),
          Place.byteOffset(firstStray * type.bytes()),
          "no quantile where there is no category",
          "one in " + Shown.count(stray, "cell"));
    }
    judgeAbsent(findings, payload, tally);
    double step =
        dequantizer == null ? 0 : (dequantizer.max() - dequantizer.min()) / type.maxCode();
    boolean top = least == greatest || greatest >= 1 - STEP_TOLERANCE * step;
    if (!findings.holds(Rule.OUTLIER_TOP, top)) {
      findings.add(
          Rule.OUTLIER_TOP,
          payload.path(),
          Place.whole(),
          "a largest quantile of 1",
          "" + greatest);
    }
  }

  private void judgeAbsent(Findings findings, Payload payload, CategoryTally tally) {
    long smallest = Long.MAX_VALUE;
    for (int category = 0; category < with.length; category++) {
      if (with[category] > 0) {
        smallest = Math.min(smallest, tally.size(category));
      }
    }
    for (int category = 0; category < with.length; category++) {
      boolean expected = with[category] > 0 || tally.size(category) >= smallest;
      if (!findings.holds(Rule.OUTLIER_ABSENT, !expected || without[category] == 0)) {
        findings.add(
            Rule.OUTLIER_ABSENT,
            payload.path(),
            Place.whole(),
            "a quantile for each of %s of category %s"
                .formatted(Shown.count(tally.size(category), "cell"), field.label(category)),
            "none for " + Shown.count(without[category]));
      }
    }
  }
}
