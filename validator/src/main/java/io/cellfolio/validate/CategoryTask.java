package io.cellfolio.validate;

import io.cellfolio.format.SampleType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks the codes of a category field, and its outlier quantiles and centroids against them.
 *
 * <p>Normative text: {@code docs/format/reader.md}, V73, V77, N11, N12, N18.
 */
final class CategoryTask implements PayloadTask {
  private static final int CODES = 0;
  private static final int OUTLIERS = 1;
  private static final int POINTS = 2;

  private final PayloadOpener opener;
  private final Findings findings;
  private final Dataset.CategoryPart part;
  private final List<Dataset.PointsPart> points;
  private final PointsCache cache;

  /**
   * A check of one field.
   *
   * @param points the embeddings that the field may have centroids in
   */
  CategoryTask(
      PayloadOpener opener,
      Dataset.CategoryPart part,
      List<Dataset.PointsPart> points,
      PointsCache cache) {
    this.opener = opener;
    this.findings = opener.findings();
    this.part = part;
    this.points = List.copyOf(points);
    this.cache = cache;
  }

  @Override
  public List<Payload> payloads() {
    List<Payload> payloads = new ArrayList<>(List.of(part.codes()));
    part.outliers().ifPresent(payloads::add);
    return payloads;
  }

  @Override
  public void run(Workbench bench) throws IOException {
    Payload codes = part.codes();
    Optional<Payload> outliers = part.outliers();
    boolean codesOpen = opener.open(bench.input(CODES), codes);
    boolean outliersOpen =
        outliers.isPresent() && opener.open(bench.input(OUTLIERS), outliers.get());
    if (!codesOpen) {
      if (outliersOpen) {
        opener.drain(bench.input(OUTLIERS), outliers.get(), bench.buffer(OUTLIERS));
      }
      return;
    }
    List<CellPoints> clouds = openPoints(bench);
    CategoryTally tally =
        new CategoryTally(part.field(), clouds.stream().map(CellPoints::dimension).toList());
    boolean codesIntact = false;
    boolean outliersIntact = outliersOpen;
    long cells = codes.elements();
    int width = codes.type().bytes();
    int outlierWidth = outliers.map(payload -> payload.type().bytes()).orElse(1);
    int rows = Workbench.CHUNK_BYTES / (3 * Float.BYTES);
    byte[] codeBytes = bench.buffer(CODES);
    byte[] outlierBytes = bench.buffer(OUTLIERS);
    int[] chunk = new int[rows];
    OutlierTally quantiles =
        new OutlierTally(part.field(), outliers.map(Payload::type).orElse(SampleType.F32));
    try {
      for (long cell = 0; cell < cells; cell += rows) {
        int n = (int) Math.min(rows, cells - cell);
        bench.input(CODES).read(codeBytes, n * width);
        for (int i = 0; i < n; i++) {
          chunk[i] = (int) Elements.unsigned(codeBytes, i * width, width);
        }
        tally.addCodes(chunk, n, cell, codes.type().missingCode());
        for (int cloud = 0; cloud < clouds.size(); cloud++) {
          if (!clouds.get(cloud).read(n)) {
            tally.forget(cloud);
          }
          tally.addPoints(cloud, clouds.get(cloud), chunk, n);
        }
        if (outliersIntact) {
          outliersIntact = readOutliers(bench, outliers.get(), outlierBytes, n * outlierWidth);
          if (outliersIntact) {
            quantiles.add(chunk, outlierBytes, n, cell);
          }
        }
      }
      opener.finish(bench.input(CODES), codes);
      codesIntact = true;
    } catch (PayloadFault e) {
      opener.report(codes, e);
    } catch (IOException e) {
      opener.report(codes, e);
    }
    if (outliersIntact) {
      outliersIntact = codesIntact ? finish(bench, outliers.get()) : redo(bench, outliers.get());
    }
    if (codesIntact && cells > 0) {
      tally.judge(findings, codes);
      if (outliersIntact) {
        quantiles.judge(findings, outliers.get(), tally);
      }
    }
  }

  private boolean readOutliers(Workbench bench, Payload payload, byte[] target, int length) {
    try {
      bench.input(OUTLIERS).read(target, length);
      return true;
    } catch (PayloadFault e) {
      opener.report(payload, e);
    } catch (IOException e) {
      opener.report(payload, e);
    }
    return false;
  }

  private boolean finish(Workbench bench, Payload payload) {
    try {
      opener.finish(bench.input(OUTLIERS), payload);
      return true;
    } catch (PayloadFault e) {
      opener.report(payload, e);
    } catch (IOException e) {
      opener.report(payload, e);
    }
    return false;
  }

  /** Where the codes cannot be read, the quantiles are still read to their end. */
  private boolean redo(Workbench bench, Payload payload) {
    if (opener.open(bench.input(OUTLIERS), payload)) {
      opener.drain(bench.input(OUTLIERS), payload, bench.buffer(OUTLIERS));
    }
    return false;
  }

  private List<CellPoints> openPoints(Workbench bench) {
    List<CellPoints> clouds = new ArrayList<>();
    for (Dataset.PointsPart cloud : points) {
      int number = POINTS + clouds.size();
      Optional<CellPoints> open =
          cache
              .get(cloud.payload())
              .map(kept -> CellPoints.kept(cloud.file().dimension(), kept))
              .or(() -> streamed(bench, cloud, number));
      open.ifPresent(clouds::add);
    }
    return clouds;
  }

  private Optional<CellPoints> streamed(Workbench bench, Dataset.PointsPart cloud, int number) {
    if (!opener.isUsable(cloud.payload())) {
      return Optional.empty();
    }
    PayloadInput input = bench.input(number);
    try {
      input.open(cloud.payload());
    } catch (PayloadFault e) {
      opener.report(cloud.payload(), e);
      return Optional.empty();
    } catch (IOException e) {
      opener.report(cloud.payload(), e);
      return Optional.empty();
    }
    return Optional.of(CellPoints.streamed(cloud.file().dimension(), input, bench.buffer(number)));
  }
}
