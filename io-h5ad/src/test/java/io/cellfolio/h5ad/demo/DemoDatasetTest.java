package io.cellfolio.h5ad.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.h5ad.H5adFile;
import io.cellfolio.h5ad.H5adOptions;
import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.GeneColumn;
import io.cellfolio.source.GeneMatrix;
import io.cellfolio.source.MatrixSummary;
import io.cellfolio.source.MemoryBudget;
import io.cellfolio.source.ObsColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated dataset as a reader sees it. */
class DemoDatasetTest {
  private static final int CELLS = 600;
  private static final int GENES = 120;

  @TempDir static Path directory;
  private static Path file;

  @BeforeAll
  static void write() throws IOException {
    file = directory.resolve("demo.h5ad");
    DemoDataset.simulate(CELLS, GENES, 5).writeTo(file);
  }

  @Test
  void equalSeedsGiveEqualFilesAndOthersDoNot() throws IOException {
    DemoDataset dataset = DemoDataset.simulate(CELLS, GENES, 5);
    for (String name : List.of("second", "third")) {
      dataset.writeTo(directory.resolve(name));
      assertThat(Files.mismatch(file, directory.resolve(name))).as(name).isEqualTo(-1);
    }
    DemoDataset.simulate(CELLS, GENES, 6).writeTo(directory.resolve("other"));
    assertThat(Files.mismatch(file, directory.resolve("other"))).isNotEqualTo(-1);
  }

