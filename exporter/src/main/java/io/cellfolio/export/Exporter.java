package io.cellfolio.export;

import io.cellfolio.format.Layout;
import io.cellfolio.format.ManifestCodec;
import io.cellfolio.format.UtcTime;
import io.cellfolio.source.CellSource;
import io.cellfolio.source.ReadingPlan;
import io.cellfolio.source.ScratchSpace;
import io.cellfolio.source.SourceMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/**
 * Writes cells as an export directory.
 *
 * <p>The directory is planned first and refused with all its problems at once; then written beside
 * the target, checked, and put into the target's place by one rename. Whatever stood there before
 * stays as it was until that moment. Equal input, options and time give equal bytes, whatever the
 * number of threads and the memory.
 *
 * <p>Normative text: {@code docs/format/README.md}.
 */
public final class Exporter {
  private Exporter() {}

  /**
   * Plans an export without writing anything.
   *
   * @param source the cells
   * @param target the directory that would be published
   * @param options how
   * @return what an export would write
   * @throws ExportRefusedException when the export cannot be made; carries every reason
   * @throws IOException when the source or an existing export cannot be read
   */
  public static ExportPlan plan(CellSource source, Path target, ExportOptions options)
      throws IOException {
    Path checked = TargetGuard.check(target);
    return settled(planned(source, checked, options), checked);
  }

  private static PlannedDataset planned(CellSource source, Path checked, ExportOptions options)
      throws IOException {
    return new ExportPlanner(source, checked.getFileName().toString(), options).plan();
  }

  private static ExportPlan settled(PlannedDataset dataset, Path checked) throws IOException {
    return new ExportPlan(dataset, checked, dispositions(dataset, checked));
  }

  /**
   * Exports.
   *
   * @param source the cells; read by several threads
   * @param target the directory to publish; its parents are created
   * @param options how
   * @param listener hears of progress
   * @return what was done
   * @throws ExportRefusedException when the export cannot be made; carries every reason, and
   *     nothing was written
   * @throws TargetLockedException when another run writes the target
   * @throws UnsoundExportException when what was written is not what it should be; the target is as
   *     it was
   * @throws IOException when reading or writing failed; the target is as it was
   */
  public static ExportReport export(
      CellSource source, Path target, ExportOptions options, ExportListener listener)
      throws IOException {
    Instant start = Instant.now();
    Path checked = TargetGuard.check(target);
    listener.phase("planning");
    // Whatever the data themselves speak against is found before anything is made on disk.
    PlannedDataset dataset;
    Optional<SourceMark> mark;
    try (PlanningCrew crew = PlanningCrew.of(options.threads())) {
      FutureTask<Optional<SourceMark>> marking = crew.begin(source::mark);
      dataset = planned(source, checked, options);
      mark = PlanningCrew.resultOf(marking);
    }
    Files.createDirectories(checked.getParent());
    try (TargetLock lock = TargetLock.acquire(new Sidecars(checked))) {
      List<Notice> notices = new ArrayList<>();
      for (String clause : Transaction.recover(lock, options.scratch(), options.resume())) {
        notices.add(Notice.warning("an earlier run was interrupted: " + clause));
      }
      ExportPlan plan = settled(dataset, checked);
      notices.addAll(plan.notices());
      listener.planned(plan);
      return write(source, mark, plan, listener, start, notices, lock);
    }
  }

  /**
   * Tells what an export will take. Makes a part of it in memory and writes nothing.
   *
   * @param source the cells that were planned
   * @param plan a plan of {@link #plan}
   * @return files, bytes, memory, disk and time
   * @throws IOException when the source cannot be read
   */
  public static ExportForecast forecast(CellSource source, ExportPlan plan) throws IOException {
    return new Forecaster(source, plan).forecast();
  }

  /**
   * Looks for what an interrupted export left beside a target.
   *
   * @param target the directory that it would have published
   * @return what another run can go on from; empty when there is nothing
   * @throws IOException when the directory cannot be read
   */
  public static Optional<UnfinishedExport> unfinished(Path target) throws IOException {
    return Resumption.look(new Sidecars(TargetGuard.check(target)));
  }

