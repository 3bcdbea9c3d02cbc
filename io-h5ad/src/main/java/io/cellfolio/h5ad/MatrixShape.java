package io.cellfolio.h5ad;

import io.cellfolio.source.Thousands;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A matrix in the file: its size and the datasets that hold it. */
sealed interface MatrixShape {

  long rows();

  long columns();

  /** How it is stored, for people. */
  String storage();

  /** Refuses a matrix whose values no filter of this reader can bring back. */
  default void checkFilters() throws IOException {
    if (this instanceof Dense dense) {
      dense.values().checkFilters();
      return;
    }
    SparseParts parts = this instanceof Csr csr ? csr.parts() : ((Csc) this).parts();
    for (HdfDataset part : List.of(parts.data(), parts.indices(), parts.indptr())) {
      part.checkFilters();
    }
  }

  /** One dataset, row-major. */
  record Dense(HdfDataset values, NumericType type, long rows, long columns)
      implements MatrixShape {
    @Override
    public String storage() {
      return "dense " + type.label() + ", " + values.storage();
    }
  }

  /** Sparse by rows. */
  record Csr(SparseParts parts) implements MatrixShape {
    @Override
    public long rows() {
      return parts.major();
    }

    @Override
    public long columns() {
      return parts.minor();
    }

    @Override
    public String storage() {
      return "csr " + parts.storage();
    }
  }

  /** Sparse by columns. */
  record Csc(SparseParts parts) implements MatrixShape {
    @Override
    public long rows() {
      return parts.minor();
    }

    @Override
    public long columns() {
      return parts.major();
    }

    @Override
    public String storage() {
      return "csc " + parts.storage();
    }
  }

  /** The three arrays of a compressed matrix; {@code major} is the dimension it is sorted by. */
  record SparseParts(
      HdfGroup group,
      HdfDataset data,
      HdfDataset indices,
      HdfDataset indptr,
      int major,
      int minor) {

    NumericType type() {
      return (NumericType) data.type();
    }

    NumericType indexType() {
      return (NumericType) indices.type();
    }

    NumericType pointerType() {
      return (NumericType) indptr.type();
    }

    long stored() throws IOException {
      return indices.count();
    }

    /** All pointers, checked. */
    long[] pointers() throws IOException {
      long[] pointers = VectorReader.longs(indptr);
      checkFirstPointer(pointers[0]);
      for (int i = 1; i < pointers.length; i++) {
        checkPointer(i, pointers[i - 1], pointers[i]);
      }
      return pointers;
    }

    /** Checks that entries begin at the beginning. */
    void checkFirstPointer(long pointer) throws IOException {
      if (pointer != 0) {
        throw indptr.malformed("a first pointer of 0", pointer + "");
      }
    }

    /** Checks that a pointer is not before the last, nor behind the entries. */
    void checkPointer(int at, long last, long pointer) throws IOException {
      if (pointer < last || pointer > stored()) {
        throw indptr.malformed(
            "pointers that ascend from 0 to at most " + stored(),
            pointer + " after " + last + " at position " + at);
      }
    }

    /** What to throw for an index that is none. */
    MalformedH5adException wrongIndex(long index, long position) {
      return indices.malformed(
          "indices from 0 to " + (minor - 1), index + " at position " + position);
    }

    String storage() {
      return type().label()
          + ", "
          + Thousands.of(indices.dimensions()[0])
          + " non-zeros, "
          + data.storage();
    }
  }

  /**
   * Describes a matrix.
   *
   * @param rows the number of rows that it must have
   * @param columns the number of columns that it must have; -1 for any
   */
  static MatrixShape of(HdfObject element, long rows, long columns) throws IOException {
    MatrixShape shape =
        switch (ElementEncoding.of(element)) {
          case DENSE -> dense((HdfDataset) element, rows, columns);
          case CSR -> new Csr(parts((HdfGroup) element, true));
          case CSC -> new Csc(parts((HdfGroup) element, false));
          default ->
              throw element.unsupported(
                  "a matrix stored as " + ElementEncoding.describe(element),
                  element instanceof HdfDataset dataset && dataset.type() instanceof HdfType.Other
                      ? "write the file again with default settings (h5py without libver)"
                      : "store it as a dense, csr or csc matrix of numbers");
        };
    if (shape.rows() != rows || columns >= 0 && shape.columns() != columns) {
      throw element.malformed(
          "a matrix of " + rows + " x " + (columns < 0 ? "any" : columns),
          shape.rows() + " x " + shape.columns());
    }
    return shape;
  }

  private static Dense dense(HdfDataset dataset, long rows, long columns) throws IOException {
    long[] dimensions = dataset.dimensions();
    NumericType type = VectorReader.numeric(dataset);
    if (dimensions.length == 2) {
      return new Dense(dataset, type, dimensions[0], dimensions[1]);
    }
    if (dimensions.length == 1 && dimensions[0] == rows && (columns < 0 || columns == 1)) {
      return new Dense(dataset, type, rows, 1);
    }
    if (dimensions.length == 1 && rows == 1) {
      return new Dense(dataset, type, 1, dimensions[0]);
    }
    throw dataset.malformed("a matrix of two dimensions", dataset.describe());
  }

  private static SparseParts parts(HdfGroup group, boolean byRow) throws IOException {
    Optional<HdfAttribute> attribute = group.attribute("shape");
    if (attribute.isEmpty()) {
      attribute = group.attribute("h5sparse_shape");
    }
    if (attribute.isEmpty()) {
      throw group.malformed("the attribute 'shape' of a sparse matrix", "none");
    }
    long[] shape = attribute.get().longs();
    if (shape.length != 2 || shape[0] < 0 || shape[1] < 0) {
      throw group.malformed("a shape of two sizes", Arrays.toString(shape));
    }
    if (shape[0] > Integer.MAX_VALUE - 64 || shape[1] > Integer.MAX_VALUE - 64) {
      throw group.unsupported(
          "a matrix of " + shape[0] + " x " + shape[1], "split the file into smaller ones");
    }
    int major = (int) shape[byRow ? 0 : 1];
    int minor = (int) shape[byRow ? 1 : 0];
    HdfDataset data = vector(group, "data");
    HdfDataset indices = vector(group, "indices");
    HdfDataset indptr = vector(group, "indptr");
    for (HdfDataset positions : List.of(indices, indptr)) {
      if (!VectorReader.numeric(positions).isInteger()) {
        throw positions.malformed("whole numbers", positions.type().label());
      }
    }
    VectorReader.numeric(data);
    if (indptr.count() != major + 1L) {
      throw indptr.malformed(
          major + 1L + " pointers for " + major + (byRow ? " rows" : " columns"),
          indptr.count() + "");
    }
    if (indices.count() != data.count()) {
      throw indices.malformed(data.count() + " indices, as many as values", indices.count() + "");
    }
    return new SparseParts(group, data, indices, indptr, major, minor);
  }

  private static HdfDataset vector(HdfGroup group, String name) throws IOException {
    HdfDataset dataset = ColumnReader.member(group, name);
    if (dataset.isNull() || dataset.dimensions().length != 1) {
      throw dataset.malformed("one dimension", dataset.describe());
    }
    return dataset;
  }
}
