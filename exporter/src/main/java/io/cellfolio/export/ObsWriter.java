package io.cellfolio.export;

import io.cellfolio.format.Bounds;
import io.cellfolio.format.FieldEntry;
import io.cellfolio.format.Layout;
import io.cellfolio.format.ObsManifest;
import io.cellfolio.format.ValueSchema;
import io.cellfolio.quant.CategoryCentroid;
import io.cellfolio.quant.CategoryCodes;
import io.cellfolio.quant.CellCodes;
import io.cellfolio.quant.ColumnEncoder;
import io.cellfolio.quant.ColumnRange;
import io.cellfolio.quant.OutlierQuantiles;
import io.cellfolio.source.CellRows;
import io.cellfolio.source.ObsColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Writes obs fields and tells what their manifest says. */
final class ObsWriter {
  private final ExportRun run;
  private final PlannedObs obs;
  private final AtomicReferenceArray<FieldEntry.Continuous> continuous;
  private final AtomicReferenceArray<FieldEntry.Categorical> categorical;
  private final AtomicReferenceArray<ColumnRange> ranges;

  ObsWriter(ExportRun run) {
    this.run = run;
    this.obs = run.dataset().obs();
    this.continuous = new AtomicReferenceArray<>(obs.continuous().size());
    this.categorical = new AtomicReferenceArray<>(obs.categorical().size());
    this.ranges = new AtomicReferenceArray<>(obs.continuous().size());
  }

  /** Has the fields written; returns when they are, if there is no room for genes meanwhile. */
  void submit(WorkerPool.Batch batch) throws IOException {
    run.staged().createDirectory(Layout.OBS_DIRECTORY);
    MemoryShares shares = new MemoryShares(run.source(), run.dataset());
    MemoryShares.ObsShare share = shares.ofObs();
    List<WorkerPool.Task> tasks = tasks(shares, share);
    WorkerPool.Batch own = share.apart() ? run.pool().batch() : batch;
    AtomicInteger next = new AtomicInteger();
    for (int i = 0; i < Math.min(share.atOnce(), tasks.size()); i++) {
      own.submit(
          worker -> {
            for (int task = next.getAndIncrement();
                task < tasks.size() && run.pool().goesOn();
                task = next.getAndIncrement()) {
              tasks.get(task).run(worker);
            }
          });
    }
    if (share.apart()) {
      own.await();
    }
  }

  private List<WorkerPool.Task> tasks(MemoryShares shares, MemoryShares.ObsShare share)
      throws IOException {
    List<WorkerPool.Task> tasks = new ArrayList<>();
    for (int i = 0; i < obs.continuous().size(); i++) {
      int position = i;
      tasks.add(worker -> writeContinuous(worker, position));
    }
    Optional<CellRows> latent = Optional.empty();
    List<List<Integer>> groups = OutlierGroups.single(obs);
    if (obs.latentKey().isPresent() && !obs.categorical().isEmpty()) {
      String key = obs.latentKey().get();
      if (shares.holdsLatent()) {
        latent = Optional.of(CellRows.of(run.source().obsmMatrixFloat(key)));
      } else {
        latent = Optional.of(run.source().obsmRows(key));
        groups = OutlierGroups.of(obs, shares, share.each(), run.pool().threads());
      }
    }
    for (List<Integer> group : groups) {
      Optional<CellRows> rows = latent;
      tasks.add(worker -> writeGroup(worker, group, rows));
    }
    return tasks;
  }

  /** Tells of missing values, field by field; to be called when all submitted work is done. */
  void noticeMissing() {
    for (int i = 0; i < ranges.length(); i++) {
      String key = obs.continuous().get(i).key();
      ColumnRange range = ranges.get(i);
      if (range.finite() == 0) {
        run.findings()
            .add(Notice.warning("obs column '" + key + "' has no finite value in any cell"));
      } else if (range.missing() > 0) {
        run.findings()
            .add(
                Notice.warning(
                    "obs column '"
                        + key
                        + "': "
                        + range.missing()
                        + " cells have no value in the export ("
                        + range.nan()
                        + " NaN, "
                        + range.infinite()
                        + " infinite)"));
      }
    }
  }

