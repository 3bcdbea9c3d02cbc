package io.cellfolio.export;

import io.cellfolio.source.CellSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The heap that an export cannot do without, told before it is asked for: the program, what all
 * data together may occupy, and what the cells of a graph take where that has no room for them.
 */
final class HeapDemand {
  private static final long PROGRAM_BYTES = 32L << 20;

  /** Of a stored weight at most: the entry, and an edge. */
  private static final int GRAPH_ENTRY_BYTES = 24;

  private static final int GENE_ENTRY_BYTES = 8;

  private final Map<String, Long> parts = new LinkedHashMap<>();

  private HeapDemand() {}

  /** What reading and settling a graph takes; nothing when its size is not known. */
  static HeapDemand ofReading(CellSource source, String graph, ExportOptions options)
      throws IOException {
    HeapDemand demand = new HeapDemand();
    OptionalLong entries = source.obspEntries(graph);
    if (entries.isPresent()) {
      demand.parts.put("the program", PROGRAM_BYTES);
      long cells = MemoryShares.graphCellBytes(source.nCells(), options);
      long weights = Math.multiplyExact(entries.getAsLong(), (long) GRAPH_ENTRY_BYTES);
      demand.parts.put("graph (--memory)", Math.min(options.memory().bytes(), weights + cells));
      demand.putBeyond(graph, source.nCells(), options);
    }
    return demand;
  }

  /** What writing an export takes at its worst. */
  static HeapDemand ofWriting(CellSource source, PlannedDataset dataset) {
    HeapDemand demand = new HeapDemand();
    ExportOptions options = dataset.options();
    long cells = dataset.nCells();
    demand.parts.put("the program", PROGRAM_BYTES);
    MemoryShares shares = new MemoryShares(source, dataset);
    long blocks = shares.ofLatent() + shares.ofPoints() + shares.fieldBytes() * options.threads();
    if (dataset.genes().isPresent()) {
      blocks += cells * Math.max(1, dataset.genes().get().names().size()) * GENE_ENTRY_BYTES;
    }
    if (dataset.graph().isPresent()) {
      PlannedGraph graph = dataset.graph().get();
      boolean kept = graph.edges().kept();
      blocks += kept ? graph.edges().keptBytes() + cells * Integer.BYTES : options.memory().bytes();
      if (!kept) {
        demand.putBeyond(graph.key(), cells, options);
      }
    }
    demand.parts.put(
        "genes, graph, obs columns, embeddings and latent space (--memory)",
        Math.min(options.memory().bytes(), blocks));
    return demand;
  }

  private void putBeyond(String graph, long nCells, ExportOptions options) {
    long beyond = MemoryShares.graphCellBytesBeyond(nCells, options);
    if (beyond > 0) {
      parts.put("cells of graph obsp '" + graph + "', beyond --memory", beyond);
    }
  }

  long bytes() {
    long sum = 0;
    for (long bytes : parts.values()) {
      sum += bytes;
    }
    return sum;
  }

  /** Why an export cannot be made with a heap, if it cannot. */
  Optional<Problem> problem(long heapBytes) {
    if (bytes() <= heapBytes) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "this export needs %s of Java's heap, which has %s:"
            .formatted(mebibytes(bytes()), mebibytes(heapBytes)));
    parts.forEach((what, bytes) -> text.append("\n  %-12s %s".formatted(mebibytes(bytes), what)));
    text.append(
        "\nGive Java more, for example CELLFOLIO_JAVA_OPTS=-Xmx%dm, make --memory smaller, or leave parts out (--connectivities none, --latent none)"
            .formatted(bytes() / (1 << 20) * 9 / 8 + 1));
    return Optional.of(Problem.option(text.toString()));
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", (bytes + (1 << 20) - 1) >> 20);
  }
}
