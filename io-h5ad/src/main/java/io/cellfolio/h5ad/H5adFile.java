package io.cellfolio.h5ad;

import io.cellfolio.source.CellRows;
import io.cellfolio.source.CellSource;
import io.cellfolio.source.ExactRows;
import io.cellfolio.source.GeneMatrix;
import io.cellfolio.source.GraphRows;
import io.cellfolio.source.MatrixSummary;
import io.cellfolio.source.ObsColumn;
import io.cellfolio.source.ObsPieces;
import io.cellfolio.source.SourceMark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;

/**
 * One {@code .h5ad} file as a {@link CellSource}. Opening reads metadata only; all methods may be
 * called from several threads.
 *
 * <p>Damaged or contradictory files are refused with {@link MalformedH5adException}, valid ones
 * that need something this reader does not have with {@link UnsupportedEncodingException}. A column
 * or matrix of an unknown kind refuses nothing: it is listed with the reason why it cannot be read.
 */
public final class H5adFile implements CellSource {
  private final HdfContainer container;
  private final HdfGroup root;
  private final DataFrameReader obs;
  private final DataFrameReader var;
  private final ExpressionSection expression;
  private final TreeMap<String, ObsmElement> obsm;
  private final TreeMap<String, ObspSection.Graph> obsp;
  private final List<String> notices;

  private H5adFile(HdfContainer container, H5adOptions options) throws IOException {
    this.container = container;
    List<String> found = new ArrayList<>();
    this.root = RootChecks.root(container, options.modality());
    this.obs = DataFrameReader.open(root, "obs");
    this.var = DataFrameReader.open(root, "var");
    this.expression = ExpressionSection.read(root, obs.rows(), var, options.layer(), found);
    this.obsm = ObsmSection.read(root, obs.rows());
    this.obsp = ObspSection.read(root, obs.rows());
    this.notices = List.copyOf(found);
  }

  /**
   * Opens a file.
   *
   * @param file the file
   * @param options what to read of it
   * @return the file, which the caller closes
   * @throws MalformedH5adException when the file is no HDF5, is truncated, lacks {@code obs} or
   *     {@code var}, or its parts contradict each other
   * @throws UnsupportedEncodingException when it is valid but cannot be read here
   * @throws IOException when the file cannot be accessed
   * @throws NoSuchPartException when the file has no layer or modality of the given name
   */
  public static H5adFile open(Path file, H5adOptions options) throws IOException {
    HdfContainer container = HdfContainer.open(file);
    boolean opened = false;
    try {
      H5adFile h5ad = openInside(container, options);
      opened = true;
      return h5ad;
    } finally {
      if (!opened) {
        container.close();
      }
    }
  }

  /**
   * Whether a directory holds a Zarr store, which {@link #open(Path, H5adOptions)} turns away with
   * advice.
   *
   * @param directory any path
   * @return true when it bears a mark of Zarr
   */
  public static boolean isZarrStore(Path directory) {
    return ForeignBytes.isZarrStore(directory);
  }

  private static H5adFile openInside(HdfContainer container, H5adOptions options)
      throws IOException {
    String layer = options.layer().orElse("");
    H5adFile opened = container.call("/", () -> new H5adFile(container, options));
    if (!layer.isEmpty() && opened.genes().isEmpty()) {
      throw new NoSuchPartException(
          "layer",
          container.name()
              + ": no layer '"
              + layer
              + "'; there is "
              + String.join(", ", opened.expression.available()));
    }
    return opened;
  }

  @Override
  public String name() {
    return container.name();
  }

  @Override
  public int nCells() {
    return obs.rows();
  }

  @Override
  public List<String> obsNames() {
    return obs.columns();
  }

  @Override
  public ObsColumn obsColumn(int column) throws IOException {
    String name = obs.columns().get(column);
    return container.call(obs.path() + "/" + name, () -> obs.column(column));
  }

  @Override
  public ObsPieces obsPieces(int column) throws IOException {
    String name = obs.columns().get(column);
    return container.call(obs.path() + "/" + name, () -> obs.pieces(column));
  }

  @Override
  public List<MatrixSummary> obsm() {
    List<MatrixSummary> summaries = new ArrayList<>(obsm.size());
    for (ObsmElement element : obsm.values()) {
      summaries.add(element.summary());
    }
    return summaries;
  }

  @Override
  public DMatrixRMaj obsmMatrix(String key) throws IOException {
    ObsmElement element = readable(key, Double.BYTES);
    return container.call(element.element().path(), element::readDouble);
  }

  @Override
  public FMatrixRMaj obsmMatrixFloat(String key) throws IOException {
    ObsmElement element = readable(key, Float.BYTES);
    return container.call(element.element().path(), element::readFloat);
  }

