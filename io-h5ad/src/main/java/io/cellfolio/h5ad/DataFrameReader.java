package io.cellfolio.h5ad;

import io.cellfolio.source.ObsColumn;
import io.cellfolio.source.ObsPieces;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The annotation of cells or genes, whatever its generation. */
interface DataFrameReader {
  /** What AnnData writes at the top. */
  Set<String> ANNDATA_MEMBERS =
      Set.of("X", "layers", "obs", "obsm", "obsp", "raw", "raw.X", "uns", "var", "varm", "varp");

  /** Where it stands in the file. */
  String path();

  /** Its length. */
  int rows();

  /** Column names in stored order, without the index. */
  List<String> columns();

  /** Reads a column; {@link ObsColumn.Unsupported} when it is of a kind that cannot be read. */
  ObsColumn column(int position) throws IOException;

  /** As {@link #column}, to be read in pieces. */
  ObsPieces pieces(int position) throws IOException;

  /** Describes a column without reading it. */
  H5adSummary.Column summary(int position) throws IOException;

  /** Reads a column of numbers or truth values at full precision, NaN where missing. */
  double[] numbers(int position) throws IOException;

  /** As {@link #numbers}, to be read in pieces. */
  NumberColumn numberColumn(int position) throws IOException;

  /** Reads the row names as text. */
  List<String> index() throws IOException;

  /** Opens a data frame of any generation. */
  static DataFrameReader open(HdfGroup root, String name) throws IOException {
    Optional<HdfObject> found = root.find(name);
    if (found.isEmpty()) {
      throw missing(root, name);
    }
    HdfObject element = found.get();
    ElementEncoding encoding = ElementEncoding.of(element);
    if (encoding == ElementEncoding.TABLE) {
      return LegacyTable.open(root, (HdfDataset) element);
    }
    if (element instanceof HdfGroup group) {
      return GroupDataFrame.open(group);
    }
    throw element.malformed("a data frame", element.describe());
  }

  private static MalformedH5adException missing(HdfGroup root, String name) {
    // Members that tell of AnnData, as far as it was written before something went wrong.
    boolean started =
        root.names().stream().anyMatch(ANNDATA_MEMBERS::contains)
            || root.attribute("encoding-type").isPresent();
    return root.malformed(
        "a data frame '" + name + "'",
        "only "
            + root.describeMembers()
            + " at the top"
            + (started ? ": the file looks incomplete" : ": the file is no AnnData file"));
  }
}
