package io.cellfolio.h5ad;

import io.cellfolio.source.ObsColumn;
import io.cellfolio.source.ObsPieces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A data frame stored as a group with a member for every column (AnnData from 0.7 on). */
final class GroupDataFrame implements DataFrameReader {
  /** Where AnnData 0.7 keeps the categories of all columns. */
  static final String CATEGORIES = "__categories";

  private final HdfGroup group;
  private final HdfObject index;
  private final int rows;
  private final List<String> columns;

  private GroupDataFrame(HdfGroup group, HdfObject index, int rows, List<String> columns) {
    this.group = group;
    this.index = index;
    this.rows = rows;
    this.columns = List.copyOf(columns);
  }

  static GroupDataFrame open(HdfGroup group) throws IOException {
    Optional<String> indexName = group.textAttribute("_index");
    if (indexName.isEmpty()) {
      throw without(group, "the attribute '_index' of a data frame");
    }
    Optional<HdfObject> index = group.find(indexName.get());
    if (index.isEmpty()) {
      throw without(group, "the index '" + indexName.get() + "'");
    }
    int rows = ColumnReader.length(index.get());
    List<String> columns = columnNames(group, indexName.get());
    for (String column : columns) {
      if (!group.names().contains(column) && !group.names().contains(column.split("/", 2)[0])) {
        throw group.malformed(
            "the column '" + column + "' that its column-order lists",
            "none: the file looks incomplete");
      }
    }
    return new GroupDataFrame(group, index.get(), rows, columns);
  }

  private static MalformedH5adException without(HdfGroup group, String what) {
    return group.malformed(what, group.describe() + " without it: the file looks incomplete");
  }

  private static List<String> columnNames(HdfGroup group, String indexName) throws IOException {
    Optional<HdfAttribute> order = group.attribute("column-order");
    if (order.isPresent()) {
      return List.of(order.get().texts());
    }
    List<String> members = new ArrayList<>(group.names());
    members.remove(indexName);
    members.remove(CATEGORIES);
    return members;
  }

  @Override
  public String path() {
    return group.path();
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public ObsColumn column(int position) throws IOException {
    String name = columns.get(position);
    HdfObject element;
    try {
      element = open(name);
    } catch (UnsupportedEncodingException e) {
      return new ObsColumn.Unsupported(name, e.getMessage());
    }
    return new ColumnReader(group, name, rows).read(element);
  }

  @Override
  public ObsPieces pieces(int position) throws IOException {
    String name = columns.get(position);
    HdfObject element;
    try {
      element = open(name);
    } catch (UnsupportedEncodingException e) {
      return new ObsPieces.Unsupported(name, e.getMessage());
    }
    return new ColumnReader(group, name, rows).pieces(element);
  }

  private HdfObject open(String name) throws IOException {
    Optional<HdfObject> found = group.find(name);
    if (found.isEmpty()) {
      throw new UnsupportedEncodingException(
          group.container().name(),
          group.childPath(name),
          "a link to nothing",
          "remove it from the file");
    }
    return found.get();
  }

  @Override
  public H5adSummary.Column summary(int position) throws IOException {
    String name = columns.get(position);
    try {
      HdfObject element = open(name);
      return ColumnReader.summary(name, element);
    } catch (UnsupportedEncodingException e) {
      return new H5adSummary.Column(name, "unknown", "unknown", "unsupported", e.getMessage());
    }
  }

  @Override
  public double[] numbers(int position) throws IOException {
    double[] values = ColumnReader.numbers(open(columns.get(position)));
    if (values.length != rows) {
      throw group.malformed(rows + " values in every column", values.length + "");
    }
    return values;
  }

  @Override
  public NumberColumn numberColumn(int position) throws IOException {
    HdfObject element = open(columns.get(position));
    int length = ColumnReader.length(element);
    if (length != rows) {
      throw group.malformed(rows + " values in every column", length + "");
    }
    return ColumnReader.numberColumn(element);
  }

  @Override
  public List<String> index() throws IOException {
    return ColumnReader.names(index, rows);
  }
}
