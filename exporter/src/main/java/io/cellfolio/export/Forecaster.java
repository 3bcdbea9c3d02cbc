package io.cellfolio.export;

import io.cellfolio.format.FieldEntry;
import io.cellfolio.format.Layout;
import io.cellfolio.format.ManifestCodec;
import io.cellfolio.format.ValueSchema;
import io.cellfolio.format.VarManifest;
import io.cellfolio.quant.ColumnEncoder;
import io.cellfolio.quant.ColumnRange;
import io.cellfolio.source.CellSource;
import io.cellfolio.source.GeneSample;
import io.cellfolio.source.ReadingPlan;
import io.cellfolio.source.Resources;
import io.cellfolio.source.ScratchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tells what an export will take: makes a part of it and keeps nothing. */
final class Forecaster {
  private static final long SAMPLED_ELEMENTS = 1L << 22;

  /** What Java itself, its compiler and its threads take beside the heap. */
  private static final long JAVA_BYTES = 200L << 20;

  private static final long THREAD_BYTES = 4L << 20;

  /** To make, write and close one small file. */
  private static final long FILE_NANOS = 60_000;

  /** Until Java has started and planned, and for code that it runs for the first time. */
  private static final long COLD_NANOS = 500_000_000;

  private final CellSource source;
  private final ExportPlan plan;
  private final ExportOptions options;
  private final StagedDirectory staged = StagedDirectory.imaginary();
  private final ManifestCodec codec;

  Forecaster(CellSource source, ExportPlan plan) {
    this.source = source;
    this.plan = plan;
    this.options = plan.dataset().options();
    this.codec = ManifestCodec.of(plan.layout());
  }

  ExportForecast forecast() throws IOException {
    PlannedDataset dataset = plan.dataset();
    try (WorkerPool pool = WorkerPool.measuring(options.threads(), options.compression())) {
      long start = System.nanoTime();
      writeCells(pool);
      long nanos = System.nanoTime() - start;
      String time =
          options.createdAt().orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS)) + "";
      staged.writeDocument(Layout.IDENTITY_FILE, codec.write(dataset.identity(Optional.of(time))));
      long files = staged.nFiles();
      long bytes = staged.storedBytes();
      double share = 1;
      Optional<ReadingPlan> reading = Optional.empty();
      if (dataset.genes().isPresent() && !dataset.genes().get().names().isEmpty()) {
        PlannedGenes genes = dataset.genes().get();
        reading = Optional.of(reading(genes));
        long reads = System.nanoTime();
        GeneSample sample = genes.matrix().sample(sorted(genes), SAMPLED_ELEMENTS);
        reads = System.nanoTime() - reads;
        ColumnEncoder encoder =
            LayoutRules.of(options.layout()).arithmetic().encoder(genes.type(), options.rounding());
        GeneForecast.Result result = new GeneForecast(genes, encoder, sample).measure(pool);
        files += genes.names().size() + 1L;
        bytes += result.bytes() + codec.write(manifest(genes, encoder, result.ranges())).length;
        share = result.share();
        double wholeReads = reads / Math.max(share, 1e-9) * reading.get().passes();
        nanos += (long) ((wholeReads + result.encodingNanos()) / options.threads());
      } else if (dataset.genes().isPresent()) {
        files++;
        bytes += codec.write(manifest(dataset.genes().get(), null, List.of())).length;
      }
      nanos += COLD_NANOS + files * FILE_NANOS;
      return new ExportForecast(
          files,
          bytes,
          share,
          heapBytes() + JAVA_BYTES + options.threads() * THREAD_BYTES,
          reading.map(ReadingPlan::scratchBytes).orElse(0L),
          Duration.ofNanos(nanos),
          reading);
    }
  }

  /** The whole heap; what Java reports lacks the part that some collectors keep empty. */
  private static long heapBytes() {
    long reported = Runtime.getRuntime().maxMemory();
    return reported + reported / 8;
  }

  private static int[] sorted(PlannedGenes genes) {
    int[] columns = genes.columns().clone();
    Arrays.sort(columns);
    return columns;
  }

  private ReadingPlan reading(PlannedGenes genes) throws IOException {
    Path beside = options.scratch().orElse(existing(plan.target().getParent()));
    // Closed at once: a space that no file was asked of makes nothing on disk.
    try (ScratchSpace scratch = ScratchSpace.at(beside.resolve("forecast"))) {
      return genes
          .matrix()
          .plan(
              sorted(genes),
              new Resources(
                  new MemoryShares(source, plan.dataset()).ofGenes(),
                  Optional.of(scratch),
                  options.threads()));
    }
  }

  private static Path existing(Path directory) {
    Path path = directory;
    while (!Files.isDirectory(path) && path.getParent() != null) {
      path = path.getParent();
    }
    return path;
  }

  private void writeCells(WorkerPool pool) throws IOException {
    PlannedDataset dataset = plan.dataset();
    Progress silent = new Progress(ExportListener.silent(), 0, 0);
    ExportRun run = new ExportRun(source, dataset, staged, pool, silent, new Findings());
    WorkerPool.Batch batch = pool.batch();
    new PointsWriter(run).submit(batch);
    ObsWriter obs = new ObsWriter(run);
    obs.submit(batch);
    if (dataset.vectors().isPresent()) {
      new VectorsWriter(run, dataset.vectors().get()).submit(batch);
    }
    if (dataset.graph().isPresent()) {
      new GraphWriter(run, dataset.graph().get()).submit(batch);
      staged.writeDocument(
          Layout.CONNECTIVITY_MANIFEST_FILE, codec.write(dataset.graph().get().manifest()));
    }
    batch.await();
    staged.writeDocument(Layout.OBS_MANIFEST_FILE, codec.write(obs.manifest()));
  }

  /** The manifest with the bounds of sampled genes in place of those that nobody knows yet. */
  private static VarManifest manifest(
      PlannedGenes genes, ColumnEncoder encoder, List<ColumnRange> ranges) {
    List<FieldEntry.Continuous> fields = new ArrayList<>();
    for (int gene = 0; gene < genes.names().size(); gene++) {
      fields.add(
          new FieldEntry.Continuous(
              gene,
              genes.names().get(gene),
              Values.bounds(
                  encoder,
                  ranges.get((int) ((long) gene * ranges.size() / genes.names().size())))));
    }
    return new VarManifest(
        genes.nCells(),
        genes.idColumn(),
        genes.compression(),
        new ValueSchema(
            genes.layout().varValuesPattern(genes.type(), genes.compression()), genes.type()),
        fields);
  }
}
