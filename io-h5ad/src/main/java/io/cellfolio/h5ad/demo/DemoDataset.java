package io.cellfolio.h5ad.demo;

import io.cellfolio.h5ad.H5adWriter;
import io.cellfolio.h5ad.MatrixStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;

/**
 * A simulated bone marrow: {@code X} is log-normalized, layer {@code counts} holds the molecules;
 * {@code obsm} holds a UMAP in two and three dimensions, 20 principal components and velocities;
 * {@code obsp} the neighbor graph. Among the columns of {@code obs} are categories with colors,
 * ordered ones, missing values, truth values and texts that name single cells. One gene is silent.
 */
public final class DemoDataset {
  /** The fewest cells that can be simulated. */
  public static final int LEAST_CELLS = 50;

  /** The fewest genes that can be simulated. */
  public static final int LEAST_GENES = 20;

  private static final int COMPONENTS = 20;
  private static final int BARCODE_LENGTH = 16;
  private static final int DONORS = 4;
  private static final double UNKNOWN_DONORS = 0.02;
  private static final double DOUBLETS = 0.03;
  private static final List<String> STAGES = List.of("early", "middle", "late");

  private final SimulatedCells cells;
  private final SimulatedCounts counts;
  private final List<String> symbols;
  private final long seed;

  private DemoDataset(
      SimulatedCells cells, SimulatedCounts counts, List<String> symbols, long seed) {
    this.cells = cells;
    this.counts = counts;
    this.symbols = symbols;
    this.seed = seed;
  }

  /**
   * Simulates a dataset.
   *
   * @param nCells {@value #LEAST_CELLS} or more
   * @param nGenes {@value #LEAST_GENES} or more
   * @param seed any number; equal ones give equal datasets
   * @return the dataset
   */
  public static DemoDataset simulate(int nCells, int nGenes, long seed) {
    if (nCells < LEAST_CELLS || nGenes < LEAST_GENES) {
      throw new IllegalArgumentException(
          "expected at least %d cells and %d genes, got %d and %d"
              .formatted(LEAST_CELLS, LEAST_GENES, nCells, nGenes));
    }
    Draws draws = Draws.seeded(seed);
    List<String> symbols = GeneSymbols.of(nGenes);
    SimulatedCells cells = SimulatedCells.draw(nCells, draws.split());
    SimulatedCounts counts = SimulatedCounts.draw(cells, symbols, draws.split());
    return new DemoDataset(cells, counts, symbols, seed);
  }

  /**
   * Writes the dataset. A file that is there is replaced.
   *
   * @param file an {@code .h5ad} file
   * @throws IOException when it cannot be written
   */
  public void writeTo(Path file) throws IOException {
    // Of its own, so that writing twice gives the same file.
    Draws draws = Draws.seeded(~seed);
    List<String> barcodes = barcodes(draws.split());
    H5adWriter writer = H5adWriter.of(barcodes, symbols);
    float[] values = counts.logNormalized();
    MatrixStorage csr = MatrixStorage.of(MatrixStorage.Form.CSR);
    writer.x(counts.matrix(values), csr).layer("counts", counts.matrix(counts.counts()), csr);
    addObs(writer, barcodes, draws);
    writer.varTexts(
        "gene_ids", IntStream.range(0, symbols.size()).mapToObj(GeneSymbols::accession).toList());
    writer
        .obsm("X_pca", components(values, draws.split()))
        .obsm("X_umap_2d", places(2))
        .obsm("X_umap_3d", places(3))
        .obsm("velocity_umap_2d", velocities(2))
        .obsm("velocity_umap_3d", velocities(3))
        .obsp("connectivities", NeighborGraph.of(cells));
    writer.write(file);
  }

  private void addObs(H5adWriter writer, List<String> barcodes, Draws draws) {
    List<CellState> bySize = statesBySize();
    writer
        .obsCategories("cell_type", labels(CellState::label), codes(CellState::ordinal))
        .obsCategories(
            "leiden",
            IntStream.range(0, bySize.size()).mapToObj(Integer::toString).toList(),
            codes(bySize::indexOf))
        .obsOrderedCategories("stage", STAGES, stages())
        .obsCategories("donor", donors(), donorCodes(draws.split()))
        .obsInts("n_genes_by_counts", genesByCounts())
        .obsFloats("total_counts", floats(counts::total))
        .obsFloats("pct_counts_mt", floats(this::mitochondrialPercentage))
        .obsFloats("pseudotime", floats(cells::pseudotime));
    addDoublets(writer, draws.split());
    writer
        .obsTexts("barcode", barcodes)
        .unsTexts("cell_type_colors", labels(CellState::color))
        .unsTexts("leiden_colors", bySize.stream().map(CellState::color).toList());
  }

