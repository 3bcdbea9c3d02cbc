package io.cellfolio.export;

import io.cellfolio.format.Layout;
import java.io.IOException;

/** Writes vector fields, scaled like the embedding that they lie over. */
final class VectorsWriter {
  private final ExportRun run;
  private final PlannedVectors vectors;

  VectorsWriter(ExportRun run, PlannedVectors vectors) {
    this.run = run;
    this.vectors = vectors;
  }

  void submit(WorkerPool.Batch batch) throws IOException {
    run.staged().createDirectory(Layout.VECTORS_DIRECTORY);
    for (PlannedVectors.Field field : vectors.fields()) {
      for (var entry : field.parts().entrySet()) {
        batch.submit(worker -> write(worker, entry.getKey(), entry.getValue()));
      }
    }
  }

  private void write(WorkerPool.Worker worker, int dimension, PlannedVectors.Part part)
      throws IOException {
    PayloadWriter writer = worker.writer();
    writer.begin(run.staged().root(), part.path());
    run.dataset()
        .points()
        .embeddings()
        .get(dimension)
        .coordinates()
        .writeVectors(run.source().obsmExactRows(part.key()), writer);
    run.wrote(writer.finish());
  }
}
