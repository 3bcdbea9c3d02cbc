package io.cellfolio.h5ad;

import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.GeneColumn;
import io.cellfolio.source.GeneMatrix;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The recorded files, and the rule that their matrices follow. */
final class Fixtures {
  static final int CELLS = 9;
  static final int GENES = 6;

  private Fixtures() {}

  static Path path(String name) {
    try {
      return Path.of(Fixtures.class.getResource("/fixtures/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static H5adFile open(String name) throws IOException {
    return H5adFile.open(path(name), H5adOptions.defaults());
  }

  static H5adFile open(String name, String layer) throws IOException {
    return H5adFile.open(path(name), H5adOptions.defaults().withLayer(layer));
  }

  /** What make_fixtures.py calls value. */
  static float value(int cell, int gene) {
    return (cell * 3 + gene * 2) % 5 < 2 ? (cell * 5 + gene * 3) / 4f : 0;
  }

  static float[][] expression(int genes) {
    float[][] columns = new float[genes][CELLS];
    for (int gene = 0; gene < genes; gene++) {
      for (int cell = 0; cell < CELLS; cell++) {
        columns[gene][cell] = value(cell, gene);
      }
    }
    return columns;
  }

  static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  /** Reads all genes, gene by gene, checking that they come in order. */
  static float[][] genes(GeneMatrix matrix, int cells, MemoryBudget budget) throws IOException {
    int[] columns = IntStream.range(0, matrix.nGenes()).toArray();
    float[][] values = new float[columns.length][];
    int next = 0;
    for (GeneBlock block : blocks(matrix, columns, budget)) {
      for (int i = 0; i < block.size(); i++) {
        if (block.column(i) != next) {
          throw new AssertionError("gene " + block.column(i) + " where " + next + " should be");
        }
        values[next++] = dense(block.gene(i), cells);
      }
    }
    if (next != columns.length) {
      throw new AssertionError(next + " genes of " + columns.length);
    }
    return values;
  }

  static float[][] genes(H5adFile file) throws IOException {
    return genes(file.genes().orElseThrow(), file.nCells(), MemoryBudget.megabytes(16));
  }

  static List<GeneBlock> blocks(GeneMatrix matrix, int[] columns, MemoryBudget budget)
      throws IOException {
    List<GeneBlock> blocks = new ArrayList<>();
    try (GeneBlockCursor cursor = matrix.openBlocks(columns, budget)) {
      for (Optional<GeneBlock> block = cursor.next(); block.isPresent(); block = cursor.next()) {
        blocks.add(block.get());
      }
    }
    return blocks;
  }

  /** One gene over all cells, checking that sparse cells ascend. */
  static float[] dense(GeneColumn column, int cells) {
    float[] values = new float[cells];
    if (column.nCells() != cells) {
      throw new AssertionError(column.nCells() + " cells of " + cells);
    }
    if (column instanceof GeneColumn.Dense dense) {
      System.arraycopy(dense.values(), dense.from(), values, 0, cells);
      return values;
    }
    GeneColumn.Sparse sparse = (GeneColumn.Sparse) column;
    int last = -1;
    for (int i = sparse.from(); i < sparse.to(); i++) {
      if (sparse.cells()[i] <= last) {
        throw new AssertionError("cell " + sparse.cells()[i] + " after " + last);
      }
      last = sparse.cells()[i];
      values[last] = sparse.values()[i];
    }
    return values;
  }
}
