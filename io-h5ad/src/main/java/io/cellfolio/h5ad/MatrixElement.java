package io.cellfolio.h5ad;

import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.ejml.data.FMatrixSparseCSC;

/** A matrix to be written. */
final class MatrixElement {
  private final FMatrixSparseCSC values;
  private final MatrixStorage storage;

  /**
   * Prepares a matrix.
   *
   * @param values any order of rows within a column
   */
  MatrixElement(FMatrixSparseCSC values, MatrixStorage storage) {
    this.values = values;
    this.storage = storage;
  }

  void write(WritableGroup parent, String name) {
    switch (storage.form()) {
      case DENSE -> writeDense(parent, name);
      case CSC ->
          writeSparse(
              parent,
              name,
              "csc_matrix",
              Arrays.copyOf(values.nz_values, values.nz_length),
              Arrays.copyOf(values.nz_rows, values.nz_length),
              Arrays.copyOf(values.col_idx, values.numCols + 1));
      case CSR -> writeRows(parent, name);
    }
  }

  private void writeDense(WritableGroup parent, String name) {
    if (values.numRows == 0 || values.numCols == 0) {
      throw new IllegalArgumentException("a dense matrix without elements cannot be written");
    }
    float[][] dense = new float[values.numRows][values.numCols];
    for (int column = 0; column < values.numCols; column++) {
      for (int i = values.col_idx[column]; i < values.col_idx[column + 1]; i++) {
        dense[values.nz_rows[i]][column] = values.nz_values[i];
      }
    }
    H5adWriter.tag(
        parent.putDataset(name, dense, options(values.numRows, values.numCols)), "array", "0.2.0");
  }

  private void writeRows(WritableGroup parent, String name) {
    int[] pointers = new int[values.numRows + 1];
    for (int i = 0; i < values.nz_length; i++) {
      pointers[values.nz_rows[i] + 1]++;
    }
    for (int row = 0; row < values.numRows; row++) {
      pointers[row + 1] += pointers[row];
    }
    int[] next = pointers.clone();
    int[] columns = new int[values.nz_length];
    float[] data = new float[values.nz_length];
    for (int column = 0; column < values.numCols; column++) {
      for (int i = values.col_idx[column]; i < values.col_idx[column + 1]; i++) {
        int at = next[values.nz_rows[i]]++;
        columns[at] = column;
        data[at] = values.nz_values[i];
      }
    }
    writeSparse(parent, name, "csr_matrix", data, columns, pointers);
  }

  private void writeSparse(
      WritableGroup parent,
      String name,
      String encoding,
      float[] data,
      int[] indices,
      int[] pointers) {
    WritableGroup group = H5adWriter.tag(parent.putGroup(name), encoding, "0.1.0");
    group.putAttribute("shape", new long[] {values.numRows, values.numCols});
    put(group, "data", data);
    put(group, "indices", storage.longIndices() ? longs(indices) : indices);
    put(group, "indptr", storage.longIndices() ? longs(pointers) : pointers);
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  private void put(WritableGroup group, String name, Object array) {
    int length = Array.getLength(array);
    if (length == 0) {
      H5adWriter.put(group, name, array, 0);
    } else {
      group.putDataset(name, array, options(length));
    }
  }

  private DatasetCreationOptions options(int... shape) {
    DatasetCreationOptions.Builder options = DatasetCreationOptions.builder();
    if (storage.chunkLength() > 0) {
      options.chunkDimensions(
          Arrays.stream(shape).map(size -> Math.min(size, storage.chunkLength())).toArray());
    }
    return storage.gzip() ? options.deflate().build() : options.build();
  }
}
