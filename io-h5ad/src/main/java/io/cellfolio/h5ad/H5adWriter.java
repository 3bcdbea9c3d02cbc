package io.cellfolio.h5ad;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.jhdf.api.WritableNode;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;

/**
 * Writes AnnData files (encoding of AnnData 0.8 and later), for demonstrations and tests.
 * Everything but {@link SparseRowFiles} is collected in memory and written at once.
 *
 * <p>Text is stored in fixed length. The names of one data frame's columns must fit into 60 KB
 * together, and must not contain a slash. A dense matrix needs one element or more.
 */
public final class H5adWriter {
  private static final int MAX_ATTRIBUTE_BYTES = 60_000;

  /** Writes one element into its group. */
  private interface Element {
    void write(WritableGroup parent, String name);
  }

  private final List<String> cells;
  private final List<String> genes;
  private final Map<String, Element> obs = new LinkedHashMap<>();
  private final Map<String, Element> var = new LinkedHashMap<>();
  private final Map<String, Element> layers = new LinkedHashMap<>();
  private final Map<String, Element> obsm = new LinkedHashMap<>();
  private final Map<String, Element> obsp = new LinkedHashMap<>();
  private final Map<String, Element> uns = new LinkedHashMap<>();
  private Element x;

  private H5adWriter(List<String> cells, List<String> genes) {
    this.cells = List.copyOf(cells);
    this.genes = List.copyOf(genes);
  }

  /**
   * Starts a file.
   *
   * @param cells names of the cells, the index of {@code obs}
   * @param genes names of the genes, the index of {@code var}
   * @return a writer that holds nothing else yet
   */
  public static H5adWriter of(List<String> cells, List<String> genes) {
    return new H5adWriter(cells, genes);
  }

  /**
   * Sets {@code X}.
   *
   * @param values cells x genes
   * @param storage how to store it
   * @return this writer
   */
  public H5adWriter x(FMatrixSparseCSC values, MatrixStorage storage) {
    x = expression(values, storage);
    return this;
  }

  /**
   * Adds a layer.
   *
   * @param name its name
   * @param values cells x genes
   * @param storage how to store it
   * @return this writer
   */
  public H5adWriter layer(String name, FMatrixSparseCSC values, MatrixStorage storage) {
    layers.put(name, expression(values, storage));
    return this;
  }

  /**
   * Sets {@code X} to a matrix that is copied from files when this one is written.
   *
   * @param values cells x genes
   * @return this writer
   */
  public H5adWriter x(SparseRowFiles values) {
    x = expression(values);
    return this;
  }

  /**
   * Adds a layer that is copied from files when this one is written.
   *
   * @param name its name
   * @param values cells x genes
   * @return this writer
   */
  public H5adWriter layer(String name, SparseRowFiles values) {
    layers.put(name, expression(values));
    return this;
  }

  private Element expression(SparseRowFiles values) {
    check(values.rows(), cells.size(), "rows of a matrix");
    return (parent, key) -> rows(parent, key, values, genes.size());
  }

  private static void rows(WritableGroup parent, String name, SparseRowFiles values, int columns) {
    WritableGroup group = tag(parent.putGroup(name), "csr_matrix", "0.1.0");
    group.putAttribute("shape", new long[] {values.rows(), columns});
    long stored = values.stored();
    DataType single = DataType.fromObject(new float[1]);
    DataType integer = DataType.fromObject(new int[1]);
    group.putDataset(
        "data",
        new PiecewiseDataset("data", group, single, values.values(), stored, values.level()));
    group.putDataset(
        "indices",
        new PiecewiseDataset("indices", group, integer, values.columns(), stored, values.level()));
    boolean wide = stored > Integer.MAX_VALUE;
    long[] starts = values.rowStarts();
    group.putDataset(
        "indptr", wide ? starts : Arrays.stream(starts).mapToInt(Math::toIntExact).toArray());
  }

  private Element expression(FMatrixSparseCSC values, MatrixStorage storage) {
    check(values.getNumRows(), cells.size(), "rows of a matrix");
    check(values.getNumCols(), genes.size(), "columns of a matrix");
    return new MatrixElement(new FMatrixSparseCSC(values), storage)::write;
  }

  /**
   * Adds a column of real numbers to {@code obs}.
   *
   * @param name its name
   * @param values one per cell, NaN where missing
   * @return this writer
   */
  public H5adWriter obsFloats(String name, float[] values) {
    check(values.length, cells.size(), name);
    return obs(name, array(values.clone(), values.length));
  }

  /**
   * Adds a column of real numbers of double precision to {@code obs}.
   *
   * @param name its name
   * @param values one per cell, NaN where missing
   * @return this writer
   */
  public H5adWriter obsDoubles(String name, double[] values) {
    check(values.length, cells.size(), name);
    return obs(name, array(values.clone(), values.length));
  }