  private static ExportReport write(
      CellSource source,
      Optional<SourceMark> mark,
      ExportPlan plan,
      ExportListener listener,
      Instant start,
      List<Notice> notices,
      TargetLock lock)
      throws IOException {
    ExportOptions options = plan.dataset().options();
    if (!isAnyWritten(plan)) {
      listener.phase("nothing to write");
      if (options.resume()) {
        Resumption.find(lock.sidecars(), Optional.empty(), notices);
      }
      return unchanged(plan, start, notices);
    }
    Optional<ResumeKey> key = resumeKey(plan, mark);
    Optional<Resumption> resumption =
        options.resume() ? Resumption.find(lock.sidecars(), key, notices) : Optional.empty();
    Instant createdAt = createdAt(options, resumption);
    Transaction transaction =
        resumption.isPresent() ? Transaction.goOn(lock, resumption.get()) : Transaction.begin(lock);
    boolean published = false;
    try (ScratchSpace scratch = transaction.scratch(options.scratch())) {
      StagedDirectory staged =
          resumption.isPresent()
              ? StagedDirectory.takeOver(transaction.stage())
              : StagedDirectory.create(transaction.stage());
      Findings findings = new Findings();
      StageOpening opening = new StageOpening(transaction, staged, resumption, key, createdAt);
      Written written = writeSections(source, plan, opening, scratch, listener, findings);
      adoptKept(plan, staged);
      staged.writeDocument(
          Layout.IDENTITY_FILE,
          ManifestCodec.of(plan.layout())
              .write(plan.dataset().identity(Optional.of(UtcTime.text(createdAt)))));
      listener.phase("checking");
      check(plan, staged);
      listener.phase("publishing");
      transaction.publish();
      published = true;
      notices.addAll(findings.notices());
      return new ExportReport(
          plan,
          plan.target(),
          plan.sections(),
          staged.nFiles(),
          plan.rawBytes(),
          staged.storedBytes(),
          written.resumed,
          written.reading,
          Duration.between(start, Instant.now()),
          notices);
    } finally {
      // What failed can be gone on from only when that was asked for; otherwise nothing stays.
      if (published || !options.resume() || key.isEmpty()) {
        transaction.discard();
      }
    }
  }

  /**
   * What genes follow from; empty when none are written or nothing tells the source from others.
   */
  private static Optional<ResumeKey> resumeKey(ExportPlan plan, Optional<SourceMark> mark) {
    if (mark.isEmpty() || !isWritten(plan, SectionName.VAR)) {
      return Optional.empty();
    }
    PlannedDataset dataset = plan.dataset();
    return Optional.of(ResumeKey.of(mark.get(), dataset.genes().orElseThrow(), dataset.options()));
  }