  @Override
  public CellRows obsmRows(String key) throws IOException {
    return new ElementRows(container, readable(key));
  }

  @Override
  public ExactRows obsmExactRows(String key) throws IOException {
    return new ElementRows(container, readable(key));
  }

  private static long saturated(long a, long b) {
    return b != 0 && a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }

  private ObsmElement readable(String key, int width) throws IOException {
    ObsmElement element = readable(key);
    MatrixSummary summary = element.summary();
    container.requireHeap(
        element.element().path(), saturated(saturated(summary.rows(), summary.columns()), width));
    return element;
  }

  private ObsmElement readable(String key) {
    ObsmElement element = obsm.get(key);
    if (element == null || !element.summary().readable()) {
      throw new IllegalArgumentException(
          name()
              + ": obsm '"
              + key
              + "' cannot be read: "
              + (element == null ? "there is none" : element.summary().unreadable()));
    }
    return element;
  }

  @Override
  public List<MatrixSummary> obsp() {
    List<MatrixSummary> summaries = new ArrayList<>(obsp.size());
    for (ObspSection.Graph graph : obsp.values()) {
      summaries.add(graph.summary());
    }
    return summaries;
  }

  @Override
  public DMatrixSparseCSC obspMatrix(String key) throws IOException {
    MatrixShape shape = graph(key);
    return container.call(obsp.get(key).element().path(), () -> DoubleColumns.read(shape));
  }

  @Override
  public GraphRows obspRows(String key) throws IOException {
    MatrixShape shape = graph(key);
    return container.call(obsp.get(key).element().path(), () -> SparseGraphRows.of(shape));
  }

  private MatrixShape graph(String key) {
    ObspSection.Graph graph = obsp.get(key);
    if (graph == null || graph.shape().isEmpty()) {
      throw new IllegalArgumentException(
          name()
              + ": obsp '"
              + key
              + "' cannot be read: "
              + (graph == null ? "there is none" : graph.summary().unreadable()));
    }
    return graph.shape().get();
  }

  @Override
  public OptionalLong obspEntries(String key) throws IOException {
    MatrixShape shape = obsp.get(key).shape().orElseThrow();
    if (shape instanceof MatrixShape.Csr csr) {
      return OptionalLong.of(csr.parts().stored());
    }
    return shape instanceof MatrixShape.Csc csc
        ? OptionalLong.of(csc.parts().stored())
        : OptionalLong.empty();
  }

  @Override
  public Optional<GeneMatrix> genes() {
    return expression.chosen();
  }

  @Override
  public List<String> notices() {
    return notices;
  }

  /**
   * Tells what the chosen expression matrix looks like, by a bounded sample.
   *
   * @return the kind of its values; unknown when there is no matrix or no sample could be read
   * @throws IOException when the file cannot be read
   */
  public MatrixKind expressionKind() throws IOException {
    return expression.chosen().isPresent()
            && expression.chosen().get() instanceof H5adGeneMatrix matrix
        ? container.call("/" + matrix.location(), matrix::kind)
        : MatrixKind.UNKNOWN;
  }

  /**
   * Tells what the expression matrices look like, by a bounded sample of each.
   *
   * @return every matrix that can be read: {@code X}, then {@code raw}, then the layers by name
   * @throws IOException when the file is damaged or cannot be read
   */
  public List<MatrixProfile> matrixProfiles() throws IOException {
    return container.call("/", expression::profiles);
  }

  /**
   * Describes the file without reading its data.
   *
   * @return a tree of what is in it
   * @throws IOException when the file is damaged or cannot be read
   */
  public H5adSummary summary() throws IOException {
    return container.call("/", this::summarize);
  }

  private H5adSummary summarize() throws IOException {
    return new H5adSummary(
        name(),
        container.size(),
        RootChecks.generation(root),
        obs.rows(),
        var.rows(),
        expression.x(),
        expression.rawX(),
        expression.layers(),
        columns(obs),
        columns(var),
        obsm.values().stream().map(ObsmElement::element).toList(),
        obsp.values().stream().map(ObspSection.Graph::element).toList(),
        RootChecks.unsNames(root),
        notices);
  }

  private static List<H5adSummary.Column> columns(DataFrameReader frame) throws IOException {
    List<H5adSummary.Column> columns = new ArrayList<>();
    for (int i = 0; i < frame.columns().size(); i++) {
      columns.add(frame.summary(i));
    }
    return columns;
  }

  @Override
  public Optional<SourceMark> mark() throws IOException {
    return Optional.of(container.mark());
  }

  @Override
  public void close() throws IOException {
    container.close();
  }
}
