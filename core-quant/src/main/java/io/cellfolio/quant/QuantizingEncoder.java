package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.GeneColumn;
import java.util.Arrays;

/** Encodes columns as 8-bit or 16-bit codes by a layout's rule. */
record QuantizingEncoder(SampleType type, QuantizationRule rule) implements CodeEncoder {

  QuantizingEncoder {
    if (!type.coded()) {
      throw new IllegalArgumentException(
          "column payloads are uint8, uint16 or float32, not " + type.dtype());
    }
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

  private ColumnRange encodeDense(float[] values, int from, int n, byte[] out) {
    LittleEndian.requireRoom(out, n, type.bytes());
    ValueScan scan = ValueScan.of(values, from, from + n);
    ColumnRange range = rule.range(scan);
    if (scan.finite() == 0) {
      fill(out, n, type.missingCode());
      return range;
    }
    CodeMap codes = rule.codes(range, type.maxCode());
    if (type == SampleType.U8) {
      codes.toBytes(values, from, n, out);
    } else {
      codes.toShorts(values, from, n, out);
    }
    if (!scan.clean()) {
      for (int i = 0; i < n; i++) {
        if (!Float.isFinite(values[from + i])) {
          put(out, i, type.missingCode());
        }
      }
    }
    return range;
  }

  @Override
  public ListedCodes encodeListed(GeneColumn.Sparse column, byte[] out) {
    int from = column.from();
    int to = column.to();
    int stored = to - from;
    SparseColumns.requireInside(column);
    LittleEndian.requireRoom(out, stored, type.bytes());
    int zeros = column.nCells() - stored;
    ValueScan scan = ValueScan.of(column.values(), from, to).plusZeros(zeros);
    ColumnRange range = rule.range(scan);
    if (scan.finite() == 0) {
      fill(out, stored, type.missingCode());
      return new ListedCodes(range, type.missingCode());
    }
    CodeMap codes = rule.codes(range, type.maxCode());
    if (type == SampleType.U8) {
      codes.toBytes(column.values(), from, stored, out);
    } else {
      codes.toShorts(column.values(), from, stored, out);
    }
    if (!scan.clean()) {
      for (int i = 0; i < stored; i++) {
        if (!Float.isFinite(column.values()[from + i])) {
          put(out, i, type.missingCode());
        }
      }
    }
    return new ListedCodes(range, zeros == 0 ? 0 : codes.code(0f));
  }

  private ColumnRange encodeSparse(GeneColumn.Sparse column, byte[] out) {
    int n = column.nCells();
    int from = column.from();
    int to = column.to();
    LittleEndian.requireRoom(out, n, type.bytes());
    SparseColumns.requireInside(column);
    int zeros = n - (to - from);
    ValueScan scan = ValueScan.of(column.values(), from, to).plusZeros(zeros);
    ColumnRange range = rule.range(scan);
    if (scan.finite() == 0) {
      fill(out, n, type.missingCode());
      return range;
    }
    CodeMap codes = rule.codes(range, type.maxCode());
    fill(out, n, zeros == 0 ? 0 : codes.code(0f));
    if (type == SampleType.U8) {
      codes.placeBytes(column.cells(), column.values(), from, to, out);
    } else {
      codes.placeShorts(column.cells(), column.values(), from, to, out);
    }
    if (!scan.clean()) {
      for (int k = from; k < to; k++) {
        if (!Float.isFinite(column.values()[k])) {
          put(out, column.cells()[k], type.missingCode());
        }
      }
    }
    return range;
  }

  private void put(byte[] out, int cell, int code) {
    if (type == SampleType.U8) {
      out[cell] = (byte) code;
    } else {
      LittleEndian.putShort(out, 2 * cell, code);
    }
  }

  private void fill(byte[] out, int n, int code) {
    int length = n * type.bytes();
    byte low = (byte) code;
    byte high = (byte) (code >> 8);
    if (type == SampleType.U8 || low == high) {
      Arrays.fill(out, 0, length, low);
    } else if (n > 0) {
      out[0] = low;
      out[1] = high;
      for (int done = 2; done < length; done *= 2) {
        System.arraycopy(out, 0, out, done, Math.min(done, length - done));
      }
    }
  }
}
