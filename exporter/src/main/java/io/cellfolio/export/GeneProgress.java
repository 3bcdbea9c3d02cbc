package io.cellfolio.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Which genes an interrupted run had staged, and the record of those that this run stages. */
final class GeneProgress implements Closeable {
  private final StagedGene[] staged;
  private final Optional<ProgressFile> record;
  private final int count;

  private GeneProgress(StagedGene[] staged, Optional<ProgressFile> record) {
    this.staged = staged;
    this.record = record;
    int present = 0;
    for (StagedGene gene : staged) {
      present += gene == null ? 0 : 1;
    }
    this.count = present;
  }

  /** Begins with nothing and records nothing. */
  static GeneProgress unrecorded() {
    return new GeneProgress(new StagedGene[0], Optional.empty());
  }

  /**
   * Goes on from some genes.
   *
   * @param staged by gene, null where it is still to be written
   * @param record takes every further gene
   */
  static GeneProgress recorded(StagedGene[] staged, ProgressFile record) {
    return new GeneProgress(staged.clone(), Optional.of(record));
  }

  /** A gene that was staged before this run. */
  Optional<StagedGene> gene(int gene) {
    return gene < staged.length ? Optional.ofNullable(staged[gene]) : Optional.empty();
  }

  /** How many genes were staged before this run. */
  int count() {
    return count;
  }

  /** Records a gene whose payload is complete. */
  void wrote(StagedGene gene) throws IOException {
    if (record.isPresent()) {
      record.get().add(gene);
    }
  }

  @Override
  public void close() throws IOException {
    if (record.isPresent()) {
      record.get().close();
    }
  }
}
