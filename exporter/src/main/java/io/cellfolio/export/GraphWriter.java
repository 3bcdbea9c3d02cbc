package io.cellfolio.export;

import io.cellfolio.format.ConnectivityManifest;
import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.NeighborEdges;
import io.cellfolio.quant.PayloadOutput;
import java.io.IOException;
import java.util.Optional;

/** Writes the edges of the neighbor graph. */
final class GraphWriter {
  private final ExportRun run;
  private final NeighborEdges edges;
  private final ConnectivityManifest manifest;

  GraphWriter(ExportRun run, PlannedGraph graph) {
    this.run = run;
    this.edges = graph.edges();
    this.manifest = graph.manifest();
  }

  /**
   * Has the edges written. Where they have to be made again, what the batch holds already is done
   * before, and this returns when they are written, because all of it takes the same memory.
   */
  void submit(WorkerPool.Batch batch) throws IOException {
    run.staged().createDirectory(Layout.CONNECTIVITY_DIRECTORY);
    if (!edges.kept()) {
      batch.await();
    }
    batch.submit(this::writeSources);
    Optional<String> destinations = Optional.of(manifest.destinationsPath());
    if (edges.kept()) {
      submitOthers(batch, destinations, Optional.empty());
      if (manifest.weightsPath().isPresent()) {
        submitOthers(batch, Optional.empty(), manifest.weightsPath());
      }
    } else {
      submitOthers(batch, destinations, manifest.weightsPath());
      batch.await();
    }
  }

  private void submitOthers(
      WorkerPool.Batch batch, Optional<String> destinations, Optional<String> weights) {
    batch.submit(worker -> writeOthers(worker, destinations, weights));
  }

  private void writeSources(WorkerPool.Worker worker) throws IOException {
    PayloadWriter writer = worker.writer();
    writer.begin(run.staged().root(), manifest.sourcesPath());
    edges.writeSources(manifest.indexType(), writer);
    run.wrote(writer.finish());
  }

  private void writeOthers(
      WorkerPool.Worker worker, Optional<String> destinations, Optional<String> weights)
      throws IOException {
    SampleType type = manifest.indexType();
    Optional<PayloadOutput> first =
        destinations.isEmpty() ? Optional.empty() : begin(worker.writer(), destinations.get());
    Optional<PayloadOutput> second =
        weights.isEmpty() ? Optional.empty() : begin(worker.secondWriter(), weights.get());
    edges.write(
        type,
        new MemoryShares(run.source(), run.dataset()).ofEdges(),
        run.pool().threads(),
        first,
        second);
    if (destinations.isPresent()) {
      run.wrote(worker.writer().finish());
    }
    if (weights.isPresent()) {
      run.wrote(worker.secondWriter().finish());
    }
  }

  private Optional<PayloadOutput> begin(PayloadWriter writer, String path) throws IOException {
    writer.begin(run.staged().root(), path);
    return Optional.of(writer);
  }
}
