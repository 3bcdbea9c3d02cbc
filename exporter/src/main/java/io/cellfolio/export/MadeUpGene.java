package io.cellfolio.export;

import io.cellfolio.source.GeneColumn;
import java.util.SplittableRandom;

/** Genes over all cells that look like genes over some of them. */
final class MadeUpGene {
  private MadeUpGene() {}

  /**
   * A gene with the values of another, in disorder, and the same share of stored cells.
   *
   * @param sampled the other, over some cells
   * @param nCells the cells of the new one
   * @param factor how many times the cells of the other that is
   * @return the gene; the same for the same arguments
   */
  static GeneColumn like(GeneColumn sampled, int nCells, double factor) {
    SplittableRandom random = new SplittableRandom(nCells);
    if (sampled instanceof GeneColumn.Dense dense) {
      float[] values = new float[nCells];
      fill(values, dense.values(), dense.from(), dense.nCells(), random);
      return new GeneColumn.Dense(values, 0, nCells);
    }
    GeneColumn.Sparse sparse = (GeneColumn.Sparse) sampled;
    int listed = sparse.to() - sparse.from();
    int count = (int) Math.min(nCells, Math.round(listed * factor));
    int[] cells = new int[count];
    for (int i = 0; i < count; i++) {
      int first = (int) ((long) i * nCells / count);
      int end = (int) ((i + 1L) * nCells / count);
      cells[i] = random.nextInt(first, end);
    }
    float[] values = new float[count];
    fill(values, sparse.values(), sparse.from(), listed, random);
    return new GeneColumn.Sparse(nCells, cells, values, 0, count);
  }

  private static void fill(
      float[] out, float[] values, int from, int count, SplittableRandom random) {
    for (int i = 0; i < out.length && count > 0; i++) {
      out[i] = values[from + random.nextInt(count)];
    }
  }
}