  private static Instant createdAt(ExportOptions options, Optional<Resumption> resumption) {
    if (options.createdAt().isPresent()) {
      return options.createdAt().get();
    }
    return resumption.isPresent()
        ? resumption.get().createdAt()
        : Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static void check(ExportPlan plan, StagedDirectory staged) throws IOException {
    ExportOptions options = plan.dataset().options();
    if (options.verification() == Verification.NONE) {
      return;
    }
    List<String> faults = new ArrayList<>();
    if (options.stagingCheck().isEmpty()) {
      faults.addAll(staged.faults(options.verification()));
    } else {
      faults.addAll(options.stagingCheck().get().faults(staged.root(), options.verification()));
      if (options.verification() == Verification.CONTENT) {
        faults.addAll(staged.faultsOfPlainPayloads());
      }
    }
    if (!faults.isEmpty()) {
      throw new UnsoundExportException(plan.target(), faults);
    }
  }

  /** How many genes were staged already, and how the others were read. */
  private record Written(int resumed, Optional<ReadingPlan> reading) {}

  /** Writes what is due. */
  private static Written writeSections(
      CellSource source,
      ExportPlan plan,
      StageOpening opening,
      ScratchSpace scratch,
      ExportListener listener,
      Findings findings)
      throws IOException {
    ExportOptions options = plan.dataset().options();
    StagedDirectory staged = opening.staged();
    ManifestCodec codec = ManifestCodec.of(plan.layout());
    try (WorkerPool pool = new WorkerPool(options.threads(), options.compression());
        GeneProgress earlier = opening.open(plan.dataset().genes(), pool)) {
      Progress progress = progress(plan, staged, listener);
      ExportRun run = new ExportRun(source, plan.dataset(), staged, pool, progress, findings);
      progress.phase("writing cells");
      WorkerPool.Batch batch = pool.batch();
      Optional<PlannedGraph> graph =
          isWritten(plan, SectionName.CONNECTIVITY) ? plan.dataset().graph() : Optional.empty();
      // The longest payloads first: buffers grow once, and the threads end at about the same time.
      boolean graphFirst = graph.isPresent() && graph.get().edges().kept();
      if (graphFirst) {
        new GraphWriter(run, graph.get()).submit(batch);
      }
      if (isWritten(plan, SectionName.POINTS)) {
        new PointsWriter(run).submit(batch);
      }
      ObsWriter obs = new ObsWriter(run);
      if (isWritten(plan, SectionName.OBS)) {
        obs.submit(batch);
      }
      if (isWritten(plan, SectionName.VECTORS)) {
        new VectorsWriter(run, plan.dataset().vectors().orElseThrow()).submit(batch);
      }
      if (graph.isPresent()) {
        if (!graphFirst) {
          new GraphWriter(run, graph.get()).submit(batch);
        }
        staged.writeDocument(
            Layout.CONNECTIVITY_MANIFEST_FILE, codec.write(graph.get().manifest()));
      }
      Optional<ReadingPlan> reading = Optional.empty();
      if (isWritten(plan, SectionName.VAR)) {
        progress.phase("writing genes");
        GenesWriter genes = new GenesWriter(run, plan.dataset().genes().orElseThrow(), earlier);
        genes.write(scratch);
        reading = genes.reading();
        staged.writeDocument(Layout.VAR_MANIFEST_FILE, codec.write(genes.manifest()));
      }
      batch.await();
      if (isWritten(plan, SectionName.OBS)) {
        obs.noticeMissing();
        staged.writeDocument(Layout.OBS_MANIFEST_FILE, codec.write(obs.manifest()));
      }
      return new Written(earlier.count(), reading);
    }
  }

  /** Counts up to what is due: the payloads of written sections that are not staged already. */
  private static Progress progress(
      ExportPlan plan, StagedDirectory staged, ExportListener listener) {
    int files = 0;
    long rawBytes = 0;
    for (PlannedPayload payload : plan.payloads()) {
      if (isWritten(plan, payload.section()) && !staged.holds(payload.path())) {
        files++;
        rawBytes += payload.rawBytes();
      }
    }
    return new Progress(listener, files, rawBytes);
  }

  private static void adoptKept(ExportPlan plan, StagedDirectory staged) throws IOException {
    for (PlannedSection section : plan.dataset().sections()) {
      if (plan.sections().get(section.name()) != Disposition.KEPT) {
        continue;
      }
      Optional<String> manifest =
          switch (section.name()) {
            case OBS -> Optional.of(Layout.OBS_MANIFEST_FILE);
            case VAR -> Optional.of(Layout.VAR_MANIFEST_FILE);
            case CONNECTIVITY -> Optional.of(Layout.CONNECTIVITY_MANIFEST_FILE);
            case POINTS, VECTORS -> Optional.empty();
          };
      if (manifest.isPresent()) {
        staged.adopt(plan.target(), manifest.get());
      }
      for (PlannedPayload payload : section.payloads()) {
        Path directory = Path.of(payload.path()).getParent();
        if (directory != null) {
          staged.createDirectory(directory.toString());
        }
        staged.adopt(plan.target(), payload.path());
      }
    }
    staged.createDirectory(Layout.OBS_DIRECTORY);
  }

  private static ExportReport unchanged(ExportPlan plan, Instant start, List<Notice> notices)
      throws IOException {
    ExistingExport existing = ExistingExport.read(plan.target());
    long stored = 0;
    for (String file : existing.files()) {
      stored += Files.size(plan.target().resolve(file));
    }
    return new ExportReport(
        plan,
        plan.target(),
        plan.sections(),
        existing.files().size(),
        plan.rawBytes(),
        stored,
        0,
        Optional.empty(),
        Duration.between(start, Instant.now()),
        notices);
  }

  private static boolean isAnyWritten(ExportPlan plan) {
    for (SectionName section : plan.sections().keySet()) {
      if (isWritten(plan, section)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWritten(ExportPlan plan, SectionName section) {
    Disposition disposition = plan.sections().get(section);
    return disposition != Disposition.KEPT && disposition != Disposition.ABSENT;
  }

  private static Map<SectionName, Disposition> dispositions(PlannedDataset dataset, Path target)
      throws IOException {
    if (!ExistingExport.stands(target)) {
      return everything(dataset, Disposition.WRITTEN);
    }
    if (!ExistingExport.looksLikeOne(target)) {
      throw ExportRefusedException.because(
          Problem.target(
              "%s: the directory holds files and is no export (there is no %s); choose another directory or empty this one yourself"
                  .formatted(target, Layout.IDENTITY_FILE)));
    }
    if (dataset.options().force()) {
      return everything(dataset, Disposition.REPLACED);
    }
    ExistingExport existing;
    try {
      existing = ExistingExport.read(target);
    } catch (IOException damaged) {
      throw ExportRefusedException.because(
          Problem.target(
              "%s: the export that is there cannot be read (%s); --force replaces it"
                  .formatted(target, damaged.getMessage())));
    }
    return Reconciliation.of(existing, dataset);
  }

  private static Map<SectionName, Disposition> everything(
      PlannedDataset dataset, Disposition disposition) {
    Map<SectionName, Disposition> sections = new EnumMap<>(SectionName.class);
    for (SectionName name : SectionName.values()) {
      sections.put(name, Disposition.ABSENT);
    }
    for (PlannedSection section : dataset.sections()) {
      sections.put(section.name(), disposition);
    }
    return sections;
  }
}
