package io.cellfolio.quant;

/**
 * The keyed layout's rule. Truncation works in single precision, as the reference writer does under
 * every NumPy, with two exceptions where single precision has no answer. A range so narrow that the
 * scale exceeds it (below about 7.5e-37 for 8 bits): NumPy 2 then writes only the two extreme
 * codes; here, as with NumPy 1, double precision is used. A range wider than single precision
 * (above 3.4e38): the reference writes the largest code for every value beyond it; here, double
 * precision is used.
 */
record KeyedQuantization(Rounding rounding) implements QuantizationRule {

  @Override
  public ColumnRange range(ValueScan scan) {
    // Adding zero turns a negative zero into a positive one.
    double min = scan.finite() == 0 ? 0 : scan.min() + 0.0;
    double max = scan.finite() == 0 ? 1 : scan.max() + 0.0;
    if (min == max) {
      max = min + 1;
      if (min == max) {
        max = Math.nextUp(min);
      }
    }
    return new ColumnRange(min, max, scan.finite(), scan.nan(), scan.infinite());
  }

  @Override
  public CodeMap codes(ColumnRange range, int maxCode) {
    double scale = maxCode / (range.max() - range.min());
    if (rounding == Rounding.NEAREST) {
      return new DoubleCodes(range.min(), scale, 0.5, maxCode);
    }
    float singleScale = (float) scale;
    float singleMin = (float) range.min();
    boolean single = Float.isFinite(singleScale) && Float.isFinite((float) range.max() - singleMin);
    return single
        ? new SingleCodes(singleMin, singleScale, maxCode)
        : new DoubleCodes(range.min(), scale, 0, maxCode);
  }
}
