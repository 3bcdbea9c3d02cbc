package io.cellfolio.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CellSource} with genes must do. An implementation's test extends this and opens
 * a source that it knows the genes of; genes of more than a MiB in all make the budget matter.
 */
abstract class CellSourceContract {

  /** Opens a source with at least 3 genes, one obs column, one obsm and one obsp matrix. */
  abstract CellSource open() throws IOException;

  /** The values of one gene of that source, one per cell. */
  abstract float[] expectedGene(int column);

  @Test
  void obsColumnsCoverEveryCell() throws IOException {
    try (CellSource source = open()) {
      assertThat(source.obsNames()).isNotEmpty();
      for (int column = 0; column < source.obsNames().size(); column++) {
        ObsColumn read = source.obsColumn(column);
        assertThat(read.name()).isEqualTo(source.obsNames().get(column));
        assertThat(length(read)).as(read.name()).isEqualTo(source.nCells());
        assertThat(source.obsPieces(column).name()).isEqualTo(read.name());
      }
    }
  }

  private static int length(ObsColumn column) {
    if (column instanceof ObsColumn.Continuous c) {
      return c.values().length;
    }
    if (column instanceof ObsColumn.Flags f) {
      return f.values().length;
    }
    if (column instanceof ObsColumn.Text t) {
      return t.values().length;
    }
    return ((ObsColumn.Categorical) column).codes().length;
  }

  @Test
  void obsmSummariesAreSortedAndTrue() throws IOException {
    try (CellSource source = open()) {
      assertThat(source.obsm()).isNotEmpty().extracting(MatrixSummary::key).isSorted();
      for (MatrixSummary summary : source.obsm()) {
        DMatrixRMaj wide = source.obsmMatrix(summary.key());
        FMatrixRMaj single = source.obsmMatrixFloat(summary.key());
        assertThat(summary.rows()).isEqualTo(source.nCells());
        assertThat(wide.getNumRows()).isEqualTo(source.nCells());
        assertThat(wide.getNumCols()).isEqualTo((int) summary.columns());
        assertThat(single.getNumRows()).isEqualTo(source.nCells());
        assertThat(single.getNumCols()).isEqualTo((int) summary.columns());
        for (int i = 0; i < wide.getNumElements(); i++) {
          assertThat(single.data[i]).isEqualTo(Float.valueOf((float) wide.data[i]));
        }
        double[] exact = new double[wide.getNumElements()];
        source
            .obsmExactRows(summary.key())
            .read(
                (cell, count, values, from) ->
                    System.arraycopy(
                        values, from, exact, cell * wide.getNumCols(), count * wide.getNumCols()));
        assertThat(exact).isEqualTo(wide.data);
        float[] rows = new float[exact.length];
        source
            .obsmRows(summary.key())
            .read(
                (cell, count, values, from) ->
                    System.arraycopy(
                        values, from, rows, cell * wide.getNumCols(), count * wide.getNumCols()));
        assertThat(rows).isEqualTo(single.data);
      }
    }
  }

  @Test
  void graphsAreSortedSquares() throws IOException {
    try (CellSource source = open()) {
      assertThat(source.obsp()).isNotEmpty().extracting(MatrixSummary::key).isSorted();
      for (MatrixSummary summary : source.obsp()) {
        DMatrixSparseCSC graph = source.obspMatrix(summary.key());
        assertThat(graph.getNumRows()).isEqualTo(source.nCells());
        assertThat(graph.getNumCols()).isEqualTo(source.nCells());
        assertThat(source.obspRows(summary.key()).nCells()).isEqualTo(source.nCells());
        for (int column = 0; column < source.nCells(); column++) {
          for (int k = graph.col_idx[column] + 1; k < graph.col_idx[column + 1]; k++) {
            assertThat(graph.nz_rows[k]).isGreaterThan(graph.nz_rows[k - 1]);
          }
        }
      }
    }
  }

