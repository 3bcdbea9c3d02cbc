package io.cellfolio.quant;

/** The indexed layout's rule: double precision, and truncation after a nudge of 1e-8 of a step. */
record IndexedQuantization(Rounding rounding) implements QuantizationRule {
  private static final double TRUNCATION_NUDGE = 1e-8;

  @Override
  public ColumnRange range(ValueScan scan) {
    // Adding zero turns a negative zero into a positive one.
    double min = scan.finite() == 0 ? 0 : scan.min() + 0.0;
    double max = scan.finite() == 0 ? 0 : scan.max() + 0.0;
    return new ColumnRange(min, max, scan.finite(), scan.nan(), scan.infinite());
  }

  @Override
  public CodeMap codes(ColumnRange range, int maxCode) {
    double width = range.max() - range.min();
    double scale = width == 0 ? 0 : maxCode / width;
    double nudge = rounding == Rounding.NEAREST ? 0.5 : TRUNCATION_NUDGE;
    return new DoubleCodes(range.min(), scale, nudge, maxCode);
  }
}
