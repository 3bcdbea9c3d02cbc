package io.cellfolio.export;

import io.cellfolio.format.ConnectivityManifest;
import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.EdgeList;
import java.io.IOException;

/** Writes the edges of the neighbor graph. */
final class GraphWriter {
  private static final int EDGES_AT_ONCE = 1 << 16;

  private final ExportRun run;
  private final PlannedGraph graph;

  GraphWriter(ExportRun run, PlannedGraph graph) {
    this.run = run;
    this.graph = graph;
  }

  /** Fills a buffer with edges from a given one on; returns how many it wrote. */
  private interface Filler {
    int fill(int fromEdge, byte[] out);
  }

  void submit(WorkerPool.Batch batch) throws IOException {
    run.staged().createDirectory(Layout.CONNECTIVITY_DIRECTORY);
    ConnectivityManifest manifest = graph.manifest();
    EdgeList edges = graph.edges();
    SampleType type = manifest.indexType();
    submit(batch, manifest.sourcesPath(), type, (from, out) -> edges.writeSources(type, from, out));
    submit(
        batch,
        manifest.destinationsPath(),
        type,
        (from, out) -> edges.writeDestinations(type, from, out));
    manifest
        .weightsPath()
        .ifPresent(path -> submit(batch, path, SampleType.F64, edges::writeWeights));
  }

  private void submit(WorkerPool.Batch batch, String path, SampleType type, Filler filler) {
    batch.submit(
        worker -> {
          PayloadWriter writer = worker.writer();
          byte[] out = new byte[EDGES_AT_ONCE * type.bytes()];
          writer.begin(run.staged().root(), path);
          int nEdges = graph.edges().nEdges();
          for (int edge = 0; edge < nEdges; ) {
            int written = filler.fill(edge, out);
            writer.append(out, written * type.bytes());
            edge += written;
          }
          run.wrote(writer.finish());
        });
  }
}
