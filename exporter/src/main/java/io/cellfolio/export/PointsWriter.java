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
            long length = embedding.payload().rawBytes();
            byte[] raw = worker.raw(length);
            embedding.coordinates().writePoints(raw);
            run.write(worker, embedding.path(), raw, length);
          });
    }
  }
}
