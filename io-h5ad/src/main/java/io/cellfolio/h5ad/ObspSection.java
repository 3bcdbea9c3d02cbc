package io.cellfolio.h5ad;

import io.cellfolio.source.MatrixSummary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the cell-by-cell graphs, where AnnData puts them now and where it did before 0.7. */
final class ObspSection {
  private static final String CONNECTIVITIES = "connectivities";
  private static final String NEIGHBORS = "uns/neighbors";
  private static final List<String> LEGACY_KEYS = List.of(CONNECTIVITIES, "distances");

  /**
   * A graph.
   *
   * @param shape where it is; empty when it cannot be read
   */
  record Graph(MatrixSummary summary, H5adSummary.Element element, Optional<MatrixShape> shape) {}

  private final int nCells;

  private ObspSection(int nCells) {
    this.nCells = nCells;
  }

  static TreeMap<String, Graph> read(HdfGroup root, int nCells) throws IOException {
    ObspSection section = new ObspSection(nCells);
    TreeMap<String, Graph> found = new TreeMap<>();
    Optional<HdfObject> obsp = root.child("obsp");
    if (obsp.isPresent() && obsp.get() instanceof HdfGroup group) {
      for (String key : group.names()) {
        found.put(key, section.graph(group, key));
      }
    }
    if (obsp.isPresent()
        && obsp.get() instanceof HdfGroup group
        && !found.containsKey(CONNECTIVITIES)) {
      Optional<String> other = named(root).filter(found::containsKey);
      if (other.isPresent()) {
        found.put(CONNECTIVITIES, section.graph(group, other.get(), CONNECTIVITIES));
      }
    }
    Optional<HdfObject> legacy = uns(root, NEIGHBORS);
    if (legacy.isPresent() && legacy.get() instanceof HdfGroup group) {
      for (String key : LEGACY_KEYS) {
        if (group.names().contains(key) && !found.containsKey(key)) {
          Graph graph = section.graph(group, key);
          if (graph.shape().isPresent()) {
            found.put(key, graph);
          }
        }
      }
    }
    return found;
  }

  private static Optional<HdfObject> uns(HdfGroup root, String path) {
    try {
      return root.find(path);
    } catch (IOException e) {
      // Unstructured annotation that cannot be read is no reason to refuse the file.
      return Optional.empty();
    }
  }

  /** Where scanpy says that it put the graph of neighbors. */
  private static Optional<String> named(HdfGroup root) {
    try {
      Optional<HdfObject> key = root.find(NEIGHBORS + "/connectivities_key");
      if (key.isPresent()
          && key.get() instanceof HdfDataset dataset
          && ElementEncoding.of(dataset) == ElementEncoding.TEXT) {
        String[] texts = VectorReader.texts(dataset);
        return texts.length == 1 ? Optional.ofNullable(texts[0]) : Optional.empty();
      }
      return Optional.empty();
    } catch (IOException e) {
      // Unstructured annotation that cannot be read is no reason to refuse the file.
      return Optional.empty();
    }
  }

  private Graph graph(HdfGroup group, String key) {
    return graph(group, key, key);
  }

  private Graph graph(HdfGroup group, String member, String key) {
    String path = group.childPath(member);
    try {
      Optional<HdfObject> element = group.child(member);
      if (element.isEmpty()) {
        return unreadable(key, ElementSummaries.unreadable(path, "it is a link to nothing"));
      }
      ElementEncoding encoding = ElementEncoding.of(element.get());
      if (encoding != ElementEncoding.CSR
          && encoding != ElementEncoding.CSC
          && encoding != ElementEncoding.DENSE) {
        String problem = "its encoding is " + ElementEncoding.describe(element.get());
        return unreadable(key, ElementSummaries.unreadable(element.get(), problem));
      }
      MatrixShape shape = MatrixShape.of(element.get(), nCells, nCells);
      shape.checkFilters();
      return new Graph(
          new MatrixSummary(key, shape.rows(), shape.columns(), shape.storage(), ""),
          ElementSummaries.of(shape),
          Optional.of(shape));
    } catch (IOException e) {
      return unreadable(key, ElementSummaries.unreadable(path, e.getMessage()));
    }
  }

  private static Graph unreadable(String key, H5adSummary.Element element) {
    long rows = element.shape().isEmpty() ? 0 : element.shape().get(0);
    long columns = element.shape().size() < 2 ? 0 : element.shape().get(1);
    return new Graph(
        new MatrixSummary(key, rows, columns, element.encoding(), element.problem()),
        element,
        Optional.empty());
  }
}