  /**
   * Adds a column of whole numbers to {@code obs}.
   *
   * @param name its name
   * @param values one per cell
   * @return this writer
   */
  public H5adWriter obsInts(String name, int[] values) {
    check(values.length, cells.size(), name);
    return obs(name, array(values.clone(), values.length));
  }

  /**
   * Adds a column of truth values to {@code obs}.
   *
   * @param name its name
   * @param values one per cell
   * @return this writer
   */
  public H5adWriter obsFlags(String name, boolean[] values) {
    check(values.length, cells.size(), name);
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return obs(
        name,
        (parent, key) ->
            tag(
                parent.putDataset(key, new RawDataset(key, parent, new HdfBoolean(), bytes)),
                "array",
                "0.2.0"));
  }

  /**
   * Adds a column of texts to {@code obs}.
   *
   * @param name its name
   * @param values one per cell
   * @return this writer
   */
  public H5adWriter obsTexts(String name, List<String> values) {
    check(values.size(), cells.size(), name);
    return obs(name, texts(values));
  }

  /**
   * Adds a column of categories to {@code obs}.
   *
   * @param name its name
   * @param categories labels, one or more
   * @param codes one per cell: position in {@code categories}, or -1 where missing
   * @return this writer
   */
  public H5adWriter obsCategories(String name, List<String> categories, int[] codes) {
    check(codes.length, cells.size(), name);
    return obs(name, categorical(categories, codes, false));
  }

  /**
   * Adds a column of categories that have an order to {@code obs}.
   *
   * @param name its name
   * @param categories labels from the first to the last, one or more
   * @param codes one per cell: position in {@code categories}, or -1 where missing
   * @return this writer
   */
  public H5adWriter obsOrderedCategories(String name, List<String> categories, int[] codes) {
    check(codes.length, cells.size(), name);
    return obs(name, categorical(categories, codes, true));
  }

  private H5adWriter obs(String name, Element column) {
    obs.put(name, column);
    return this;
  }

  /**
   * Adds a column of texts to {@code var}.
   *
   * @param name its name
   * @param values one per gene
   * @return this writer
   */
  public H5adWriter varTexts(String name, List<String> values) {
    check(values.size(), genes.size(), name);
    var.put(name, texts(values));
    return this;
  }

