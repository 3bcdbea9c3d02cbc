package io.cellfolio.export;

import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Arithmetic;
import io.cellfolio.quant.CellCodes;
import io.cellfolio.quant.NeighborEdges;
import io.cellfolio.source.CellSource;
import io.cellfolio.source.MatrixSummary;
import io.cellfolio.source.MemoryBudget;
import java.util.Optional;

/** How the memory of an export is divided among what is in it at the same time. */
final class MemoryShares {
  /** Embeddings, edges and a latent space that are held have at most this part each. */
  private static final int SMALL_PART = 4;

  /** What an obs field takes at most for a cell, as long as nothing is known of it. */
  private static final int ANY_FIELD_CELL_BYTES = 14;

  /** Where the entries of a cell of a graph begin. */
  private static final long POINTER_BYTES = 8;

  /** Of a cell of a continuous column: its value, and whether it is missing. */
  private static final int NUMBER_BYTES = Float.BYTES + 1;

  /** Of a cell while outlier quantiles are made: its distance, and its place among all. */
  private static final int OUTLIER_BYTES = 2 * Float.BYTES;

  private final CellSource source;
  private final PlannedDataset dataset;
  private final ExportOptions options;

  MemoryShares(CellSource source, PlannedDataset dataset) {
    this.source = source;
    this.dataset = dataset;
    this.options = dataset.options();
  }

  /**
   * How obs fields are made: beside genes, if these have half of the memory nevertheless.
   *
   * @param apart whether genes have to wait until they are done
   * @param atOnce how many threads make some at the same time; 0 when there is no room for one
   * @param each bytes of each of these threads
   */
  record ObsShare(boolean apart, int atOnce, long each) {}

  /** Whether embeddings of so many coordinates for each cell are held, beside anything else. */
  static boolean holdsPoints(long nCells, int coordinates, ExportOptions options) {
    long memory = options.memory().bytes();
    long bytes = nCells * coordinates * arithmetic(options).coordinateBytes();
    return bytes <= memory / SMALL_PART && bytes + nCells * ANY_FIELD_CELL_BYTES <= memory / 2;
  }

  private static Arithmetic arithmetic(ExportOptions options) {
    return LayoutRules.of(options.layout()).arithmetic();
  }

  /**
   * What edges may occupy while they are made, beside the counts of their cells: these have the
   * rest of the memory, and a quarter of it remains in any case.
   *
   * @param heldBytes of embeddings
   */
  static MemoryBudget ofEdges(long nCells, long heldBytes, ExportOptions options) {
    long memory = options.memory().bytes();
    return new MemoryBudget(
        Math.max(
            Math.max(MemoryBudget.MINIMUM_BYTES, memory / SMALL_PART),
            memory - heldBytes - graphCellBytes(nCells, options)));
  }

  /** What is counted for the cells of a graph while its edges are made. */
  static long graphCellBytes(long nCells, ExportOptions options) {
    return nCells * (NeighborEdges.bytesPerCell(options.threads()) + POINTER_BYTES);
  }

  /** What the cells of a graph take beyond the memory. */
  static long graphCellBytesBeyond(long nCells, ExportOptions options) {
    long memory = options.memory().bytes();
    return Math.max(0, graphCellBytes(nCells, options) - (memory - memory / SMALL_PART));
  }

  MemoryBudget ofEdges() {
    return ofEdges(dataset.nCells(), ofPoints(), options);
  }

  /** What the embeddings that are held occupy. */
  long ofPoints() {
    return dataset.points().heldBytes(arithmetic(options));
  }

  /** What of the graph stays: edges that are kept, or where lines begin, and counts. */
  private long ofGraph() {
    if (dataset.graph().isEmpty()) {
      return 0;
    }
    long cells = dataset.nCells();
    NeighborEdges edges = dataset.graph().get().edges();
    return edges.kept()
        ? edges.keptBytes() + cells * Integer.BYTES
        : cells * (Integer.BYTES + POINTER_BYTES);
  }

  /** What the latent space occupies as a whole; 0 without one. */
  long latentBytes() {
    return Math.multiplyExact(dataset.nCells() * (long) Float.BYTES, latentColumns());
  }

  private long latentColumns() {
    if (dataset.obs().latentKey().isEmpty() || dataset.obs().categorical().isEmpty()) {
      return 0;
    }
    Optional<MatrixSummary> latent = Matrices.find(source.obsm(), dataset.obs().latentKey().get());
    return latent.isPresent() ? latent.get().columns() : 0;
  }

