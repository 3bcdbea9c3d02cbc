package io.cellfolio.h5ad;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Describes elements of a file for people. */
final class ElementSummaries {
  private ElementSummaries() {}

  static H5adSummary.Element of(MatrixShape shape) {
    if (shape instanceof MatrixShape.Dense dense) {
      return of(dense.values());
    }
    boolean byRow = shape instanceof MatrixShape.Csr;
    MatrixShape.SparseParts parts =
        byRow ? ((MatrixShape.Csr) shape).parts() : ((MatrixShape.Csc) shape).parts();
    return new H5adSummary.Element(
        parts.group().path(),
        (byRow ? ElementEncoding.CSR : ElementEncoding.CSC).label(),
        List.of(shape.rows(), shape.columns()),
        parts.type().label(),
        parts.data().storage(),
        Optional.of(parts.indices().dimensions()[0]),
        "");
  }

  static H5adSummary.Element of(HdfDataset dataset) {
    return new H5adSummary.Element(
        dataset.path(),
        ElementEncoding.DENSE.label(),
        dataset.shape(),
        dataset.type().label(),
        dataset.storage(),
        Optional.empty(),
        "");
  }

  /** Describes something that cannot be read. */
  static H5adSummary.Element unreadable(HdfObject element, String problem) throws IOException {
    boolean dataset = element instanceof HdfDataset;
    return new H5adSummary.Element(
        element.path(),
        ElementEncoding.describe(element),
        dataset ? ((HdfDataset) element).shape() : List.of(),
        dataset ? ((HdfDataset) element).type().label() : "",
        dataset ? ((HdfDataset) element).storage() : "",
        Optional.empty(),
        problem);
  }

  /** Describes a member that cannot even be opened. */
  static H5adSummary.Element unreadable(String path, String problem) {
    return new H5adSummary.Element(
        path, ElementEncoding.UNKNOWN.label(), List.of(), "", "", Optional.empty(), problem);
  }
}