  @Test
  void holdsEverythingThatAnExportShows() throws IOException {
    try (H5adFile source = open()) {
      assertThat(source.nCells()).isEqualTo(CELLS);
      assertThat(source.obsm())
          .extracting(MatrixSummary::key, MatrixSummary::columns)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("X_pca", 20L),
              org.assertj.core.groups.Tuple.tuple("X_umap_2d", 2L),
              org.assertj.core.groups.Tuple.tuple("X_umap_3d", 3L),
              org.assertj.core.groups.Tuple.tuple("velocity_umap_2d", 2L),
              org.assertj.core.groups.Tuple.tuple("velocity_umap_3d", 3L));
      assertThat(source.obsp()).extracting(MatrixSummary::key).containsExactly("connectivities");
      assertThat(source.summary().uns()).contains("cell_type_colors", "leiden_colors");
      assertThat(source.summary().layers())
          .extracting(io.cellfolio.h5ad.H5adSummary.Element::path)
          .containsExactly("/layers/counts");
      assertThat(source.notices()).isEmpty();
    }
  }

  @Test
  void obsHasEveryKindOfColumn() throws IOException {
    try (H5adFile source = open()) {
      ObsColumn.Categorical types = (ObsColumn.Categorical) column(source, "cell_type");
      assertThat(types.categories()).hasSize(CellState.values().length);
      assertThat(IntStream.of(types.codes())).allMatch(code -> code >= 0);
      ObsColumn.Categorical donors = (ObsColumn.Categorical) column(source, "donor");
      assertThat(IntStream.of(donors.codes())).contains(-1);
      ObsColumn.Continuous time = (ObsColumn.Continuous) column(source, "pseudotime");
      int missing = 0;
      for (float value : time.values()) {
        missing += Float.isNaN(value) ? 1 : 0;
        assertThat(Float.isNaN(value) || value >= 0 && value <= 1).isTrue();
      }
      assertThat(missing).isBetween(CELLS / 20, CELLS / 2);
      assertThat(column(source, "predicted_doublet")).isInstanceOf(ObsColumn.Flags.class);
      ObsColumn.Text barcodes = (ObsColumn.Text) column(source, "barcode");
      assertThat(new HashSet<>(List.of(barcodes.values()))).hasSize(CELLS);
    }
  }

  @Test
  void theGraphIsExactlySymmetricWithoutDiagonal() throws IOException {
    try (H5adFile source = open()) {
      DMatrixSparseCSC graph = source.obspMatrix("connectivities");
      for (int column = 0; column < CELLS; column++) {
        int degree = graph.col_idx[column + 1] - graph.col_idx[column];
        assertThat(degree).isGreaterThanOrEqualTo(15);
        for (int i = graph.col_idx[column]; i < graph.col_idx[column + 1]; i++) {
          int row = graph.nz_rows[i];
          assertThat(row).isNotEqualTo(column);
          assertThat(graph.nz_values[i]).isGreaterThan(0).isLessThanOrEqualTo(1);
          assertThat(graph.get(column, row)).isEqualTo(graph.nz_values[i]);
        }
      }
    }
  }

  @Test
  void markersAreRaisedInTheirCellsAndTheLastGeneIsSilent() throws IOException {
    try (H5adFile source = open()) {
      GeneMatrix matrix = source.genes().orElseThrow();
      List<String> names = matrix.geneNames();
      assertThat(new HashSet<>(names)).hasSize(GENES);
      ObsColumn.Categorical types = (ObsColumn.Categorical) column(source, "cell_type");
      int marker = names.indexOf("CD3D");
      double[] in = new double[2];
      double[] out = new double[2];
      float[] values = gene(matrix, marker);
      for (int cell = 0; cell < CELLS; cell++) {
        double[] sum = types.codes()[cell] == CellState.T_CELL.ordinal() ? in : out;
        sum[0] += values[cell];
        sum[1]++;
      }
      assertThat(in[0] / in[1]).isGreaterThan(2 * out[0] / out[1]);
      assertThat(gene(matrix, GENES - 1)).containsOnly(0f);
    }
  }

  @Test
  void componentsFallInVarianceAndAreUncorrelated() throws IOException {
    try (H5adFile source = open()) {
      FMatrixRMaj scores = source.obsmMatrixFloat("X_pca");
      double last = Double.POSITIVE_INFINITY;
      for (int component = 0; component < 5; component++) {
        double variance = product(scores, component, component);
        assertThat(variance).isLessThan(last * 1.001);
        assertThat(Math.abs(product(scores, component, component + 1))).isLessThan(0.02 * variance);
        last = variance;
      }
    }
  }

  @Test
  void refusesSizesThatCannotBeSimulated() {
    assertThatThrownBy(() -> DemoDataset.simulate(49, 100, 1)).hasMessageContaining("got 49");
    assertThatThrownBy(() -> DemoDataset.simulate(100, 19, 1)).hasMessageContaining("and 19");
  }

  @Test
  void theSmallestDatasetCanBeRead() throws IOException {
    Path small = directory.resolve("small.h5ad");
    DemoDataset.simulate(DemoDataset.LEAST_CELLS, DemoDataset.LEAST_GENES, 3).writeTo(small);
    try (H5adFile source = H5adFile.open(small, H5adOptions.defaults())) {
      assertThat(source.nCells()).isEqualTo(DemoDataset.LEAST_CELLS);
      assertThat(source.obspMatrix("connectivities").nz_length).isPositive();
    }
  }

  @Test
  void aDensityIsMetAndTheLayerLeftOut() throws IOException {
    for (double density : new double[] {0.03, 0.15, 0.4}) {
      Path some = directory.resolve("density.h5ad");
      DemoDataset.simulate(2000, 400, 8).withDensity(density).writeTo(some);
      try (H5adFile source = H5adFile.open(some, H5adOptions.defaults())) {
        double share = 0;
        for (int gene = 0; gene < 400; gene++) {
          for (float value : gene(source.genes().orElseThrow(), gene)) {
            share += value > 0 ? 1 / (2000.0 * 400) : 0;
          }
        }
        assertThat(share).as("density %s", density).isBetween(0.9 * density, 1.1 * density);
        assertThat(source.summary().layers()).isEmpty();
        assertThat(source.notices()).isEmpty();
      }
    }
    assertThatThrownBy(() -> DemoDataset.simulate(100, 100, 1).withDensity(0.91))
        .hasMessage("density: expected more than 0 to 0.9, got 0.91");
    assertThatThrownBy(() -> DemoDataset.simulate(1_000_000, 50_000, 1).withDensity(0.05))
        .hasMessage("about 2500000000 values above 0: expected at most 2147483647");
  }

  @Test
  void compressionChangesNoValue() throws IOException {
    Path plain = directory.resolve("plain.h5ad");
    Path packed = directory.resolve("packed.h5ad");
    // More than one chunk.
    DemoDataset dataset = DemoDataset.simulate(3000, 300, 4);
    dataset.writeTo(plain);
    dataset.compressed(6).writeTo(packed);
    assertThat(Files.size(packed)).isLessThan(Files.size(plain) * 2 / 3);
    try (H5adFile a = H5adFile.open(plain, H5adOptions.defaults());
        H5adFile b = H5adFile.open(packed, H5adOptions.defaults())) {
      GeneMatrix left = a.genes().orElseThrow();
      GeneMatrix right = b.genes().orElseThrow();
      for (int gene = 0; gene < 300; gene += 50) {
        assertThat(gene(right, gene)).as("gene %d", gene).isEqualTo(gene(left, gene));
      }
    }
  }

  @Test
  void noScratchFileIsLeft() throws IOException {
    Path own = Files.createDirectory(directory.resolve("own"));
    DemoDataset.simulate(60, 30, 1).writeTo(own.resolve("a.h5ad"));
    assertThatThrownBy(() -> DemoDataset.simulate(60, 30, 1).writeTo(own.resolve("b/c.h5ad")))
        .isInstanceOf(IOException.class);
    try (Stream<Path> files = Files.list(own)) {
      assertThat(files).containsExactly(own.resolve("a.h5ad"));
    }
  }

  @Test
  void theGraphConnectsTheNearest() {
    SimulatedCells cells = SimulatedCells.draw(700, Draws.seeded(31));
    NearestCells search = new NearestCells(cells, 15);
    for (int cell = 0; cell < cells.size(); cell++) {
      int one = cell;
      search.find(cell);
      double[] expected =
          IntStream.range(0, cells.size())
              .filter(other -> other != one)
              .mapToDouble(other -> distance(cells, one, other))
              .sorted()
              .limit(15)
              .toArray();
      for (int i = 0; i < 15; i++) {
        assertThat(search.distance(i)).as("cell %d, neighbor %d", cell, i).isEqualTo(expected[i]);
        assertThat(distance(cells, cell, search.cell(i))).isEqualTo(expected[i]);
      }
    }
  }

  private static double distance(SimulatedCells cells, int a, int b) {
    double sum = 0;
    for (int axis = 0; axis < SimulatedCells.AXES; axis++) {
      double d = cells.place(a, axis) - cells.place(b, axis);
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  @Test
  void aliasTablesDrawByWeight() {
    double[] weights = {0, 3, 1, 0.5, 0, 5.5};
    AliasTable table = new AliasTable(weights);
    Draws draws = Draws.seeded(12);
    int[] drawn = new int[weights.length];
    for (int i = 0; i < 100_000; i++) {
      drawn[table.draw(draws.bits())]++;
    }
    for (int i = 0; i < weights.length; i++) {
      assertThat((double) drawn[i])
          .as("number %d", i)
          .isCloseTo(10_000 * weights[i], org.assertj.core.data.Offset.offset(600.0));
    }
    assertThat(drawn[0] + drawn[4]).isZero();
  }

  private H5adFile open() throws IOException {
    return H5adFile.open(file, H5adOptions.defaults());
  }

  private static ObsColumn column(H5adFile source, String name) throws IOException {
    return source.obsColumn(source.obsNames().indexOf(name));
  }

  private static double product(FMatrixRMaj scores, int a, int b) {
    double sum = 0;
    for (int row = 0; row < scores.numRows; row++) {
      sum += (double) scores.get(row, a) * scores.get(row, b);
    }
    return sum;
  }

  private static float[] gene(GeneMatrix matrix, int gene) throws IOException {
    try (GeneBlockCursor cursor = matrix.openBlocks(new int[] {gene}, MemoryBudget.megabytes(16))) {
      GeneBlock block = cursor.next().orElseThrow();
      float[] values = new float[block.gene(0).nCells()];
      if (block.gene(0) instanceof GeneColumn.Sparse sparse) {
        for (int i = sparse.from(); i < sparse.to(); i++) {
          values[sparse.cells()[i]] = sparse.values()[i];
        }
      } else if (block.gene(0) instanceof GeneColumn.Dense dense) {
        System.arraycopy(dense.values(), dense.from(), values, 0, values.length);
      }
      return values;
    }
  }
}
