package io.cellfolio.quant;

/** What a layout lays down for quantised columns: their bounds and the way to their codes. */
sealed interface QuantizationRule permits KeyedQuantization, IndexedQuantization {

  /** The bounds that the manifest records, and the counts. */
  ColumnRange range(ValueScan scan);

  /** The codes of a column with these bounds. */
  CodeMap codes(ColumnRange range, int maxCode);
}
