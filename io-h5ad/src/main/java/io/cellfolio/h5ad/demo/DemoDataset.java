package io.cellfolio.h5ad.demo;

import io.cellfolio.h5ad.H5adWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
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
 * A simulated bone marrow: {@code X} is log-normalized; {@code obsm} holds a UMAP in two and three
 * dimensions, 20 principal components and velocities; {@code obsp} the neighbor graph. Among the
 * columns of {@code obs} are categories with colors, ordered ones, missing values, truth values and
 * texts that name single cells. One gene is silent. Layer {@code counts} holds the molecules,
 * unless a density is asked for.
 *
 * <p>The matrix is drawn into scratch files beside the result and copied from there; what grows
 * with the cells alone is held in memory.
 */
public final class DemoDataset {
  /** The fewest cells that can be simulated. */
  public static final int LEAST_CELLS = 50;

  /** The fewest genes that can be simulated. */
  public static final int LEAST_GENES = 20;

  /** The most values above 0 that are written. */
  public static final long MOST_STORED = Integer.MAX_VALUE;

  private static final int COMPONENTS = 20;
  private static final int BARCODE_LENGTH = 16;
  private static final int DONORS = 4;
  private static final double UNKNOWN_DONORS = 0.02;
  private static final double DOUBLETS = 0.03;
  private static final List<String> STAGES = List.of("early", "middle", "late");

  private final SimulatedCells cells;
  private final List<String> symbols;
  private final long seed;
  private final double density;
  private final int level;

  private DemoDataset(
      SimulatedCells cells, List<String> symbols, long seed, double density, int level) {
    this.cells = cells;
    this.symbols = symbols;
    this.seed = seed;
    this.density = density;
    this.level = level;
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
    SimulatedCells cells = SimulatedCells.draw(nCells, Draws.seeded(seed).split());
    return new DemoDataset(cells, GeneSymbols.of(nGenes), seed, 0, 0);
  }

  /**
   * The same cells with about a given share of values above 0, and without the layer of counts.
   *
   * @param share above 0, at most 0.9
   * @return the dataset
   * @throws IllegalArgumentException when the share is another, or more than {@link #MOST_STORED}
   *     values are to be expected
   */
  public DemoDataset withDensity(double share) {
    if (!(share > 0 && share <= 0.9)) {
      throw new IllegalArgumentException("density: expected more than 0 to 0.9, got " + share);
    }
    double expected = share * cells.size() * symbols.size();
    if (expected > MOST_STORED) {
      throw new IllegalArgumentException(
          "about %.0f values above 0: expected at most %d".formatted(expected, MOST_STORED));
    }
    return new DemoDataset(cells, symbols, seed, share, level);
  }

  /**
   * The same with a matrix in compressed chunks. Their bytes are those of the JDK's zlib.
   *
   * @param compressionLevel 1 to 9, or 0 for none
   * @return the dataset
   */
  public DemoDataset compressed(int compressionLevel) {
    return new DemoDataset(cells, symbols, seed, density, compressionLevel);
  }

  /**
   * Writes the dataset. A file that is there is replaced.
   *
   * @param file an {@code .h5ad} file; scratch files as large as the matrix lie beside it meanwhile
   * @throws IOException when it cannot be written, for example because the disk is full; nothing is
   *     left of it then, and the message names the file
   */
  public void writeTo(Path file) throws IOException {
    try {
      simulateInto(file);
    } catch (FileSystemException e) {
      throw e;
    } catch (UncheckedIOException e) {
      throw named(file, e.getCause());
    } catch (IOException e) {
      throw named(file, e);
    }
  }

  /** What fails in a scratch file says nothing of the file that was to be made. */
  private static IOException named(Path file, IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith(file.toString())
        ? failure
        : new IOException(file + ": cannot be written: " + message, failure);
  }

  private void simulateInto(Path file) throws IOException {
    // Drawn anew, so that writing twice gives the same file.
    Draws simulation = Draws.seeded(seed);
    simulation.split();
    Draws drawn = simulation.split();
    boolean withCounts = density == 0;
    SimulatedCounts counts = SimulatedCounts.of(cells, symbols, density, drawn);
    boolean[] mitochondrial = new boolean[symbols.size()];
    for (int gene = 0; gene < mitochondrial.length; gene++) {
      mitochondrial[gene] = GeneSymbols.mitochondrial(symbols.get(gene));
    }
    Path directory = file.toAbsolutePath().getParent();
    try (SimulatedMatrix matrix =
        SimulatedMatrix.draw(counts, cells.size(), drawn, mitochondrial, directory, withCounts)) {
      Draws draws = Draws.seeded(~seed);
      List<String> barcodes = barcodes(draws.split());
      H5adWriter writer = H5adWriter.of(barcodes, symbols).x(matrix.normalized(level));
      if (withCounts) {
        writer.layer("counts", matrix.counted(level));
      }
      addObs(writer, barcodes, matrix, draws);
      writer.varTexts(
          "gene_ids", IntStream.range(0, symbols.size()).mapToObj(GeneSymbols::accession).toList());
      writer
          .obsm("X_pca", components(matrix, draws.split()))
          .obsm("X_umap_2d", places(2))
          .obsm("X_umap_3d", places(3))
          .obsm("velocity_umap_2d", velocities(2))
          .obsm("velocity_umap_3d", velocities(3))
          .obsp("connectivities", NeighborGraph.of(cells));
      writer.write(file);
    }
  }

  private void addObs(
      H5adWriter writer, List<String> barcodes, SimulatedMatrix matrix, Draws draws) {
    List<CellState> bySize = statesBySize();
    writer
        .obsCategories("cell_type", labels(CellState::label), codes(CellState::ordinal))
        .obsCategories(
            "leiden",
            IntStream.range(0, bySize.size()).mapToObj(Integer::toString).toList(),
            codes(bySize::indexOf))
        .obsOrderedCategories("stage", STAGES, stages())
        .obsCategories("donor", donors(), donorCodes(draws.split()))
        .obsInts(
            "n_genes_by_counts", IntStream.range(0, cells.size()).map(matrix::stored).toArray())
        .obsFloats("total_counts", matrix.totals())
        .obsFloats("pct_counts_mt", matrix.mitochondrial())
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

  private FMatrixRMaj components(SimulatedMatrix matrix, Draws random) throws IOException {
    PrincipalComponents components =
        matrix.components(Math.min(COMPONENTS, symbols.size() - 1), random);
    FMatrixRMaj scores = new FMatrixRMaj(cells.size(), components.size());
    matrix.forEachRow(
        (cell, genes, values, stored) -> {
          for (int component = 0; component < components.size(); component++) {
            scores.data[cell * components.size() + component] =
                components.score(component, genes, values, stored);
          }
        });
    return scores;
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
