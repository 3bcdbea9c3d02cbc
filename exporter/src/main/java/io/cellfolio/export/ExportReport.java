package io.cellfolio.export;

import io.cellfolio.source.ReadingPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an export did.
 *
 * @param plan what was planned
 * @param directory the published directory
 * @param sections what became of each section
 * @param files number of files in the directory
 * @param rawBytes bytes of all payloads before compression
 * @param storedBytes bytes of all files
 * @param resumedGenes number of genes that an interrupted run had staged and this one took over
 * @param reading how genes were read; empty when none were
 * @param elapsed from the first look at the source to publication
 * @param notices those of the plan and those of the writing
 */
public record ExportReport(
    ExportPlan plan,
    Path directory,
    Map<SectionName, Disposition> sections,
    long files,
    long rawBytes,
    long storedBytes,
    int resumedGenes,
    Optional<ReadingPlan> reading,
    Duration elapsed,
    List<Notice> notices) {
  /** Checks for missing parts; copies the collections. */
  public ExportReport {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(elapsed, "elapsed");
    sections = Collections.unmodifiableMap(new EnumMap<>(sections));
    notices = List.copyOf(notices);
  }
}
