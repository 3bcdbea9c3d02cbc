package io.cellfolio.h5ad;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the matrices with a row per cell. */
final class ObsmSection {
  /** The most elements of a sparse matrix that is spread out: 128 MiB in double precision. */
  private static final long MAX_SPREAD = 1L << 24;

  private final int nCells;

  private ObsmSection(int nCells) {
    this.nCells = nCells;
  }

  static TreeMap<String, ObsmElement> read(HdfGroup root, int nCells) throws IOException {
    TreeMap<String, ObsmElement> found = new TreeMap<>();
    Optional<HdfObject> obsm = root.child("obsm");
    ObsmSection section = new ObsmSection(nCells);
    if (obsm.isPresent() && obsm.get() instanceof HdfGroup group) {
      for (String key : group.names()) {
        found.put(key, section.member(group, key));
      }
    } else if (obsm.isPresent() && ElementEncoding.of(obsm.get()) == ElementEncoding.TABLE) {
      LegacyTable table = LegacyTable.open(root, (HdfDataset) obsm.get());
      for (HdfType.Field field : table.fields()) {
        found.put(field.name(), section.field(table, field));
      }
    }
    return found;
  }

  private ObsmElement member(HdfGroup group, String key) {
    try {
      Optional<HdfObject> element = group.child(key);
      if (element.isEmpty()) {
        return unreadable(key, group.childPath(key), "it is a link to nothing");
      }
      return element(key, element.get());
    } catch (IOException e) {
      return unreadable(key, group.childPath(key), e.getMessage());
    }
  }

  private static ObsmElement unreadable(String key, String path, String problem) {
    return new ObsmElement.Unreadable(key, ElementSummaries.unreadable(path, problem), 0, 0);
  }

  private ObsmElement element(String key, HdfObject element) throws IOException {
    return switch (ElementEncoding.of(element)) {
      case DENSE -> dense(key, (HdfDataset) element);
      case CSR, CSC -> sparse(key, element);
      case DATAFRAME -> frame(key, (HdfGroup) element);
      default ->
          unreadable(key, element, "its encoding is " + ElementEncoding.describe(element), 0, 0);
    };
  }

  private ObsmElement unreadable(
      String key, HdfObject element, String problem, long rows, long columns) throws IOException {
    return new ObsmElement.Unreadable(
        key, ElementSummaries.unreadable(element, problem), rows, columns);
  }

  private ObsmElement dense(String key, HdfDataset dataset) throws IOException {
    long[] shape = dataset.dimensions();
    long rows = shape.length > 0 ? shape[0] : 1;
    long columns = shape.length > 1 ? shape[1] : 1;
    if (shape.length < 1 || shape.length > 2) {
      return unreadable(
          key, dataset, "it has " + shape.length + " dimensions, not two", rows, columns);
    }
    if (rows != nCells) {
      return unreadable(
          key, dataset, "it has " + rows + " rows for " + nCells + " cells", rows, columns);
    }
    if (columns > 0 && rows > (Integer.MAX_VALUE - 64) / columns) {
      return unreadable(key, dataset, "it is too large to be read at once", rows, columns);
    }
    dataset.checkFilters();
    MatrixShape.Dense matrix =
        new MatrixShape.Dense(dataset, (NumericType) dataset.type(), rows, columns);
    return new ObsmElement.Dense(key, matrix);
  }

  private ObsmElement sparse(String key, HdfObject element) throws IOException {
    MatrixShape shape = MatrixShape.of(element, nCells, -1);
    shape.checkFilters();
    return shape.columns() > 0 && shape.rows() > MAX_SPREAD / shape.columns()
        ? unreadable(
            key,
            element,
            "it is sparse and too large to be spread out",
            shape.rows(),
            shape.columns())
        : new ObsmElement.Sparse(key, shape);
  }

  private ObsmElement frame(String key, HdfGroup group) throws IOException {
    DataFrameReader frame = GroupDataFrame.open(group);
    int columns = frame.columns().size();
    List<String> others = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      H5adSummary.Column summary = frame.summary(column);
      if (!"continuous".equals(summary.kind()) && !"flags".equals(summary.kind())) {
        others.add("'" + summary.name() + "'");
      }
    }
    if (!others.isEmpty()) {
      String which = String.join(", ", others.subList(0, Math.min(3, others.size())));
      return unreadable(
          key, group, "it is a data frame with columns of no numbers: " + which, 0, 0);
    }
    if (frame.rows() != nCells) {
      return unreadable(
          key,
          group,
          "it has " + frame.rows() + " rows for " + nCells + " cells",
          frame.rows(),
          columns);
    }
    return new ObsmElement.Frame(key, frame);
  }

  private ObsmElement field(LegacyTable table, HdfType.Field field) {
    HdfType type = field.type();
    int width = 1;
    if (type instanceof HdfType.Block block) {
      type = block.element();
      width = block.size() / block.element().size();
    }
    String path = table.path() + "/" + field.name();
    if (!(type instanceof NumericType number)) {
      return unreadable(field.name(), path, "its type is " + field.type().label());
    }
    if (table.rows() != nCells) {
      return unreadable(
          field.name(), path, "it has " + table.rows() + " rows for " + nCells + " cells");
    }
    return new ObsmElement.TableField(field.name(), table, field, number, width);
  }
}