  private static List<String> labels(Function<CellState, String> label) {
    return Stream.of(CellState.values()).map(label).toList();
  }

  private List<CellState> statesBySize() {
    int[] sizes = new int[CellState.values().length];
    for (int cell = 0; cell < cells.size(); cell++) {
      sizes[cells.state(cell).ordinal()]++;
    }
    return Stream.of(CellState.values())
        .sorted(Comparator.comparingInt(state -> -sizes[state.ordinal()]))
        .toList();
  }

  private int[] codes(ToIntFunction<CellState> code) {
    return IntStream.range(0, cells.size())
        .map(cell -> code.applyAsInt(cells.state(cell)))
        .toArray();
  }

  /** Thirds of pseudotime; missing where there is none. */
  private int[] stages() {
    return IntStream.range(0, cells.size())
        .map(
            cell -> {
              double time = cells.pseudotime(cell);
              return Double.isNaN(time) ? -1 : Math.min(STAGES.size() - 1, (int) (3 * time));
            })
        .toArray();
  }

  private static List<String> donors() {
    return IntStream.rangeClosed(1, DONORS).mapToObj(donor -> "donor " + donor).toList();
  }

  private int[] donorCodes(Draws random) {
    return IntStream.range(0, cells.size())
        .map(cell -> random.uniform() < UNKNOWN_DONORS ? -1 : random.below(DONORS))
        .toArray();
  }

  private void addDoublets(H5adWriter writer, Draws random) {
    float[] scores = new float[cells.size()];
    boolean[] flags = new boolean[cells.size()];
    for (int cell = 0; cell < cells.size(); cell++) {
      flags[cell] = random.uniform() < DOUBLETS;
      double level = flags[cell] ? 0.45 : 0.08;
      scores[cell] = (float) Math.min(1, random.logNormal(level, 0.3));
    }
    writer.obsFloats("doublet_score", scores).obsFlags("predicted_doublet", flags);
  }

  private int[] genesByCounts() {
    return IntStream.range(0, cells.size())
        .map(cell -> (int) (counts.rowStarts()[cell + 1] - counts.rowStarts()[cell]))
        .toArray();
  }

  private double mitochondrialPercentage(int cell) {
    double sum = 0;
    for (int i = (int) counts.rowStarts()[cell]; i < counts.rowStarts()[cell + 1]; i++) {
      if (GeneSymbols.mitochondrial(symbols.get(counts.genes()[i]))) {
        sum += counts.counts()[i];
      }
    }
    return 100 * sum / Math.max(1, counts.total(cell));
  }

  private List<String> barcodes(Draws random) {
    Set<String> barcodes = new LinkedHashSet<>();
    while (barcodes.size() < cells.size()) {
      StringBuilder barcode = new StringBuilder();
      for (int i = 0; i < BARCODE_LENGTH; i++) {
        barcode.append("ACGT".charAt(random.below(4)));
      }
      barcodes.add(barcode.append("-1").toString());
    }
    return List.copyOf(barcodes);
  }

  private FMatrixRMaj components(float[] values, Draws random) {
    return PrincipalComponents.scores(
        counts.rowStarts(),
        counts.genes(),
        values,
        counts.nGenes(),
        Math.min(COMPONENTS, counts.nGenes() - 1),
        random);
  }

  private FMatrixRMaj places(int dimensions) {
    return matrix(dimensions, cells::place);
  }

  private FMatrixRMaj velocities(int dimensions) {
    return matrix(dimensions, cells::velocity);
  }

  private interface Coordinate {
    double of(int cell, int axis);
  }

  private FMatrixRMaj matrix(int dimensions, Coordinate coordinate) {
    FMatrixRMaj matrix = new FMatrixRMaj(cells.size(), dimensions);
    for (int cell = 0; cell < cells.size(); cell++) {
      for (int axis = 0; axis < dimensions; axis++) {
        matrix.data[cell * dimensions + axis] = (float) coordinate.of(cell, axis);
      }
    }
    return matrix;
  }

  private float[] floats(IntToDoubleFunction value) {
    float[] values = new float[cells.size()];
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] = (float) value.applyAsDouble(cell);
    }
    return values;
  }
}
