package io.cellfolio.export;

import io.cellfolio.format.ConnectivityManifest;
import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.NeighborEdges;
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
    if (edges.kept()) {
      batch.submit(
          worker ->
              writeOthers(worker, Optional.of(manifest.destinationsPath()), Optional.empty()));
      if (manifest.weightsPath().isPresent()) {
        batch.submit(worker -> writeOthers(worker, Optional.empty(), manifest.weightsPath()));
      }
    } else {
      batch.submit(
          worker ->
              writeOthers(
                  worker, Optional.of(manifest.destinationsPath()), manifest.weightsPath()));
      batch.await();
    }
  }

  private void writeSources(WorkerPool.Worker worker) throws IOException {
    PayloadWriter writer = worker.writer();
    writer.begin(run.staged().root(), manifest.sourcesPath());
    edges.writeSources(manifest.indexType(), writer::append);
    run.wrote(writer.finish());
  }

  private void writeOthers(
      WorkerPool.Worker worker, Optional<String> destinations, Optional<String> weights)
      throws IOException {
    SampleType type = manifest.indexType();
    Optional<PayloadWriter> first = begin(worker.writer(), destinations);
    Optional<PayloadWriter> second =
        weights.isEmpty() ? Optional.empty() : begin(worker.secondWriter(), weights);
    edges.write(
        type,
        new MemoryShares(run.source(), run.dataset()).ofEdges(),
        run.pool().threads(),
        first.map(writer -> writer::append),
        second.map(writer -> writer::append));
    if (first.isPresent()) {
      run.wrote(first.get().finish());
    }
    if (second.isPresent()) {
      run.wrote(second.get().finish());
    }
  }

  private Optional<PayloadWriter> begin(PayloadWriter writer, Optional<String> path)
      throws IOException {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    writer.begin(run.staged().root(), path.get());
    return Optional.of(writer);
  }
}
