package io.cellfolio.cli;

import io.cellfolio.export.Disposition;
import io.cellfolio.export.ExportReport;
import io.cellfolio.export.SectionName;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What an export did, for people. */
final class SummaryText {
  private final NoticeList notices;

  SummaryText(NoticeList notices) {
    this.notices = notices;
  }

  /**
   * The summary.
   *
   * @param report what was done
   * @param input the input as the user names it
   * @param inputBytes the input's length
   * @param target the export as the user names it
   * @param next command lines to type next
   */
  String of(ExportReport report, String input, long inputBytes, Path target, List<String> next) {
    String size =
        "%s -> %s (%s) in %s"
            .formatted(
                Quantities.bytes(inputBytes),
                Quantities.bytes(report.storedBytes()),
                Quantities.ratio(report.storedBytes(), inputBytes),
                Quantities.count(report.files(), "file"));
    return headline(report, input, target)
        + ExportFacts.of(report.plan())
        + ExportFacts.line("sections", sections(report.sections()))
        + resumed(report)
        + report
            .reading()
            .map(plan -> ExportFacts.line("reading", ForecastText.reading(plan)))
            .orElse("")
        + ExportFacts.line("size", size)
        + ExportFacts.line("time", Quantities.duration(report.elapsed()))
        + notices.of(report.notices())
        + "\nOpen it with %s (layout %s).\n"
            .formatted(report.plan().layout().viewer(), report.plan().layout().name())
        + next(next);
  }

  private static String resumed(ExportReport report) {
    return report.resumedGenes() == 0
        ? ""
        : ExportFacts.line(
            "resumed",
            "%s of %s genes were staged already"
                .formatted(
                    Quantities.count(report.resumedGenes()),
                    Quantities.count(report.plan().nGenes())));
  }

  private static String next(List<String> lines) {
    return lines.size() == 1
        ? "Next: " + lines.get(0) + "\n"
        : "Next:\n  " + String.join("\n  ", lines) + "\n";
  }

  private static String headline(ExportReport report, String input, Path target) {
    List<Disposition> present =
        report.sections().values().stream().filter(d -> d != Disposition.ABSENT).toList();
    if (present.stream().allMatch(d -> d == Disposition.KEPT)) {
      return "%s already holds this export of %s; nothing was changed.\n".formatted(target, input);
    }
    return "Exported %s to %s\n".formatted(input, target);
  }

  private static String sections(Map<SectionName, Disposition> sections) {
    Map<Disposition, StringBuilder> names =
        new TreeMap<>(Comparator.comparingInt(Disposition::ordinal));
    sections.forEach(
        (section, disposition) -> {
          if (disposition == Disposition.ABSENT) {
            return;
          }
          StringBuilder list = names.computeIfAbsent(disposition, d -> new StringBuilder());
          list.append(list.isEmpty() ? "" : ", ").append(section);
        });
    StringBuilder text = new StringBuilder();
    names.forEach(
        (disposition, list) ->
            text.append(text.isEmpty() ? "" : "; ")
                .append(disposition.name().toLowerCase(Locale.ROOT))
                .append(": ")
                .append(list));
    return text.toString();
  }
}
