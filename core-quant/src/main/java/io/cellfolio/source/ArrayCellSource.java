package io.cellfolio.source;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;

/**
 * Cells that are in memory already. Arrays and matrices are shared, not copied: they must not
 * change while the source is in use, and what it hands out must not be written to.
 */
public final class ArrayCellSource implements CellSource {
  private final String name;
  private final int nCells;
  private final List<ObsColumn> obs;
  private final NavigableMap<String, CellMatrix> obsm;
  private final NavigableMap<String, DMatrixSparseCSC> obsp;
  private final Optional<GeneMatrix> genes;

  private ArrayCellSource(Builder builder) {
    name = builder.name;
    nCells = builder.nCells;
    obs = List.copyOf(builder.obs);
    obsm = new TreeMap<>(builder.obsm);
    obsp = new TreeMap<>();
    builder.obsp.forEach((key, graph) -> obsp.put(key, SortedCsc.of(graph)));
    genes = Optional.ofNullable(builder.genes).map(g -> g.matrix(builder.varText));
  }

  /**
   * Starts a source.
   *
   * @param name the source's name for messages and default titles
   * @param nCells the number of cells, zero or more
   * @return an empty builder
   */
  public static Builder builder(String name, int nCells) {
    return new Builder(name, nCells);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int nCells() {
    return nCells;
  }

  @Override
  public List<String> obsNames() {
    return obs.stream().map(ObsColumn::name).toList();
  }

  @Override
  public ObsColumn obsColumn(int column) {
    return obs.get(column);
  }

  @Override
  public List<MatrixSummary> obsm() {
    return obsm.entrySet().stream()
        .map(
            e ->
                new MatrixSummary(
                    e.getKey(),
                    e.getValue().rows(),
                    e.getValue().columns(),
                    e.getValue().storage(),
                    ""))
        .toList();
  }

  @Override
  public DMatrixRMaj obsmMatrix(String key) {
    return found(obsm, "obsm", key).asDouble();
  }

  @Override
  public FMatrixRMaj obsmMatrixFloat(String key) {
    return found(obsm, "obsm", key).asSingle();
  }

  @Override
  public CellRows obsmRows(String key) {
    return found(obsm, "obsm", key).singleRows();
  }

  @Override
  public ExactRows obsmExactRows(String key) {
    return found(obsm, "obsm", key).exactRows();
  }

  @Override
  public List<MatrixSummary> obsp() {
    return obsp.entrySet().stream()
        .map(
            e ->
                new MatrixSummary(
                    e.getKey(),
                    nCells,
                    nCells,
                    SortedCsc.storage("float64", e.getValue().nz_length),
                    ""))
        .toList();
  }

  @Override
  public DMatrixSparseCSC obspMatrix(String key) {
    return found(obsp, "obsp", key);
  }

  @Override
  public Optional<GeneMatrix> genes() {
    return genes;
  }

  @Override
  public List<String> notices() {
    return List.of();
  }

  @Override
  public void close() {
    // Nothing is held that the garbage collector does not free.
  }

  private <T> T found(NavigableMap<String, T> map, String group, String key) {
    T value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          name + ": " + group + "/" + key + " is not there; there are " + map.keySet());
    }
    return value;
  }

  /** Collects the parts of a source and checks them all at the end. */
  public static final class Builder {
    private final String name;
    private final int nCells;
    private final List<ObsColumn> obs = new ArrayList<>();
    private final NavigableMap<String, CellMatrix> obsm = new TreeMap<>();
    private final NavigableMap<String, DMatrixSparseCSC> obsp = new TreeMap<>();
    private final NavigableMap<String, List<String>> varText = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private ArrayGenes genes;

    private Builder(String name, int nCells) {
      this.name = Objects.requireNonNull(name, "name");
      this.nCells = nCells;
    }

    /**
     * Adds an obs column.
     *
     * @param column the column, of any kind
     * @return this builder
     */
    public Builder obs(ObsColumn column) {
      obs.add(Objects.requireNonNull(column, "column"));
      return this;
    }

    /**
     * Adds an obs column of numbers.
     *
     * @param column its name
     * @param values one per cell, NaN where missing
     * @return this builder
     */
    public Builder obs(String column, float[] values) {
      return obs(new ObsColumn.Continuous(column, values));
    }

    /**
     * Adds an obs column of text.
     *
     * @param column its name
     * @param values one per cell, {@code null} where missing
     * @return this builder
     */
    public Builder obs(String column, String[] values) {
      return obs(new ObsColumn.Text(column, values));
    }

    /**
     * Adds an obs column of truth values.
     *
     * @param column its name
     * @param values one per cell; copied
     * @return this builder
     */
    public Builder obs(String column, boolean[] values) {
      byte[] flags = new byte[values.length];
      for (int cell = 0; cell < values.length; cell++) {
        flags[cell] = (byte) (values[cell] ? 1 : 0);
      }
      return obs(new ObsColumn.Flags(column, flags));
    }

    /**
     * Adds an obs column of declared categories.
     *
     * @param column its name
     * @param categories text labels in their order; copied
     * @param codes one per cell: position in {@code categories}, -1 where missing
     * @return this builder
     */
    public Builder obs(String column, List<String> categories, int[] codes) {
      List<CategoryLabel> labels = new ArrayList<>(categories.size());
      for (String category : categories) {
        labels.add(new CategoryLabel.Text(category));
      }
      return obs(new ObsColumn.Categorical(column, labels, codes));
    }

    /**
     * Adds a matrix with a row per cell: an embedding, a latent space, a vector field.
     *
     * @param key its name, for example {@code X_umap}
     * @param rows one array per cell, all of one length; copied
     * @return this builder
     */
    public Builder obsm(String key, double[][] rows) {
      int columns = rows.length == 0 ? 0 : rows[0].length;
      for (int cell = 0; cell < rows.length; cell++) {
        if (rows[cell].length != columns) {
          problems.add(
              "obsm/"
                  + key
                  + ": expected rows of "
                  + columns
                  + " columns, got "
                  + rows[cell].length
                  + " in cell "
                  + cell);
          return this;
        }
      }
      DMatrixRMaj matrix = new DMatrixRMaj(rows.length, columns);
      for (int cell = 0; cell < rows.length; cell++) {
        System.arraycopy(rows[cell], 0, matrix.data, cell * columns, columns);
      }
      return obsm(key, matrix);
    }

    /**
     * Adds a matrix with a row per cell in double precision.
     *
     * @param key its name, for example {@code X_umap}
     * @param matrix one row per cell
     * @return this builder
     */
    public Builder obsm(String key, DMatrixRMaj matrix) {
      return obsm(key, new CellMatrix.OfDouble(matrix));
    }

    /**
     * Adds a matrix with a row per cell in single precision.
     *
     * @param key its name, for example {@code X_pca}
     * @param matrix one row per cell
     * @return this builder
     */
    public Builder obsm(String key, FMatrixRMaj matrix) {
      return obsm(key, new CellMatrix.OfSingle(matrix));
    }

    private Builder obsm(String key, CellMatrix matrix) {
      if (obsm.put(Objects.requireNonNull(key, "key"), matrix) != null) {
        problems.add("obsm/" + key + ": given twice");
      }
      return this;
    }

    /**
     * Adds a cell-by-cell graph.
     *
     * @param key its name, for example {@code connectivities}
     * @param graph cells x cells, element (i, j) being the weight from i to j; copied only when
     *     rows of a column are out of order
     * @return this builder
     */
    public Builder obsp(String key, DMatrixSparseCSC graph) {
      Objects.requireNonNull(graph, "graph");
      if (obsp.put(Objects.requireNonNull(key, "key"), graph) != null) {
        problems.add("obsp/" + key + ": given twice");
      }
      return this;
    }

    /**
     * Sets the expression matrix, sparse.
     *
     * @param cellsByGenes one row per cell, one column per gene; copied only when rows of a column
     *     are out of order
     * @param geneNames one per gene
     * @return this builder
     */
    public Builder genes(FMatrixSparseCSC cellsByGenes, List<String> geneNames) {
      return genes(new ArrayGenes.OfSparse(cellsByGenes, geneNames));
    }

    /**
     * Sets the expression matrix, dense.
     *
     * @param genesByCells one row per gene, one column per cell
     * @param geneNames one per gene
     * @return this builder
     */
    public Builder genes(FMatrixRMaj genesByCells, List<String> geneNames) {
      return genes(new ArrayGenes.OfDense(genesByCells, geneNames));
    }

    private Builder genes(ArrayGenes matrix) {
      if (genes != null) {
        problems.add("X: given twice");
      }
      genes = matrix;
      return this;
    }

    /**
     * Adds a var column that can serve as gene names.
     *
     * @param column its name, for example {@code gene_symbols}
     * @param values one per gene, {@code null} where missing; copied
     * @return this builder
     */
    public Builder varText(String column, List<String> values) {
      if (varText.put(column, new ArrayList<>(values)) != null) {
        problems.add("var/" + column + ": given twice");
      }
      return this;
    }

    /**
     * Checks everything and makes the source.
     *
     * @return the source
     * @throws IllegalArgumentException when lengths or codes do not fit together; the message lists
     *     every problem on a line of its own
     */
    public ArrayCellSource build() {
      List<String> all = new ArrayList<>(problems);
      ArrayChecks checks = new ArrayChecks(nCells, all);
      checks.cells();
      obs.forEach(checks::obs);
      obsm.forEach(checks::obsm);
      obsp.forEach(checks::obsp);
      checks.genes(Optional.ofNullable(genes), varText);
      if (!all.isEmpty()) {
        throw new IllegalArgumentException(
            name
                + ": "
                + all.size()
                + (all.size() == 1 ? " problem" : " problems")
                + "\n  "
                + String.join("\n  ", all));
      }
      return new ArrayCellSource(this);
    }
  }
}
