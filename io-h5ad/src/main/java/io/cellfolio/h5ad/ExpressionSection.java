package io.cellfolio.h5ad;

import io.cellfolio.source.GeneMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the expression matrices, and the one that was asked for. */
final class ExpressionSection {
  private static final String RAW = "raw";
  private static final String LEGACY_RAW_MATRIX = "raw.X";
  private static final String LEGACY_RAW_GENES = "raw.var";
  private static final String LAYERS = "layers/";

  private final HdfGroup root;
  private final int nCells;
  private final DataFrameReader var;
  private Optional<GeneMatrix> chosen = Optional.empty();

  private ExpressionSection(HdfGroup root, int nCells, DataFrameReader var) {
    this.root = root;
    this.nCells = nCells;
    this.var = var;
  }

  static ExpressionSection read(
      HdfGroup root, int nCells, DataFrameReader var, Optional<String> layer, List<String> notices)
      throws IOException {
    ExpressionSection section = new ExpressionSection(root, nCells, var);
    section.chosen = section.choose(layer, notices);
    return section;
  }

  private Optional<GeneMatrix> choose(Optional<String> layer, List<String> notices)
      throws IOException {
    String wanted = layer.orElse("X");
    if ("X".equals(wanted)) {
      Optional<HdfObject> x = present(root.child("X"));
      if (x.isEmpty()) {
        notices.add(
            layer.isEmpty() && !available().isEmpty()
                ? "the file has no X; choose a layer: " + String.join(", ", available())
                : "the file has no X");
      }
      return matrix("X", x, var);
    }
    if (RAW.equals(wanted)) {
      Optional<HdfObject> raw = rawMatrix();
      if (raw.isPresent()) {
        return matrix("raw/X", raw, rawGenes());
      }
    }
    String name = wanted.startsWith(LAYERS) ? wanted.substring(LAYERS.length()) : wanted;
    Optional<HdfObject> layers = root.child("layers");
    return layers.isPresent() && layers.get() instanceof HdfGroup group
        ? matrix(LAYERS + name, present(group.find(name)), var)
        : Optional.empty();
  }

  private Optional<GeneMatrix> matrix(
      String location, Optional<HdfObject> element, DataFrameReader genes) throws IOException {
    if (element.isEmpty()) {
      return Optional.empty();
    }
    MatrixShape shape = MatrixShape.of(element.get(), nCells, genes.rows());
    return Optional.of(new H5adGeneMatrix(root.container(), location, shape, genes));
  }

  /** AnnData 0.12.0 wrote a null dataset where X is {@code None}. */
  private static Optional<HdfObject> present(Optional<HdfObject> element) throws IOException {
    return element.isPresent() && ElementEncoding.of(element.get()) == ElementEncoding.NULL
        ? Optional.empty()
        : element;
  }

  private Optional<HdfObject> rawMatrix() throws IOException {
    if (root.names().contains(LEGACY_RAW_MATRIX)) {
      return present(root.child(LEGACY_RAW_MATRIX));
    }
    Optional<HdfObject> raw = root.child(RAW);
    return raw.isPresent() && raw.get() instanceof HdfGroup group
        ? present(group.child("X"))
        : Optional.empty();
  }

  private DataFrameReader rawGenes() throws IOException {
    if (root.names().contains(LEGACY_RAW_GENES)) {
      return DataFrameReader.open(root, LEGACY_RAW_GENES);
    }
    return DataFrameReader.open(root, "raw/var");
  }

  Optional<GeneMatrix> chosen() {
    return chosen;
  }

  /** What a caller may choose from, sorted. */
  TreeSet<String> available() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    if (present(root.child("X")).isPresent()) {
      names.add("X");
    }
    if (rawMatrix().isPresent()) {
      names.add(RAW);
    }
    Optional<HdfObject> layers = root.child("layers");
    if (layers.isPresent() && layers.get() instanceof HdfGroup group) {
      names.addAll(group.names());
    }
    return names;
  }

  /** Every matrix that can be read, {@code X} first, then raw, then the layers by name. */
  List<MatrixProfile> profiles() throws IOException {
    List<MatrixProfile> profiles = new ArrayList<>();
    profile("X", present(root.child("X")), var.rows(), profiles);
    profile(RAW, rawMatrix(), -1, profiles);
    Optional<HdfObject> layers = root.child("layers");
    if (layers.isPresent() && layers.get() instanceof HdfGroup group) {
      for (String name : new TreeSet<>(group.names())) {
        try {
          profile(name, present(group.child(name)), var.rows(), profiles);
        } catch (IOException e) {
          // The summary lists it with the reason why it cannot be read.
          continue;
        }
      }
    }
    return List.copyOf(profiles);
  }

  private void profile(
      String layer, Optional<HdfObject> element, int columns, List<MatrixProfile> profiles)
      throws IOException {
    if (element.isPresent()) {
      try {
        MatrixShape shape = MatrixShape.of(element.get(), nCells, columns);
        profiles.add(new MatrixProfile(layer, element.get().path(), MatrixSample.kind(shape)));
      } catch (MalformedH5adException | UnsupportedEncodingException e) {
        // No matrix that could be chosen.
        return;
      }
    }
  }

  Optional<H5adSummary.Element> x() throws IOException {
    return root.names().contains("X")
        ? Optional.of(describe("/X", present(root.child("X")), var.rows()))
        : Optional.empty();
  }

  Optional<H5adSummary.Element> rawX() throws IOException {
    Optional<HdfObject> raw = rawMatrix();
    return raw.isPresent() ? Optional.of(describe(raw.get().path(), raw, -1)) : Optional.empty();
  }

  List<H5adSummary.Element> layers() throws IOException {
    List<H5adSummary.Element> layers = new ArrayList<>();
    Optional<HdfObject> found = root.child("layers");
    if (found.isPresent() && found.get() instanceof HdfGroup group) {
      for (String name : new TreeSet<>(group.names())) {
        String path = group.childPath(name);
        try {
          layers.add(describe(path, group.child(name), var.rows()));
        } catch (IOException e) {
          layers.add(ElementSummaries.unreadable(path, e.getMessage()));
        }
      }
    }
    return layers;
  }

  private H5adSummary.Element describe(String path, Optional<HdfObject> element, int columns)
      throws IOException {
    if (element.isEmpty()) {
      return ElementSummaries.unreadable(path, "it holds nothing");
    }
    try {
      return ElementSummaries.of(MatrixShape.of(element.get(), nCells, columns));
    } catch (IOException e) {
      return ElementSummaries.unreadable(element.get(), e.getMessage());
    }
  }
}
