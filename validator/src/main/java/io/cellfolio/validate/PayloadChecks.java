package io.cellfolio.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The second and third level: sizes and content of payloads. */
final class PayloadChecks {
  private static final long KEPT_POINTS_BYTES = 48L << 20;

  private final Dataset dataset;
  private final PayloadOpener opener;
  private final TaskRunner runner;
  private final ValidationListener listener;

  PayloadChecks(
      ExportFiles files,
      Structure structure,
      Findings findings,
      RunCounts counts,
      ValidationOptions options) {
    this.dataset = structure.dataset();
    this.opener = new PayloadOpener(files, findings, structure.files());
    this.runner = new TaskRunner(files, counts, findings, options);
    this.listener = options.listener();
  }

  PayloadOpener opener() {
    return opener;
  }

  /** Checks sizes and the ends of gzip files. */
  void checkLengths() {
    listener.phase("checking lengths");
    checkSizes();
    List<PayloadTask> tasks = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    for (Payload payload : dataset.payloads()) {
      if (paths.add(payload.path())) {
        tasks.add(new EnvelopeTask(opener, payload));
      }
    }
    runner.run(tasks);
  }

  /** Checks everything, sizes included. */
  void checkContent() {
    listener.phase("checking contents");
    checkSizes();
    LayoutTerms terms = dataset.terms();
    PointsCache cache = new PointsCache(KEPT_POINTS_BYTES);
    List<PayloadTask> tasks = new ArrayList<>();
    for (Dataset.PointsPart part : dataset.points()) {
      tasks.add(PointsTask.ofPoints(opener, terms, part.payload(), cache));
    }
    runner.run(tasks);
    tasks.clear();
    for (Dataset.PointsPart part : dataset.vectors()) {
      tasks.add(PointsTask.ofVectors(opener, terms, part.payload()));
    }
    for (Dataset.ValuesPart part : dataset.continuous()) {
      tasks.add(new ValuesTask(opener, terms, part));
    }
    for (Dataset.CategoryPart part : dataset.categories()) {
      tasks.add(new CategoryTask(opener, part, dataset.points(), cache));
    }
    dataset
        .graph()
        .ifPresent(part -> tasks.add(new GraphTask(opener, terms, part, dataset.nCells())));
    for (Dataset.ValuesPart part : dataset.genes()) {
      tasks.add(new ValuesTask(opener, terms, part));
    }
    runner.run(tasks);
  }

  private void checkSizes() {
    Set<String> spatial = new HashSet<>();
    for (Dataset.PointsPart part : dataset.points()) {
      spatial.add(part.payload().path());
      // The viewer makes three dimensions of fewer.
      int padded = part.file().dimension() < 3 ? part.file().dimension() : 0;
      opener.checkSize(part.payload(), dataset.nCells(), padded);
    }
    for (Dataset.PointsPart part : dataset.vectors()) {
      spatial.add(part.payload().path());
      opener.checkSize(part.payload(), dataset.nCells(), part.file().dimension());
    }
    for (Payload payload : dataset.payloads()) {
      if (!spatial.contains(payload.path())) {
        opener.checkSize(payload, dataset.nCells(), 0);
      }
    }
  }
}
