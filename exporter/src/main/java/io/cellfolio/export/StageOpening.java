package io.cellfolio.export;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stage before its first file is written: empty, or taken over from an interrupted run.
 *
 * @param transaction whose stage it is
 * @param staged the stage
 * @param resumption the interrupted run; empty without one
 * @param key what this run's genes follow from; empty when none are recorded
 * @param createdAt the time that the export records
 */
record StageOpening(
    Transaction transaction,
    StagedDirectory staged,
    Optional<Resumption> resumption,
    Optional<ResumeKey> key,
    Instant createdAt) {

  /** Settles what an interrupted run had staged, and begins the record of what this one stages. */
  GeneProgress open(Optional<PlannedGenes> genes, WorkerPool pool) throws IOException {
    if (key.isEmpty()) {
      return GeneProgress.unrecorded();
    }
    PlannedGenes planned = genes.orElseThrow();
    StagedGene[] earlier = new StagedGene[0];
    if (resumption.isPresent()) {
      earlier = resumption.get().verify(planned, staged, pool);
    }
    List<StagedGene> trusted = new ArrayList<>();
    for (StagedGene gene : earlier) {
      if (gene != null) {
        trusted.add(gene);
      }
    }
    return GeneProgress.recorded(
        earlier,
        transaction.record(
            new ProgressFile.Content(key.get(), createdAt, planned.names().size(), trusted)));
  }
}
