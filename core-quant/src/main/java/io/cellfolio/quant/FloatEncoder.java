package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.GeneColumn;
import java.util.Arrays;

/** Encodes columns as they are, in single precision, infinities excepted. */
record FloatEncoder() implements ColumnEncoder {

  @Override
  public SampleType type() {
    return SampleType.F32;
  }

  @Override
  public ColumnRange encode(GeneColumn column, byte[] out) {
    if (column instanceof GeneColumn.Sparse sparse) {
      return encodeSparse(sparse, out);
    }
    GeneColumn.Dense dense = (GeneColumn.Dense) column;
    return encodeDense(dense.values(), dense.from(), dense.nCells(), out);
  }

  @Override
  public ColumnRange encode(float[] values, byte[] out) {
    return encodeDense(values, 0, values.length, out);
  }

  private static ColumnRange encodeDense(float[] values, int from, int n, byte[] out) {
    LittleEndian.requireRoom(out, n, Float.BYTES);
    float lo = Float.POSITIVE_INFINITY;
    float hi = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      float v = values[from + i];
      LittleEndian.putFloat(out, Float.BYTES * i, v);
      lo = Math.min(lo, v);
      hi = Math.max(hi, v);
    }
    ValueScan scan = ValueScan.completed(lo, hi, values, from, from + n);
    if (scan.infinite() > 0) {
      for (int i = 0; i < n; i++) {
        if (Float.isInfinite(values[from + i])) {
          LittleEndian.putFloat(out, Float.BYTES * i, Float.NaN);
        }
      }
    }
    return range(scan);
  }

  private static ColumnRange encodeSparse(GeneColumn.Sparse column, byte[] out) {
    int n = column.nCells();
    LittleEndian.requireRoom(out, n, Float.BYTES);
    SparseColumns.requireInside(column);
    Arrays.fill(out, 0, n * Float.BYTES, (byte) 0);
    int[] cells = column.cells();
    float[] values = column.values();
    float lo = Float.POSITIVE_INFINITY;
    float hi = Float.NEGATIVE_INFINITY;
    for (int k = column.from(); k < column.to(); k++) {
      float v = values[k];
      if (v != 0) {
        LittleEndian.putFloat(out, Float.BYTES * cells[k], Float.isInfinite(v) ? Float.NaN : v);
      }
      lo = Math.min(lo, v);
      hi = Math.max(hi, v);
    }
    int zeros = n - (column.to() - column.from());
    return range(ValueScan.completed(lo, hi, values, column.from(), column.to()).plusZeros(zeros));
  }

  private static ColumnRange range(ValueScan scan) {
    // Adding zero turns a negative zero into a positive one.
    double min = scan.finite() == 0 ? 0 : scan.min() + 0.0;
    double max = scan.finite() == 0 ? 0 : scan.max() + 0.0;
    return new ColumnRange(min, max, scan.finite(), scan.nan(), scan.infinite());
  }
}