  /**
   * Adds a matrix with a row per cell.
   *
   * @param name its name, for example {@code X_umap}
   * @param values cells x dimensions
   * @return this writer
   */
  public H5adWriter obsm(String name, FMatrixRMaj values) {
    check(values.getNumRows(), cells.size(), "rows of " + name);
    float[][] rows = new float[values.getNumRows()][values.getNumCols()];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(values.data, row * values.getNumCols(), rows[row], 0, rows[row].length);
    }
    obsm.put(name, (parent, key) -> tag(parent.putDataset(key, rows), "array", "0.2.0"));
    return this;
  }

  /**
   * Adds a cell-by-cell graph, stored by rows.
   *
   * @param name its name, for example {@code connectivities}
   * @param values cells x cells, element (i, j) being the weight from i to j
   * @return this writer
   */
  public H5adWriter obsp(String name, DMatrixSparseCSC values) {
    check(values.getNumRows(), cells.size(), "rows of " + name);
    check(values.getNumCols(), cells.size(), "columns of " + name);
    FMatrixSparseCSC single =
        new FMatrixSparseCSC(values.getNumRows(), values.getNumCols(), values.nz_length);
    System.arraycopy(values.col_idx, 0, single.col_idx, 0, values.getNumCols() + 1);
    System.arraycopy(values.nz_rows, 0, single.nz_rows, 0, values.nz_length);
    for (int i = 0; i < values.nz_length; i++) {
      single.nz_values[i] = (float) values.nz_values[i];
    }
    single.nz_length = values.nz_length;
    obsp.put(name, new MatrixElement(single, MatrixStorage.of(MatrixStorage.Form.CSR))::write);
    return this;
  }

  /**
   * Adds texts to {@code uns}, for example the colors of categories.
   *
   * @param name its name, for example {@code louvain_colors}
   * @param values the texts
   * @return this writer
   */
  public H5adWriter unsTexts(String name, List<String> values) {
    uns.put(name, texts(values));
    return this;
  }

  /**
   * Writes the file. One that is there already is replaced.
   *
   * @param file where to
   * @throws IOException when it cannot be written, for example because the disk is full; nothing is
   *     left of it then, and the message names the file
   * @throws IllegalArgumentException when the name of a column cannot be stored, the names are too
   *     long together, or a dense matrix has no elements
   */
  public void write(Path file) throws IOException {
    frameHeader(obs.keySet());
    frameHeader(var.keySet());
    Files.deleteIfExists(file);
    boolean complete = false;
    try {
      writeAll(file);
      checkWhole(file);
      complete = true;
    } catch (HdfException | UncheckedIOException e) {
      throw new IOException(file + ": cannot be written: " + reason(e), e);
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** What the operating system said, if it said anything. */
  private static String reason(RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }

  /** A full disk may take a part of what is written and say nothing; jhdf does not notice. */
  private static void checkWhole(Path file) throws IOException {
    try (HdfContainer written = HdfContainer.open(file)) {
      written.root();
    } catch (MalformedH5adException e) {
      throw new IOException(file + ": cannot be written as a whole: No space left on device", e);
    }
  }

  private void writeAll(Path file) {
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      tag(hdf, "anndata", "0.1.0");
      // It would tell on which machine the file was written.
      hdf.removeAttribute("_jHDF");
      if (x != null) {
        x.write(hdf, "X");
      }
      frame(hdf, "obs", cells, obs);
      frame(hdf, "var", genes, var);
      mapping(hdf, "layers", layers);
      mapping(hdf, "obsm", obsm);
      mapping(hdf, "obsp", obsp);
      mapping(hdf, "uns", uns);
    }
  }

  private static void mapping(WritableGroup parent, String name, Map<String, Element> members) {
    // An empty group would come out damaged.
    if (!members.isEmpty()) {
      WritableGroup group = parent.putGroup(name);
      tag(group, "dict", "0.1.0");
      members.forEach((key, element) -> element.write(group, key));
    }
  }

  private static void frame(
      WritableGroup parent, String name, List<String> index, Map<String, Element> columns) {
    WritableGroup group = parent.putGroup(name);
    tag(group, "dataframe", "0.2.0");
    group.putAttribute("_index", "_index");
    if (columns.isEmpty()) {
      group.getAttributes().put("column-order", new NoTexts("column-order", group));
    } else {
      group.putAttribute("column-order", frameHeader(columns.keySet()));
    }
    texts(index).write(group, "_index");
    columns.forEach((key, element) -> element.write(group, key));
  }

  private static String[] frameHeader(Collection<String> columns) {
    int longest = 0;
    for (String column : columns) {
      Objects.requireNonNull(column, "column");
      longest = Math.max(longest, column.getBytes(StandardCharsets.UTF_8).length + 1);
      if (column.isEmpty() || column.contains("/") || column.equals("_index")) {
        throw new IllegalArgumentException("'" + column + "' cannot be the name of a column");
      }
    }
    if ((long) longest * columns.size() > MAX_ATTRIBUTE_BYTES) {
      throw new IllegalArgumentException(
          columns.size() + " columns with names of up to " + longest + " bytes are too many");
    }
    return columns.toArray(String[]::new);
  }

  static <T extends WritableNode> T tag(T node, String encoding, String version) {
    node.putAttribute("encoding-type", encoding);
    node.putAttribute("encoding-version", version);
    return node;
  }

  private static Element array(Object values, int length) {
    return (parent, key) -> tag(put(parent, key, values, length), "array", "0.2.0");
  }

  /** Writes an array of one dimension; jhdf cannot write those without elements. */
  static WritableNode put(WritableGroup parent, String key, Object values, int length) {
    return length == 0
        ? parent.putDataset(key, new RawDataset(key, parent, emptyType(values), new byte[0]))
        : parent.putDataset(key, values);
  }

  private static DataType emptyType(Object values) {
    Object one = Array.newInstance(values.getClass().getComponentType(), 1);
    if (one instanceof String[] texts) {
      texts[0] = "";
    }
    return DataType.fromObject(one);
  }

  private static Element texts(List<String> values) {
    String[] copy = List.copyOf(values).toArray(String[]::new);
    return (parent, key) -> tag(put(parent, key, copy, copy.length), "string-array", "0.2.0");
  }

  private static Element categorical(List<String> categories, int[] codes, boolean ordered) {
    List<String> labels = List.copyOf(categories);
    int[] copy = codes.clone();
    for (int code : copy) {
      if (code < -1 || code >= labels.size()) {
        throw new IllegalArgumentException(
            "a code of " + code + " with " + labels.size() + " categories");
      }
    }
    return (parent, key) -> {
      WritableGroup group = tag(parent.putGroup(key), "categorical", "0.2.0");
      group.getAttributes().put("ordered", new HdfBoolean.Value("ordered", group, ordered));
      array(narrowed(copy, labels.size()), copy.length).write(group, "codes");
      texts(labels).write(group, "categories");
    };
  }

  /** Codes in the least bytes that hold them, as pandas does. */
  private static Object narrowed(int[] codes, int categories) {
    if (categories > Short.MAX_VALUE) {
      return codes;
    }
    byte[] bytes = new byte[codes.length];
    short[] shorts = new short[codes.length];
    for (int i = 0; i < codes.length; i++) {
      bytes[i] = (byte) codes[i];
      shorts[i] = (short) codes[i];
    }
    return categories > Byte.MAX_VALUE ? shorts : bytes;
  }

  private static void check(int found, int expected, String what) {
    if (found != expected) {
      throw new IllegalArgumentException(what + ": expected " + expected + ", got " + found);
    }
  }
}
