package io.cellfolio.export;

import io.cellfolio.quant.Arithmetic;
import io.cellfolio.quant.ColumnEncoder;
import io.cellfolio.source.CellSource;
import java.io.IOException;

/**
 * What the writers of all sections share.
 *
 * @param source the cells
 * @param dataset what is planned
 * @param staged where files go
 * @param pool the threads
 * @param progress counts files
 * @param findings takes notices
 */
record ExportRun(
    CellSource source,
    PlannedDataset dataset,
    StagedDirectory staged,
    WorkerPool pool,
    Progress progress,
    Findings findings) {

  Arithmetic arithmetic() {
    return LayoutRules.of(dataset.options().layout()).arithmetic();
  }

  ColumnEncoder obsEncoder() {
    return arithmetic().encoder(dataset.options().obsType(), dataset.options().rounding());
  }

  /** Writes one payload from the worker's raw buffer. */
  PayloadReceipt write(WorkerPool.Worker worker, String path, byte[] raw, long length)
      throws IOException {
    return wrote(worker.writer().write(staged.root(), path, raw, Math.toIntExact(length)));
  }

  PayloadReceipt wrote(PayloadReceipt receipt) throws IOException {
    staged.declare(receipt);
    progress.wrote(receipt);
    return receipt;
  }
}
