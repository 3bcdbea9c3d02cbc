package io.cellfolio.h5ad;

import io.cellfolio.source.ObsColumn;
import java.io.IOException;
import java.util.List;

/** The annotation of cells or genes, whatever its generation. */
interface DataFrameReader {

  /** Where it stands in the file. */
  String path();

  /** Its length. */
  int rows();

  /** Column names in stored order, without the index. */
  List<String> columns();

  /** Reads a column; {@link ObsColumn.Unsupported} when it is of a kind that cannot be read. */
  ObsColumn column(int position) throws IOException;

  /** Describes a column without reading it. */
  H5adSummary.Column summary(int position) throws IOException;

  /** Reads a column of numbers or truth values at full precision, NaN where missing. */
  double[] numbers(int position) throws IOException;

  /** Reads the row names as text. */
  List<String> index() throws IOException;

  /** Opens a data frame of any generation. */
  static DataFrameReader open(HdfGroup root, String name) throws IOException {
    HdfObject element =
        root.find(name)
            .orElseThrow(
                () ->
                    root.malformed(
                        "a data frame '" + name + "'",
                        "only " + root.names() + " at the top: the file looks incomplete"));
    ElementEncoding encoding = ElementEncoding.of(element);
    if (encoding == ElementEncoding.TABLE) {
      return LegacyTable.open(root, (HdfDataset) element);
    }
    if (element instanceof HdfGroup group) {
      return GroupDataFrame.open(group);
    }
    throw element.malformed("a data frame", element.describe());
  }
}
