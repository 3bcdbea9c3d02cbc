package io.cellfolio.cli;

import io.cellfolio.export.Disposition;
import io.cellfolio.export.ExportForecast;
import io.cellfolio.export.ExportPlan;
import io.cellfolio.export.PlannedPayload;
import io.cellfolio.export.SectionName;
import io.cellfolio.export.UnfinishedExport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an export would do, for people. */
final class PlanText {
  private static final String ROW = "  %-14s %9s %12s   %s\n";

  private final Path target;
  private final NoticeList notices;
  private final Optional<UnfinishedExport> unfinished;

  /**
   * Describes plans.
   *
   * @param target the export as the user names it
   * @param notices how to print notices
   * @param unfinished what an interrupted run left beside the target
   */
  PlanText(Path target, NoticeList notices, Optional<UnfinishedExport> unfinished) {
    this.target = target;
    this.notices = notices;
    this.unfinished = unfinished;
  }

  String of(ExportPlan plan, ExportForecast forecast) {
    StringBuilder text = new StringBuilder();
    text.append("Plan for %s (nothing is written)\n".formatted(target));
    text.append(ExportFacts.of(plan));
    text.append(
        ExportFacts.line("layout", "%s, for %s".formatted(plan.layout(), plan.layout().viewer())));
    text.append('\n').append(row("section", "payloads", "raw bytes", "what happens"));
    for (SectionName section : SectionName.values()) {
      Disposition disposition = plan.sections().getOrDefault(section, Disposition.ABSENT);
      if (disposition != Disposition.ABSENT) {
        text.append(section(section, plan, disposition));
      }
    }
    text.append(
        row(
            "total",
            Quantities.count(plan.payloads().size()),
            Quantities.count(plan.rawBytes()),
            ""));
    text.append('\n').append(new ForecastText(forecast).lines());
    unfinished.ifPresent(
        left ->
            text.append(
                "\nAn interrupted export with %s of %s genes lies beside the target; --resume goes on from it, other runs remove it.\n"
                    .formatted(
                        Quantities.count(left.stagedGenes()), Quantities.count(left.genes()))));
    return text.append(notices.of(plan.notices())).toString();
  }

  private static String section(SectionName section, ExportPlan plan, Disposition disposition) {
    List<PlannedPayload> payloads =
        plan.payloads().stream().filter(payload -> payload.section() == section).toList();
    long raw = payloads.stream().mapToLong(PlannedPayload::rawBytes).sum();
    return row(
        section.toString(),
        Quantities.count(payloads.size()),
        Quantities.count(raw),
        intention(disposition));
  }

  private static String intention(Disposition disposition) {
    return switch (disposition) {
      case WRITTEN -> "write";
      case ADDED -> "add";
      case KEPT -> "keep: what is there agrees";
      case REPLACED -> "replace";
      case ABSENT -> "";
    };
  }

  private static String row(String section, String files, String bytes, String what) {
    return String.format(Locale.ROOT, ROW, section, files, bytes, what).replaceAll(" +\n$", "\n");
  }
}
