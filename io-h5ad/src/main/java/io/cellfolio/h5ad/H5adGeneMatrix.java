package io.cellfolio.h5ad;

import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.GeneMatrix;
import io.cellfolio.source.GeneSample;
import io.cellfolio.source.MemoryBudget;
import io.cellfolio.source.ObsColumn;
import io.cellfolio.source.ReadingPlan;
import io.cellfolio.source.Resources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An expression matrix of a file, with its genes. */
final class H5adGeneMatrix implements GeneMatrix {
  private final HdfContainer container;
  private final String location;
  private final MatrixShape shape;
  private final DataFrameReader var;

  H5adGeneMatrix(HdfContainer container, String location, MatrixShape shape, DataFrameReader var) {
    this.container = container;
    this.location = location;
    this.shape = shape;
    this.var = var;
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public String storage() {
    return shape.storage();
  }

  /** What a sample of the values looks like. */
  MatrixKind kind() {
    return MatrixSample.kind(shape);
  }

  @Override
  public int nGenes() {
    return var.rows();
  }

  @Override
  public List<String> geneNames() throws IOException {
    return container.call(var.path(), var::index);
  }

  @Override
  public List<String> varTextColumns() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < var.columns().size(); i++) {
      int position = i;
      try {
        String kind = container.call(var.path(), () -> var.summary(position)).kind();
        if ("text".equals(kind) || "categorical".equals(kind)) {
          names.add(var.columns().get(i));
        }
      } catch (IOException e) {
        // A column that cannot be read cannot serve as names; asking for it by name says why.
        continue;
      }
    }
    return List.copyOf(names);
  }

  @Override
  public Optional<List<String>> geneNames(String column) throws IOException {
    int position = var.columns().indexOf(column);
    if (position < 0) {
      return Optional.empty();
    }
    ObsColumn values = container.call(var.path(), () -> var.column(position));
    if (values instanceof ObsColumn.Text text) {
      return Optional.of(Arrays.asList(text.values()));
    }
    return values instanceof ObsColumn.Categorical categorical
        ? decoded(categorical)
        : Optional.empty();
  }

  private static Optional<List<String>> decoded(ObsColumn.Categorical column) {
    List<String> names = new ArrayList<>(column.codes().length);
    for (int code : column.codes()) {
      if (code < 0) {
        names.add(null);
      } else if (column.categories().get(code) instanceof CategoryLabel.Text label) {
        names.add(label.value());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }

  @Override
  public ReadingPlan plan(int[] columns, Resources resources) throws IOException {
    if (columns.length == 0 || !(shape instanceof MatrixShape.Csr csr)) {
      return ReadingPlan.direct();
    }
    return container.call("/" + location, () -> CsrWay.plan(csr.parts(), columns, resources));
  }

  @Override
  public GeneSample sample(int[] columns, long elements) throws IOException {
    return container.call("/" + location, () -> GeneSamples.of(shape, columns.clone(), elements));
  }

  @Override
  public GeneBlockCursor openBlocks(int[] columns, Resources resources) throws IOException {
    int[] requested = columns.clone();
    for (int i = 0; i < requested.length; i++) {
      if (requested[i] < 0
          || requested[i] >= nGenes()
          || i > 0 && requested[i] <= requested[i - 1]) {
        throw new IllegalArgumentException(
            location + ": genes must ascend from 0 to " + (nGenes() - 1) + ", got " + requested[i]);
      }
    }
    if (requested.length == 0) {
      return new NoBlocks();
    }
    return container.call("/" + location, () -> open(requested, resources));
  }

  private GeneBlockCursor open(int[] columns, Resources resources) throws IOException {
    if (shape instanceof MatrixShape.Csr csr) {
      return CsrWay.open(csr.parts(), columns, resources);
    }
    MemoryBudget share = resources.memory().dividedBy(resources.threads());
    if (shape instanceof MatrixShape.Csc csc) {
      return new CscBlockReader(csc.parts(), columns, share);
    }
    return new DenseBlockReader((MatrixShape.Dense) shape, columns, share);
  }

  private static final class NoBlocks implements GeneBlockCursor {
    @Override
    public Optional<GeneBlock> next() {
      return Optional.empty();
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
