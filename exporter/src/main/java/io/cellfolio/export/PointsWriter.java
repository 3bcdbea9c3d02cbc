package io.cellfolio.export;

/** Writes embeddings. */
final class PointsWriter {
  private final ExportRun run;

  PointsWriter(ExportRun run) {
    this.run = run;
  }

  void submit(WorkerPool.Batch batch) {
    for (PlannedPoints.Embedding embedding : run.dataset().points().embeddings().values()) {
      batch.submit(
          worker -> {
            PayloadWriter writer = worker.writer();
            writer.begin(run.staged().root(), embedding.path());
            embedding.coordinates().writePoints(writer);
            run.wrote(writer.finish());
          });
    }
  }
}
