package io.cellfolio.export;

import io.cellfolio.format.Bounds;
import io.cellfolio.format.FieldEntry;
import io.cellfolio.format.Layout;
import io.cellfolio.format.ObsManifest;
import io.cellfolio.format.ValueSchema;
import io.cellfolio.quant.Arithmetic;
import io.cellfolio.quant.CategoryCentroid;
import io.cellfolio.quant.CategoryCodes;
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
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.ejml.data.FMatrixRMaj;

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

  void submit(WorkerPool.Batch batch) throws IOException {
    run.staged().createDirectory(Layout.OBS_DIRECTORY);
    for (int i = 0; i < obs.continuous().size(); i++) {
      int position = i;
      batch.submit(worker -> writeContinuous(worker, position));
    }
    if (obs.categorical().isEmpty()) {
      return;
    }
    MemoryShares shares = new MemoryShares(run.source(), run.dataset());
    if (!shares.holdsLatent()) {
      submitGroups(batch, shares.ofLatent());
      return;
    }
    Optional<FMatrixRMaj> latent =
        obs.latentKey().isPresent()
            ? Optional.of(run.source().obsmMatrixFloat(obs.latentKey().get()))
            : Optional.empty();
    for (int i = 0; i < obs.categorical().size(); i++) {
      int position = i;
      batch.submit(worker -> writeCategorical(worker, position, latent));
    }
  }

  private void submitGroups(WorkerPool.Batch batch, long bytes) throws IOException {
    CellRows latent = run.source().obsmRows(obs.latentKey().orElseThrow());
    int minPoints = run.dataset().options().centroidMinPoints();
    for (List<Integer> group :
        OutlierGroups.of(obs, latent.nColumns(), minPoints, bytes, run.pool().threads())) {
      batch.submit(
          worker -> {
            List<CategoryCodes> fields = new ArrayList<>();
            for (int position : group) {
              fields.add(codes(obs.categorical().get(position)));
            }
            List<float[]> quantiles = OutlierGroups.quantiles(latent, fields, minPoints);
            for (int i = 0; i < group.size(); i++) {
              write(worker, group.get(i), fields.get(i), Optional.of(quantiles.get(i)));
            }
          });
    }
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
                    "obs column '%s': %d cells have no value in the export (%d NaN, %d infinite)"
                        .formatted(key, range.missing(), range.nan(), range.infinite())));
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
    boolean outliers =
        obs.categorical().stream().anyMatch(field -> field.outliersPath().isPresent());
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
        outliers
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
    CategoryCodes codes = CategoryCodes.of(run.source().obsColumn(field.column()));
    if (codes.nCategories() != field.labels().size()) {
      throw changed(field.key());
    }
    return codes;
  }

  private void writeCategorical(
      WorkerPool.Worker worker, int position, Optional<FMatrixRMaj> latent) throws IOException {
    CategoryCodes codes = codes(obs.categorical().get(position));
    Optional<float[]> quantiles =
        latent.map(
            matrix ->
                OutlierQuantiles.of(
                    matrix,
                    codes.codes(),
                    codes.nCategories(),
                    run.dataset().options().centroidMinPoints()));
    write(worker, position, codes, quantiles);
  }

  private void write(
      WorkerPool.Worker worker, int position, CategoryCodes codes, Optional<float[]> quantiles)
      throws IOException {
    PlannedObs.Categorical field = obs.categorical().get(position);
    long length = Math.multiplyExact((long) obs.nCells(), (long) field.codesType().bytes());
    byte[] raw = worker.raw(length);
    codes.write(field.codesType(), raw);
    run.write(worker, field.codesPath(), raw, length);
    Optional<Bounds> outlierBounds = Optional.empty();
    if (field.outliersPath().isPresent()) {
      outlierBounds =
          writeOutliers(
              worker,
              field.outliersPath().get(),
              quantiles.orElseGet(() -> new float[obs.nCells()]));
    }
    categorical.set(
        position,
        new FieldEntry.Categorical(
            field.index(),
            field.key(),
            field.labels(),
            field.codesType(),
            centroids(field, codes),
            outlierBounds));
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
      PlannedObs.Categorical field, CategoryCodes codes) {
    ExportOptions options = run.dataset().options();
    OptionalDouble quantile = options.centroidOutlierQuantile();
    Arithmetic arithmetic = run.arithmetic();
    SortedMap<Integer, List<FieldEntry.Centroid>> byDimension = new TreeMap<>();
    run.dataset()
        .points()
        .embeddings()
        .forEach(
            (dimension, embedding) -> {
              List<FieldEntry.Centroid> centroids = new ArrayList<>();
              if (quantile.isPresent()) {
                for (CategoryCentroid centroid :
                    arithmetic.centroids(
                        embedding.coordinates(),
                        codes.codes(),
                        codes.nCategories(),
                        quantile.getAsDouble(),
                        options.centroidMinPoints())) {
                  centroids.add(
                      new FieldEntry.Centroid(
                          field.labels().get(centroid.category()),
                          Values.boxed(centroid.position()),
                          centroid.nPoints()));
                }
              }
              byDimension.put(dimension, centroids);
            });
    return byDimension;
  }

  private IOException changed(String key) {
    return new IOException(
        run.source().name() + ": obs column '" + key + "' changed while it was exported");
  }
}
