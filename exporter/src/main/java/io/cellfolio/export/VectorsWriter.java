package io.cellfolio.export;

import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
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
      field
          .parts()
          .forEach(
              (dimension, part) ->
                  batch.submit(
                      worker -> {
                        long length =
                            Math.multiplyExact(
                                Math.multiplyExact((long) vectors.nCells(), dimension),
                                (long) SampleType.F32.bytes());
                        byte[] raw = worker.raw(length);
                        run.dataset()
                            .points()
                            .embeddings()
                            .get(dimension)
                            .coordinates()
                            .writeVectors(run.source().obsmMatrix(part.key()), raw);
                        run.write(worker, part.path(), raw, length);
                      }));
    }
  }
}
