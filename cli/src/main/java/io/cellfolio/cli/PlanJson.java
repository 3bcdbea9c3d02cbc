package io.cellfolio.cli;

import io.cellfolio.export.Disposition;
import io.cellfolio.export.ExportForecast;
import io.cellfolio.export.ExportPlan;
import io.cellfolio.export.PlannedPayload;
import io.cellfolio.export.SectionName;
import io.cellfolio.export.UnfinishedExport;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an export would do, for programs. */
final class PlanJson {
  private PlanJson() {}

  static String of(
      ExportPlan plan, ExportForecast forecast, Optional<UnfinishedExport> unfinished) {
    return JsonText.object(
        json -> {
          json.member("target", plan.target().toString())
              .member("layout", plan.layout().name())
              .member("dataset_id", plan.datasetId())
              .member("dataset_name", plan.datasetName())
              .member("cells", plan.nCells())
              .member("genes", plan.nGenes());
          json.objects(
              "sections",
              Arrays.asList(SectionName.values()),
              (object, section) -> section(object, section, plan));
          json.object("forecast", new ForecastText(forecast)::members);
          unfinished.ifPresent(
              left ->
                  json.object(
                      "unfinished",
                      object ->
                          object
                              .member("staged_genes", left.stagedGenes())
                              .member("genes", left.genes())));
          json.objects(
              "notices",
              plan.notices(),
              (object, notice) ->
                  object
                      .member("kind", notice.kind().name().toLowerCase(Locale.ROOT))
                      .member("text", notice.text()));
        });
  }

  private static void section(JsonText json, SectionName section, ExportPlan plan) {
    List<PlannedPayload> payloads =
        plan.payloads().stream().filter(payload -> payload.section() == section).toList();
    json.member("section", section.toString())
        .member(
            "disposition",
            plan.sections()
                .getOrDefault(section, Disposition.ABSENT)
                .name()
                .toLowerCase(Locale.ROOT))
        .member("payloads", payloads.size())
        .member("raw_bytes", payloads.stream().mapToLong(PlannedPayload::rawBytes).sum());
  }
}
