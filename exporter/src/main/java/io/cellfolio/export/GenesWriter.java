package io.cellfolio.export;

import io.cellfolio.format.FieldEntry;
import io.cellfolio.format.Layout;
import io.cellfolio.format.ValueSchema;
import io.cellfolio.format.VarManifest;
import io.cellfolio.quant.CodeEncoder;
import io.cellfolio.quant.ColumnEncoder;
import io.cellfolio.quant.ColumnRange;
import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.GeneColumn;
import io.cellfolio.source.ReadingPlan;
import io.cellfolio.source.Resources;
import io.cellfolio.source.ScratchSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Writes genes: each thread takes a block of genes, writes it, and takes the next. */
final class GenesWriter {
  private static final int MOST_NAMED = 5;

  private final ExportRun run;
  private final PlannedGenes genes;
  private final GeneProgress staged;
  private final AtomicReferenceArray<FieldEntry.Continuous> entries;
  private final AtomicReferenceArray<ColumnRange> ranges;

  private Optional<ReadingPlan> reading = Optional.empty();

  GenesWriter(ExportRun run, PlannedGenes genes, GeneProgress staged) {
    this.run = run;
    this.staged = staged;
    this.genes = genes;
    this.entries = new AtomicReferenceArray<>(genes.names().size());
    this.ranges = new AtomicReferenceArray<>(genes.names().size());
  }

  void write(ScratchSpace scratch) throws IOException {
    run.staged().createDirectory(Layout.VAR_DIRECTORY);
    int[] ascending = columnsToWrite();
    int[] geneOfColumn = new int[genes.matrix().nGenes()];
    for (int gene = 0; gene < genes.columns().length; gene++) {
      geneOfColumn[genes.columns()[gene]] = gene;
    }
    Resources resources =
        new Resources(
            new MemoryShares(run.source(), run.dataset()).ofGenes(),
            Optional.of(scratch),
            run.pool().threads());
    reading =
        ascending.length == 0
            ? Optional.empty()
            : Optional.of(genes.matrix().plan(ascending, resources));
    try (GeneBlockCursor cursor = genes.matrix().openBlocks(ascending, resources)) {
      WorkerPool.Batch batch = run.pool().batch();
      for (int i = 0; i < run.pool().threads(); i++) {
        batch.submit(worker -> writeBlocks(worker, cursor, geneOfColumn));
      }
      batch.await();
    }
    noticeMissing();
  }

  /** How genes were read. */
  Optional<ReadingPlan> reading() {
    return reading;
  }

  /** The columns of the genes that are not staged already, ascending. */
  private int[] columnsToWrite() {
    ColumnEncoder encoder = encoder();
    int[] columns = new int[genes.columns().length];
    int count = 0;
    for (int gene = 0; gene < columns.length; gene++) {
      Optional<StagedGene> earlier = staged.gene(gene);
      if (earlier.isPresent()) {
        settle(gene, encoder, earlier.get().range());
      } else {
        columns[count++] = genes.columns()[gene];
      }
    }
    int[] ascending = Arrays.copyOf(columns, count);
    Arrays.sort(ascending);
    return ascending;
  }

  private ColumnEncoder encoder() {
    return run.arithmetic().encoder(genes.type(), run.dataset().options().rounding());
  }

  private void settle(int gene, ColumnEncoder encoder, ColumnRange range) {
    ranges.set(gene, range);
    entries.set(
        gene,
        new FieldEntry.Continuous(gene, genes.names().get(gene), Values.bounds(encoder, range)));
  }

  /** The manifest; to be asked for after {@link #write}. */
  VarManifest manifest() {
    List<FieldEntry.Continuous> fields = new ArrayList<>(entries.length());
    for (int gene = 0; gene < entries.length(); gene++) {
      fields.add(entries.get(gene));
    }
    return new VarManifest(
        genes.nCells(),
        genes.idColumn(),
        genes.compression(),
        new ValueSchema(
            genes.layout().varValuesPattern(genes.type(), genes.compression()), genes.type()),
        fields);
  }

  private void writeBlocks(WorkerPool.Worker worker, GeneBlockCursor cursor, int[] geneOfColumn)
      throws IOException {
    while (run.pool().goesOn()) {
      Optional<GeneBlock> next = cursor.next();
      if (next.isEmpty()) {
        return;
      }
      GeneBlock block = next.get();
      for (int i = 0; i < block.size() && run.pool().goesOn(); i++) {
        writeGene(worker, block, i, geneOfColumn[block.column(i)]);
      }
      cursor.giveBack(block);
    }
  }

  private void writeGene(WorkerPool.Worker worker, GeneBlock block, int inBlock, int gene)
      throws IOException {
    ColumnEncoder encoder = encoder();
    GeneColumn column = block.gene(inBlock);
    Written written =
        worker.writer().gzipped()
                && encoder instanceof CodeEncoder coder
                && column instanceof GeneColumn.Sparse sparse
            ? writeListed(worker, coder, sparse, genes.path(gene))
            : writeWhole(worker, encoder, column, genes.path(gene));
    staged.wrote(new StagedGene(gene, written.receipt, written.range));
    settle(gene, encoder, written.range);
  }

  /** What is known of a gene when its payload is complete. */
  private record Written(PayloadReceipt receipt, ColumnRange range) {}

  private Written writeWhole(
      WorkerPool.Worker worker, ColumnEncoder encoder, GeneColumn column, String path)
      throws IOException {
    long length = Math.multiplyExact((long) genes.nCells(), (long) genes.type().bytes());
    byte[] raw = worker.raw(length);
    ColumnRange range = encoder.encode(column, raw);
    return new Written(run.write(worker, path, raw, length), range);
  }

  private Written writeListed(
      WorkerPool.Worker worker, CodeEncoder encoder, GeneColumn.Sparse column, String path)
      throws IOException {
    int width = encoder.type().bytes();
    int listed = column.to() - column.from();
    byte[] codes = worker.raw(Math.multiplyExact((long) listed, (long) width));
    CodeEncoder.ListedCodes found = encoder.encodeListed(column, codes);
    PayloadReceipt receipt =
        worker
            .writer()
            .writeListed(
                run.staged().root(),
                path,
                column.nCells(),
                found.background(),
                column.cells(),
                column.from(),
                listed,
                codes,
                width);
    return new Written(run.wrote(receipt), found.range());
  }

  private void noticeMissing() {
    List<String> withMissing = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    long nan = 0;
    long infinite = 0;
    for (int gene = 0; gene < ranges.length(); gene++) {
      ColumnRange range = ranges.get(gene);
      if (range.finite() == 0) {
        empty.add(genes.names().get(gene));
      } else if (range.missing() > 0) {
        withMissing.add(genes.names().get(gene));
        nan += range.nan();
        infinite += range.infinite();
      }
    }
    if (!withMissing.isEmpty()) {
      run.findings()
          .add(
              Notice.warning(
                  "%d genes have cells without a value in the export (%d NaN, %d infinite): %s"
                      .formatted(withMissing.size(), nan, infinite, few(withMissing))));
    }
    if (!empty.isEmpty()) {
      run.findings()
          .add(
              Notice.warning(
                  "%d genes have no finite value in any cell: %s"
                      .formatted(empty.size(), few(empty))));
    }
  }

  private static String few(List<String> names) {
    return names.size() <= MOST_NAMED
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMED)) + ", ...";
  }
}
