package io.cellfolio.h5ad.demo;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixSparseCSC;

/** Molecule counts of simulated cells as compressed sparse rows, and what follows from them. */
final class SimulatedCounts {
  private static final double NORMALIZED_TOTAL = 10_000;
  private static final double MARKER_FOLD = 25;
  private static final double MOLECULES_PER_GENE = 0.9;

  private final int nGenes;
  private final long[] rowStarts;
  private final int[] genes;
  private final float[] counts;

  private SimulatedCounts(int nGenes, long[] rowStarts, int[] genes, float[] counts) {
    this.nGenes = nGenes;
    this.rowStarts = rowStarts;
    this.genes = genes;
    this.counts = counts;
  }

  /**
   * Draws counts. The last gene is silent in every cell.
   *
   * @param cells the cells
   * @param symbols names of the genes; known markers are raised in their states
   */
  static SimulatedCounts draw(SimulatedCells cells, List<String> symbols, Draws draws) {
    int nGenes = symbols.size();
    double[][] rates = rates(symbols, draws);
    double depth = MOLECULES_PER_GENE * nGenes;
    long[] rowStarts = new long[cells.size() + 1];
    int[] genes = new int[1024];
    float[] counts = new float[1024];
    int stored = 0;
    double[] expected = new double[nGenes];
    for (int cell = 0; cell < cells.size(); cell++) {
      double total = mix(cells, cell, rates, expected);
      double scale = draws.logNormal(depth, 0.35) / total;
      for (int gene = 0; gene < nGenes; gene++) {
        int count = draws.poisson(expected[gene] * scale);
        if (count > 0) {
          if (stored == genes.length) {
            genes = Arrays.copyOf(genes, grown(stored));
            counts = Arrays.copyOf(counts, grown(stored));
          }
          genes[stored] = gene;
          counts[stored++] = count;
        }
      }
      rowStarts[cell + 1] = stored;
    }
    return new SimulatedCounts(
        nGenes, rowStarts, Arrays.copyOf(genes, stored), Arrays.copyOf(counts, stored));
  }

  int nGenes() {
    return nGenes;
  }

  /** Where each cell's values begin; one more than cells. */
  long[] rowStarts() {
    return rowStarts;
  }

  /** Gene of each value, ascending within a cell. */
  int[] genes() {
    return genes;
  }

  /** The counts, whole numbers of 1 or more. */
  float[] counts() {
    return counts;
  }

  /** A cell's molecules. */
  double total(int cell) {
    double total = 0;
    for (int i = (int) rowStarts[cell]; i < rowStarts[cell + 1]; i++) {
      total += counts[i];
    }
    return total;
  }

  /** The values {@code ln(1 + count / total * 10,000)} in the places of the counts. */
  float[] logNormalized() {
    float[] values = new float[counts.length];
    for (int cell = 0; cell + 1 < rowStarts.length; cell++) {
      double total = total(cell);
      for (int i = (int) rowStarts[cell]; i < rowStarts[cell + 1]; i++) {
        values[i] = (float) StrictMath.log1p(counts[i] / total * NORMALIZED_TOTAL);
      }
    }
    return values;
  }

  /**
   * Values in the places of the counts as a matrix.
   *
   * @return cells x genes
   */
  FMatrixSparseCSC matrix(float[] values) {
    int nCells = rowStarts.length - 1;
    FMatrixSparseCSC matrix = new FMatrixSparseCSC(nCells, nGenes, values.length);
    for (int gene : genes) {
      matrix.col_idx[gene + 1]++;
    }
    for (int gene = 0; gene < nGenes; gene++) {
      matrix.col_idx[gene + 1] += matrix.col_idx[gene];
    }
    int[] next = Arrays.copyOf(matrix.col_idx, nGenes);
    for (int cell = 0; cell < nCells; cell++) {
      for (int i = (int) rowStarts[cell]; i < rowStarts[cell + 1]; i++) {
        int place = next[genes[i]]++;
        matrix.nz_rows[place] = cell;
        matrix.nz_values[place] = values[i];
      }
    }
    matrix.nz_length = values.length;
    matrix.indicesSorted = true;
    return matrix;
  }

  /** Relative expression by state and gene. */
  private static double[][] rates(List<String> symbols, Draws draws) {
    int nGenes = symbols.size();
    double[] base = new double[nGenes];
    for (int gene = 0; gene < nGenes - 1; gene++) {
      base[gene] = draws.logNormal(1, 1.4);
    }
    double[][] rates = new double[CellState.values().length][];
    for (CellState state : CellState.values()) {
      double[] rate = base.clone();
      for (String marker : state.markers()) {
        int gene = symbols.indexOf(marker);
        if (gene >= 0 && gene < nGenes - 1) {
          rate[gene] = MARKER_FOLD * Math.max(0.4, base[gene]);
        }
      }
      rates[state.ordinal()] = rate;
    }
    return rates;
  }

  /** A cell's expected expression: its state's, mixed with that of the state it comes from. */
  private static double mix(SimulatedCells cells, int cell, double[][] rates, double[] expected) {
    CellState state = cells.state(cell);
    double[] own = rates[state.ordinal()];
    double[] parent = rates[state.parent().orElse(state).ordinal()];
    double t = cells.progress(cell);
    double total = 0;
    for (int gene = 0; gene < expected.length; gene++) {
      expected[gene] = parent[gene] + (own[gene] - parent[gene]) * t;
      total += expected[gene];
    }
    return total;
  }

  private static int grown(int length) {
    return Math.max(length + 1, Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, 2L * length)));
  }
}
