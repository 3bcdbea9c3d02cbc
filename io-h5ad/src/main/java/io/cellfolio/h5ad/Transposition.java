package io.cellfolio.h5ad;

import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixSparseCSC;

/**
 * Turns rows into columns: with the number of entries of each column known, every entry has its
 * place as soon as it is read. Rows come in order, so columns need no sorting.
 */
final class Transposition implements SparseScan.Visitor {
  private final int[] slots;
  private final NumericType type;
  private final int[] start;
  private final int[] next;
  private final int[] rows;
  private final float[] floats;
  private final double[] doubles;
  private final Sums sums;
  private final float[] batchFloats;
  private final double[] batchDoubles;
  private byte[] batch;

  private Transposition(
      int[] slots, int[] counts, NumericType type, boolean wide, boolean duplicates) {
    this.slots = slots;
    this.type = type;
    this.start = new int[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      start[i + 1] = Math.addExact(start[i], counts[i]);
    }
    int stored = start[counts.length];
    this.next = Arrays.copyOf(start, counts.length);
    this.rows = new int[stored];
    this.floats = wide ? null : new float[stored];
    this.doubles = wide ? new double[stored] : null;
    this.sums = duplicates ? new Sums(type, stored) : null;
    this.batchFloats = new float[wide ? 0 : SparseScan.BATCH];
    this.batchDoubles = new double[wide ? SparseScan.BATCH : 0];
  }

  /**
   * Starts a transposition.
   *
   * @param slots for each column of the source its column in the result, or -1
   * @param counts entries of each column of the result, duplicates included
   * @param duplicates whether any place may come twice
   */
  static Transposition single(int[] slots, int[] counts, NumericType type, boolean duplicates) {
    return new Transposition(slots, counts, type, false, duplicates);
  }

  /** As {@link #single}, in double precision. */
  static Transposition wide(int[] slots, int[] counts, NumericType type, boolean duplicates) {
    return new Transposition(slots, counts, type, true, duplicates);
  }

  /** Bytes for each entry of the result while it is made. */
  static int entryBytes(boolean duplicates) {
    return Integer.BYTES + Float.BYTES + (duplicates ? Sums.BYTES : 0);
  }

  @Override
  public void batch(byte[] values, int count) {
    batch = values;
    if (sums == null && floats != null) {
      type.toFloats(values, 0, batchFloats, 0, count);
    } else if (sums == null) {
      type.toDoubles(values, 0, batchDoubles, 0, count);
    }
  }

  @Override
  public void run(int major, int[] minor, int from, int to) {
    if (sums != null) {
      add(major, minor, from, to);
    } else if (floats != null) {
      for (int i = from; i < to; i++) {
        int slot = slots[minor[i]];
        if (slot >= 0) {
          int at = next[slot]++;
          rows[at] = major;
          floats[at] = batchFloats[i];
        }
      }
    } else {
      for (int i = from; i < to; i++) {
        int slot = slots[minor[i]];
        if (slot >= 0) {
          int at = next[slot]++;
          rows[at] = major;
          doubles[at] = batchDoubles[i];
        }
      }
    }
  }

  private void add(int major, int[] minor, int from, int to) {
    for (int i = from; i < to; i++) {
      int slot = slots[minor[i]];
      if (slot < 0) {
        continue;
      }
      int at = next[slot];
      if (at > start[slot] && rows[at - 1] == major) {
        sums.add(at - 1, batch, i * type.size());
      } else {
        rows[at] = major;
        sums.set(at, batch, i * type.size());
        next[slot]++;
      }
    }
  }

  /** Moves the columns together where entries were added, and rounds the sums. */
  private void settle() {
    if (sums == null) {
      return;
    }
    int to = 0;
    for (int slot = 0; slot < next.length; slot++) {
      int from = start[slot];
      start[slot] = to;
      for (int at = from; at < next[slot]; at++, to++) {
        rows[to] = rows[at];
        if (floats != null) {
          floats[to] = sums.toFloat(at);
        } else {
          doubles[to] = sums.toDouble(at);
        }
      }
    }
    start[next.length] = to;
  }

  FMatrixSparseCSC toFloatColumns(int nRows) {
    settle();
    return floatColumns(nRows, start, rows, floats);
  }

  DMatrixSparseCSC toDoubleColumns(int nRows) {
    settle();
    return doubleColumns(nRows, start, rows, doubles);
  }

  static FMatrixSparseCSC floatColumns(int nRows, int[] start, int[] rows, float[] values) {
    FMatrixSparseCSC columns = new FMatrixSparseCSC(nRows, start.length - 1, 0);
    columns.col_idx = start;
    columns.nz_rows = rows;
    columns.nz_values = values;
    columns.nz_length = start[start.length - 1];
    columns.indicesSorted = true;
    return columns;
  }

  static DMatrixSparseCSC doubleColumns(int nRows, int[] start, int[] rows, double[] values) {
    DMatrixSparseCSC columns = new DMatrixSparseCSC(nRows, start.length - 1, 0);
    columns.col_idx = start;
    columns.nz_rows = rows;
    columns.nz_values = values;
    columns.nz_length = start[start.length - 1];
    columns.indicesSorted = true;
    return columns;
  }
}
