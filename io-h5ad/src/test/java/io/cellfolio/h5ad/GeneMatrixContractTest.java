package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.h5ad.MatrixStorage.Form;
import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneMatrix;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.FMatrixSparseCSC;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every storage of an expression matrix must do alike. */
class GeneMatrixContractTest {
  private static final int CELLS = 701;
  private static final int GENES = 503;
  private static final long SEED = 20251;

  @TempDir Path directory;

  static Stream<MatrixStorage> storages() {
    List<MatrixStorage> storages = new ArrayList<>();
    for (Form form : Form.values()) {
      MatrixStorage plain = MatrixStorage.of(form);
      storages.add(plain);
      storages.add(plain.withLongIndices());
      storages.add(plain.chunked(64));
      storages.add(plain.chunked(97).gzipped().withLongIndices());
      storages.add(plain.gzipped());
      storages.add(plain.chunked(1000));
    }
    return storages.stream();
  }

  /** A matrix with a dense gene, empty genes, empty cells and stored zeros. */
  private static FMatrixSparseCSC matrix() {
    Random random = new Random(SEED);
    FMatrixSparseCSC matrix = new FMatrixSparseCSC(CELLS, GENES, CELLS * GENES);
    for (int gene = 0; gene < GENES; gene++) {
      matrix.col_idx[gene] = matrix.nz_length;
      double density = gene == 3 ? 1 : gene % 7 == 0 ? 0 : 0.7;
      for (int cell = 0; cell < CELLS; cell++) {
        if (cell % 50 != 9 && random.nextDouble() < density) {
          matrix.nz_rows[matrix.nz_length] = cell;
          matrix.nz_values[matrix.nz_length++] = random.nextInt(9) == 0 ? 0 : random.nextFloat();
        }
      }
    }
    matrix.col_idx[GENES] = matrix.nz_length;
    matrix.indicesSorted = true;
    return matrix;
  }

  private static float[][] expected(FMatrixSparseCSC matrix) {
    float[][] genes = new float[matrix.numCols][matrix.numRows];
    for (int gene = 0; gene < matrix.numCols; gene++) {
      for (int i = matrix.col_idx[gene]; i < matrix.col_idx[gene + 1]; i++) {
        genes[gene][matrix.nz_rows[i]] = matrix.nz_values[i];
      }
    }
    return genes;
  }

  private H5adFile write(FMatrixSparseCSC matrix, MatrixStorage storage) throws IOException {
    Path file = directory.resolve("matrix.h5ad");
    H5adWriter.of(Fixtures.names("c", matrix.numRows), Fixtures.names("g", matrix.numCols))
        .x(matrix, storage)
        .write(file);
    return H5adFile.open(file, H5adOptions.defaults());
  }

  @ParameterizedTest(name = "{0}, seed " + SEED)
  @MethodSource("storages")
  void givesEveryGeneWhateverTheBudget(MatrixStorage storage) throws IOException {
    FMatrixSparseCSC matrix = matrix();
    try (H5adFile file = write(matrix, storage)) {
      GeneMatrix genes = file.genes().orElseThrow();
      assertThat(genes.nGenes()).isEqualTo(GENES);
      for (long bytes : new long[] {MemoryBudget.MINIMUM_BYTES, 3 << 20, 1 << 26}) {
        float[][] found = Fixtures.genes(genes, CELLS, new MemoryBudget(bytes));
        assertThat(found).isDeepEqualTo(expected(matrix));
      }
    }
  }

  @ParameterizedTest(name = "{0}, seed " + SEED)
  @MethodSource("storages")
  void givesChosenGenesOnly(MatrixStorage storage) throws IOException {
    FMatrixSparseCSC matrix = matrix();
    int[] columns = {0, 3, 4, 99, 250, 251, GENES - 1};
    try (H5adFile file = write(matrix, storage)) {
      List<float[]> found = new ArrayList<>();
      List<Integer> order = new ArrayList<>();
      for (GeneBlock block :
          Fixtures.blocks(file.genes().orElseThrow(), columns, MemoryBudget.megabytes(8))) {
        for (int i = 0; i < block.size(); i++) {
          order.add(block.column(i));
          found.add(Fixtures.dense(block.gene(i), CELLS));
        }
      }
      assertThat(order).containsExactly(0, 3, 4, 99, 250, 251, GENES - 1);
      float[][] expected = expected(matrix);
      for (int i = 0; i < columns.length; i++) {
        assertThat(found.get(i)).isEqualTo(expected[columns[i]]);
      }
    }
  }

  @ParameterizedTest(name = "{0}, seed " + SEED)
  @MethodSource("storages")
  void keepsBlocksInsideTheBudget(MatrixStorage storage) throws IOException {
    int[] all = IntStream.range(0, GENES).toArray();
    MemoryBudget budget = new MemoryBudget(MemoryBudget.MINIMUM_BYTES);
    try (H5adFile file = write(matrix(), storage)) {
      List<GeneBlock> blocks = Fixtures.blocks(file.genes().orElseThrow(), all, budget);
      assertThat(blocks).hasSizeGreaterThan(1);
      for (GeneBlock block : blocks) {
        long bytes =
            block instanceof GeneBlock.Sparse sparse
                ? 8L * sparse.values().nz_rows.length
                : 4L * block.size() * CELLS;
        assertThat(block.size() == 1 || bytes <= budget.bytes()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("storages")
  void asksForNothing(MatrixStorage storage) throws IOException {
    try (H5adFile file = write(matrix(), storage)) {
      GeneMatrix genes = file.genes().orElseThrow();
      assertThat(Fixtures.blocks(genes, new int[0], MemoryBudget.megabytes(1))).isEmpty();
      assertThatThrownBy(() -> genes.openBlocks(new int[] {5, 5}, MemoryBudget.megabytes(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("X: genes must ascend from 0 to 502, got 5");
      assertThatThrownBy(() -> genes.openBlocks(new int[] {GENES}, MemoryBudget.megabytes(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("storages")
  void readsMatricesWithoutEntries(MatrixStorage storage) throws IOException {
    try (H5adFile file = write(new FMatrixSparseCSC(4, 3, 0), storage)) {
      assertThat(Fixtures.genes(file)).isDeepEqualTo(new float[3][4]);
    }
    if (storage.form() != Form.DENSE) {
      try (H5adFile file = write(new FMatrixSparseCSC(0, 3, 0), storage)) {
        assertThat(file.nCells()).isZero();
        assertThat(Fixtures.genes(file)).isDeepEqualTo(new float[3][0]);
      }
      try (H5adFile file = write(new FMatrixSparseCSC(4, 0, 0), storage)) {
        assertThat(file.genes().orElseThrow().nGenes()).isZero();
        assertThat(Fixtures.genes(file)).isDeepEqualTo(new float[0][4]);
      }
    }
  }
}