  /** Whether the latent space is held as a whole, rather than read in pieces. */
  boolean holdsLatent() {
    return latentBytes() <= part() && latentBytes() + fieldBytes() <= besideLatent();
  }

  /** What outlier quantiles may occupy, the columns that they belong to aside. */
  long ofLatent() {
    return Math.min(latentBytes(), part());
  }

  /** What is left for obs fields that are made apart from genes, and the latent space. */
  private long besideLatent() {
    return options.memory().bytes() - ofGraph() - ofPoints();
  }

  ObsShare ofObs() {
    int threads = options.threads();
    long field = Math.max(1, fieldBytes());
    long beside = ofGraph() + ofPoints() + ofLatent() + threads * field;
    if (beside <= options.memory().bytes() / 2) {
      return new ObsShare(false, threads, field + (holdsLatent() ? 0 : ofLatent() / threads));
    }
    long left = besideLatent() - (holdsLatent() ? latentBytes() : 0);
    int atOnce = (int) Math.min(threads, left / field);
    return new ObsShare(true, atOnce, left / Math.max(1, atOnce));
  }

  /** A memory that has room for one obs field, beside what stays of the graph. */
  long enoughForField() {
    long field = fieldBytes();
    if (dataset.graph().isEmpty()) {
      return 2 * field;
    }
    // Edges are kept in a quarter at most, beside their counts; else where lines begin is kept.
    long cells = dataset.nCells();
    return Math.max(
        field + cells * (Integer.BYTES + POINTER_BYTES), 2 * (field + cells * Integer.BYTES));
  }

  /** The most that one obs field takes while it is made; 0 without fields. */
  long fieldBytes() {
    PlannedObs obs = dataset.obs();
    long most =
        obs.continuous().isEmpty() ? 0 : obs.nCells() * ((long) NUMBER_BYTES + payloadBytes());
    for (PlannedObs.Categorical field : obs.categorical()) {
      most = Math.max(most, fieldBytes(field));
    }
    return most;
  }

  private long fieldBytes(PlannedObs.Categorical field) {
    int outliers = field.outliersPath().isEmpty() ? 0 : OUTLIER_BYTES;
    int centroids =
        options.centroidOutlierQuantile().isEmpty() ? 0 : arithmetic(options).coordinateBytes();
    int codes = CellCodes.bytesPerCell(field.labels().size());
    long cellBytes = (long) codes + Math.max(outliers, centroids) + payloadBytes();
    return dataset.nCells() * cellBytes + meansBytes(field);
  }

  /** What a group of fields takes beside each of them: distances in order, and a payload. */
  long groupBytes() {
    return dataset.nCells() * ((long) Float.BYTES + payloadBytes());
  }

  /** What a field takes in a group: its codes, a distance for each cell, and means. */
  long groupedBytes(PlannedObs.Categorical field) {
    int codes = CellCodes.bytesPerCell(field.labels().size());
    return dataset.nCells() * ((long) codes + Float.BYTES) + meansBytes(field);
  }

  private long meansBytes(PlannedObs.Categorical field) {
    long categories =
        Math.min(field.labels().size(), dataset.nCells() / options.centroidMinPoints());
    return Float.BYTES * latentColumns() * categories;
  }

  /** Of a cell in the largest payload of the obs fields. */
  private int payloadBytes() {
    int most = options.obsType().bytes();
    for (PlannedObs.Categorical field : dataset.obs().categorical()) {
      SampleType type = field.codesType();
      most = Math.max(most, type.bytes());
    }
    return most;
  }

  /** What genes may occupy. */
  MemoryBudget ofGenes() {
    // Fields in the making have their payloads, which serve genes afterwards.
    boolean apart = ofObs().apart;
    int gene = options.varType().bytes();
    int payload = apart ? Math.max(gene, payloadBytes()) : Math.max(0, gene - payloadBytes());
    long buffers = dataset.nCells() * (long) payload * options.threads();
    long cells = apart ? 0 : fieldBytes() * options.threads() + ofLatent();
    return new MemoryBudget(
        Math.max(
            MemoryBudget.MINIMUM_BYTES,
            options.memory().bytes() - ofGraph() - ofPoints() - cells - buffers));
  }

  private long part() {
    return options.memory().bytes() / SMALL_PART;
  }
}