  /** The manifest; to be asked for when all submitted work is done. */
  ObsManifest manifest() {
    ExportOptions options = run.dataset().options();
    Layout layout = options.layout();
    List<FieldEntry.Continuous> numbers = new ArrayList<>();
    for (int i = 0; i < continuous.length(); i++) {
      numbers.add(continuous.get(i));
    }
    List<FieldEntry.Categorical> categories = new ArrayList<>();
    for (int i = 0; i < categorical.length(); i++) {
      categories.add(categorical.get(i));
    }
    return new ObsManifest(
        obs.nCells(),
        options.centroidOutlierQuantile(),
        options.compression(),
        numbers.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ValueSchema(
                    layout.obsValuesPattern(obs.valueType(), options.compression()),
                    obs.valueType())),
        categories.isEmpty()
            ? Optional.empty()
            : Optional.of(layout.obsCodesPattern(options.compression())),
        obs.hasOutliers()
            ? Optional.of(
                new ValueSchema(
                    layout.obsOutliersPattern(obs.valueType(), options.compression()),
                    obs.valueType()))
            : Optional.empty(),
        numbers,
        categories);
  }

  private void writeContinuous(WorkerPool.Worker worker, int position) throws IOException {
    PlannedObs.Continuous field = obs.continuous().get(position);
    if (!(run.source().obsColumn(field.column()) instanceof ObsColumn.Continuous column)) {
      throw changed(field.key());
    }
    ColumnEncoder encoder = run.obsEncoder();
    long length = Math.multiplyExact((long) obs.nCells(), (long) encoder.type().bytes());
    byte[] raw = worker.raw(length);
    ColumnRange range = encoder.encode(column.values(), raw);
    run.write(worker, field.path(), raw, length);
    ranges.set(position, range);
    continuous.set(
        position,
        new FieldEntry.Continuous(field.index(), field.key(), Values.bounds(encoder, range)));
  }

  private CategoryCodes codes(PlannedObs.Categorical field) throws IOException {
    CategoryCodes codes =
        CategoryCodes.of(
            run.source().obsPieces(field.column()), obs.nCells(), field.labels().size());
    if (codes.nCategories() != field.labels().size()) {
      throw changed(field.key());
    }
    return codes;
  }

  /** Writes fields whose outlier quantiles come from one reading of the latent space. */
  private void writeGroup(WorkerPool.Worker worker, List<Integer> group, Optional<CellRows> latent)
      throws IOException {
    List<CategoryCodes> fields = new ArrayList<>();
    for (int position : group) {
      fields.add(codes(obs.categorical().get(position)));
    }
    List<Optional<Bounds>> bounds = writeOutliers(worker, group, fields, latent);
    for (int i = 0; i < group.size(); i++) {
      PlannedObs.Categorical field = obs.categorical().get(group.get(i));
      CategoryCodes codes = fields.get(i);
      long length = Math.multiplyExact((long) obs.nCells(), (long) field.codesType().bytes());
      byte[] raw = worker.raw(length);
      codes.write(field.codesType(), raw);
      run.write(worker, field.codesPath(), raw, length);
      categorical.set(
          group.get(i),
          new FieldEntry.Categorical(
              field.index(),
              field.key(),
              field.labels(),
              field.codesType(),
              centroids(field, codes.codes()),
              bounds.get(i)));
    }
  }

  /** In a method of its own, so that quantiles are gone when centroids are made. */
  private List<Optional<Bounds>> writeOutliers(
      WorkerPool.Worker worker,
      List<Integer> group,
      List<CategoryCodes> fields,
      Optional<CellRows> latent)
      throws IOException {
    List<Optional<Bounds>> bounds = new ArrayList<>();
    List<float[]> quantiles = latent.isEmpty() ? List.of() : quantiles(fields, latent.get());
    for (int i = 0; i < group.size(); i++) {
      Optional<String> path = obs.categorical().get(group.get(i)).outliersPath();
      bounds.add(
          path.isEmpty()
              ? Optional.empty()
              : writeOutliers(
                  worker,
                  path.get(),
                  latent.isEmpty() ? new float[obs.nCells()] : quantiles.get(i)));
    }
    return bounds;
  }

  private List<float[]> quantiles(List<CategoryCodes> fields, CellRows latent) throws IOException {
    List<CellCodes> codes = new ArrayList<>(fields.size());
    for (CategoryCodes field : fields) {
      codes.add(field.codes());
    }
    return OutlierQuantiles.of(latent, codes, run.dataset().options().centroidMinPoints());
  }

  private Optional<Bounds> writeOutliers(WorkerPool.Worker worker, String path, float[] quantiles)
      throws IOException {
    ColumnEncoder encoder = run.obsEncoder();
    long length = Math.multiplyExact((long) obs.nCells(), (long) encoder.type().bytes());
    byte[] raw = worker.raw(length);
    ColumnRange range = encoder.encode(quantiles, raw);
    run.write(worker, path, raw, length);
    return Values.bounds(encoder, range);
  }

  private SortedMap<Integer, List<FieldEntry.Centroid>> centroids(
      PlannedObs.Categorical field, CellCodes codes) throws IOException {
    ExportOptions options = run.dataset().options();
    OptionalDouble quantile = options.centroidOutlierQuantile();
    SortedMap<Integer, List<FieldEntry.Centroid>> byDimension = new TreeMap<>();
    for (var entry : run.dataset().points().embeddings().entrySet()) {
      List<FieldEntry.Centroid> centroids = new ArrayList<>();
      if (quantile.isPresent()) {
        for (CategoryCentroid centroid :
            run.arithmetic()
                .centroids(
                    entry.getValue().coordinates(),
                    codes,
                    quantile.getAsDouble(),
                    options.centroidMinPoints())) {
          centroids.add(
              new FieldEntry.Centroid(
                  field.labels().get(centroid.category()),
                  Values.boxed(centroid.position()),
                  centroid.nPoints()));
        }
      }
      byDimension.put(entry.getKey(), centroids);
    }
    return byDimension;
  }

  private IOException changed(String key) {
    return new IOException(
        run.source().name() + ": obs column '" + key + "' changed while it was exported");
  }
}
