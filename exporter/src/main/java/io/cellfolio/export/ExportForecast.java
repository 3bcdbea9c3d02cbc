package io.cellfolio.export;

import io.cellfolio.source.ReadingPlan;
import java.time.Duration;
import java.util.Optional;

/**
 * What an export will take, told before it is made. All but genes is made in full and thrown away;
 * of the genes, a sample is.
 *
 * @param files files of the finished export, exactly
 * @param storedBytes their length together, within 10 %
 * @param sampledShare how much of the gene values the sample covers, 0 to 1; at 1 the length is
 *     exact but for the time that is recorded
 * @param peakBytes the most memory that the process takes, Java included; an upper bound
 * @param scratchBytes the most that is put aside on disk while the export is made; an upper bound
 * @param time how long it takes, within a factor of two on a machine that does nothing else
 * @param reading how genes will be read; empty without genes
 */
public record ExportForecast(
    long files,
    long storedBytes,
    double sampledShare,
    long peakBytes,
    long scratchBytes,
    Duration time,
    Optional<ReadingPlan> reading) {}
