package io.cellfolio.h5ad.demo;

import java.util.Arrays;
import java.util.List;

/**
 * Molecule counts of simulated cells, drawn cell by cell: so many molecules, each of a gene by the
 * cell's expression. The last gene is silent in every cell.
 */
final class SimulatedCounts {
  private static final double MARKER_FOLD = 25;
  private static final double MOLECULES_PER_GENE = 0.9;
  private static final double DEPTH_DEVIATION = 0.35;

  /** Genes that are looked at to find the depth that gives a density. */
  private static final int SAMPLED_GENES = 2000;

  private static final double[] DEPTH_QUANTILES = {-1.64, -1.04, -0.52, 0, 0.52, 1.04, 1.64};

  private final SimulatedCells cells;
  private final double[][] rates;
  private final AliasTable[] tables;
  private final double depth;

  /** Molecules of the current cell by gene; all 0 between cells. */
  private final int[] molecules;

  private SimulatedCounts(SimulatedCells cells, double[][] rates, double density) {
    this.cells = cells;
    this.rates = rates;
    this.tables = Arrays.stream(rates).map(AliasTable::new).toArray(AliasTable[]::new);
    this.molecules = new int[rates[0].length];
    this.depth = density > 0 ? depthFor(density) : MOLECULES_PER_GENE * molecules.length;
  }

  /**
   * Prepares to draw.
   *
   * @param cells the cells
   * @param symbols names of the genes; known markers are raised in their states
   * @param density share of counts above 0 to aim at; 0 for about a molecule per gene and cell
   */
  static SimulatedCounts of(
      SimulatedCells cells, List<String> symbols, double density, Draws draws) {
    return new SimulatedCounts(cells, rates(symbols, draws), density);
  }

  int nGenes() {
    return molecules.length;
  }

  /**
   * Draws the next cell.
   *
   * @param genes receives the genes whose count is above 0, ascending; has room for all
   * @param counts receives their counts
   * @return how many there are
   */
  int draw(int cell, Draws draws, int[] genes, int[] counts) {
    CellState state = cells.state(cell);
    AliasTable own = tables[state.ordinal()];
    AliasTable parent = tables[state.parent().orElse(state).ordinal()];
    double t = cells.progress(cell);
    // A cell's expression is its state's, mixed with that of the state it comes from.
    double ownShare = t * own.total() / (t * own.total() + (1 - t) * parent.total());
    int total = draws.poisson(draws.logNormal(depth, DEPTH_DEVIATION));
    for (int i = 0; i < total; i++) {
      molecules[(draws.uniform() < ownShare ? own : parent).draw(draws.bits())]++;
    }
    int stored = 0;
    for (int gene = 0; gene < molecules.length; gene++) {
      if (molecules[gene] > 0) {
        genes[stored] = gene;
        counts[stored++] = molecules[gene];
        molecules[gene] = 0;
      }
    }
    return stored;
  }

  /** The median number of molecules with which the density is to be expected. */
  private double depthFor(double density) {
    double low = 0;
    double high = 1;
    while (densityAt(high) < density) {
      low = high;
      high *= 2;
    }
    for (int i = 0; i < 30; i++) {
      double middle = (low + high) / 2;
      if (densityAt(middle) < density) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double densityAt(double molecules) {
    int stride = Math.max(1, nGenes() / SAMPLED_GENES);
    double sum = 0;
    for (CellState state : CellState.values()) {
      double[] rate = rates[state.ordinal()];
      double perRate = molecules / tables[state.ordinal()].total();
      double present = 0;
      int looked = 0;
      for (int gene = 0; gene < rate.length; gene += stride, looked++) {
        for (double quantile : DEPTH_QUANTILES) {
          double factor = perRate * StrictMath.exp(DEPTH_DEVIATION * quantile);
          present += 1 - StrictMath.exp(-factor * rate[gene]);
        }
      }
      sum += state.share() * present / (looked * DEPTH_QUANTILES.length);
    }
    return sum;
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
}