  @Test
  void everyBudgetDeliversTheSameGenes() throws IOException {
    try (CellSource source = open()) {
      GeneMatrix genes = source.genes().orElseThrow();
      int[] all = IntStream.range(0, genes.nGenes()).toArray();
      int blocks = requireGenes(source, all, MemoryBudget.megabytes(1));
      assertThat(requireGenes(source, all, MemoryBudget.megabytes(1024))).isLessThan(blocks);
    }
  }

  @Test
  void aSelectionComesWithoutTheOthers() throws IOException {
    try (CellSource source = open()) {
      int nGenes = source.genes().orElseThrow().nGenes();
      requireGenes(source, new int[] {nGenes - 1}, MemoryBudget.megabytes(1));
      requireGenes(source, new int[] {0, 2}, MemoryBudget.megabytes(1));
      requireGenes(
          source,
          IntStream.range(0, nGenes).filter(c -> c % 2 == 1).toArray(),
          MemoryBudget.megabytes(64));
      assertThat(requireGenes(source, new int[0], MemoryBudget.megabytes(1))).isZero();
    }
  }

  /** Reads the columns, checks each, and tells in how many blocks they came. */
  private int requireGenes(CellSource source, int[] columns, MemoryBudget budget)
      throws IOException {
    GeneMatrix genes = source.genes().orElseThrow();
    int blocks = 0;
    List<Integer> seen = new ArrayList<>();
    try (GeneBlockCursor cursor = genes.openBlocks(columns, budget)) {
      for (Optional<GeneBlock> next = cursor.next(); next.isPresent(); next = cursor.next()) {
        GeneBlock block = next.get();
        blocks++;
        assertThat(block.size()).isPositive();
        assertThat(block.size() == 1 || bytes(block) <= budget.bytes())
            .as("a block of %d genes, %d bytes", block.size(), bytes(block))
            .isTrue();
        for (int gene = 0; gene < block.size(); gene++) {
          seen.add(block.column(gene));
          assertThat(dense(block.gene(gene), source.nCells()))
              .as("gene %d", block.column(gene))
              .isEqualTo(expectedGene(block.column(gene)));
        }
      }
      assertThat(cursor.next()).as("after the last block").isEmpty();
    }
    assertThat(seen).containsExactlyElementsOf(IntStream.of(columns).boxed().toList());
    return blocks;
  }

  private static long bytes(GeneBlock block) {
    if (block instanceof GeneBlock.Sparse sparse) {
      return 8L * sparse.values().nz_length + 4L * sparse.values().col_idx.length;
    }
    return 4L * ((GeneBlock.Dense) block).values().getNumElements();
  }

  private static float[] dense(GeneColumn column, int nCells) {
    assertThat(column.nCells()).isEqualTo(nCells);
    float[] values = new float[nCells];
    if (column instanceof GeneColumn.Dense d) {
      System.arraycopy(d.values(), d.from(), values, 0, nCells);
    } else {
      GeneColumn.Sparse s = (GeneColumn.Sparse) column;
      int before = -1;
      for (int k = s.from(); k < s.to(); k++) {
        assertThat(s.cells()[k]).isGreaterThan(before).isLessThan(nCells);
        before = s.cells()[k];
        values[before] = s.values()[k];
      }
    }
    return values;
  }

  @Test
  void refusesColumnsThatAreNotThereOrNotAscending() throws IOException {
    try (CellSource source = open()) {
      GeneMatrix genes = source.genes().orElseThrow();
      MemoryBudget budget = MemoryBudget.megabytes(1);
      for (int[] columns : new int[][] {{1, 0}, {1, 1}, {-1}, {genes.nGenes()}}) {
        assertThatThrownBy(() -> genes.openBlocks(columns, budget))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void genesHaveNames() throws IOException {
    try (CellSource source = open()) {
      GeneMatrix genes = source.genes().orElseThrow();
      assertThat(genes.geneNames()).hasSize(genes.nGenes()).doesNotContainNull();
      for (String column : genes.varTextColumns()) {
        assertThat(genes.geneNames(column).orElseThrow()).hasSize(genes.nGenes());
      }
      assertThat(genes.geneNames("no such column")).isEmpty();
      assertThat(genes.location()).isNotBlank();
      assertThat(genes.storage()).isNotBlank();
    }
  }
}
