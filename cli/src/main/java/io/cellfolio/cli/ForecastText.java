package io.cellfolio.cli;

import io.cellfolio.export.ExportForecast;
import io.cellfolio.source.ReadingPlan;
import java.util.Locale;

/** What an export will take, for people and for programs. */
final class ForecastText {
  private final ExportForecast forecast;

  ForecastText(ExportForecast forecast) {
    this.forecast = forecast;
  }

  String lines() {
    return ExportFacts.line("files", Quantities.count(forecast.files()))
        + ExportFacts.line("size", size())
        + forecast.reading().map(plan -> ExportFacts.line("reading", reading(plan))).orElse("")
        + ExportFacts.line("memory", "at most " + Quantities.bytes(forecast.peakBytes()))
        + ExportFacts.line(
            "scratch",
            forecast.scratchBytes() == 0
                ? "none"
                : "at most " + Quantities.bytes(forecast.scratchBytes()))
        + ExportFacts.line("time", "about " + Quantities.duration(forecast.time()));
  }

  private String size() {
    return forecast.sampledShare() >= 1
        ? Quantities.bytes(forecast.storedBytes())
        : String.format(
            Locale.ROOT,
            "%s, give or take 10 %% (%.2g %% of the gene values were encoded)",
            Quantities.bytes(forecast.storedBytes()),
            100 * forecast.sampledShare());
  }

  /** How genes are read, as a clause. */
  static String reading(ReadingPlan plan) {
    return switch (plan.way()) {
      case DIRECT -> "genes block by block, where they are";
      case IN_MEMORY -> "matrix once, turned in memory";
      case SPILL ->
          "matrix once, up to %s put aside on disk"
              .formatted(Quantities.bytes(plan.scratchBytes()));
      case PASSES ->
          "matrix %s, a block of genes each time"
              .formatted(Quantities.count(plan.passes(), "time"));
    };
  }

  void members(JsonText json) {
    json.member("files", forecast.files())
        .member("stored_bytes", forecast.storedBytes())
        .member("sampled_permille", Math.round(1000 * forecast.sampledShare()))
        .member("peak_memory_bytes", forecast.peakBytes())
        .member("scratch_bytes", forecast.scratchBytes())
        .member("milliseconds", forecast.time().toMillis());
    forecast
        .reading()
        .ifPresent(
            plan ->
                json.member("reading", plan.way().name().toLowerCase(Locale.ROOT))
                    .member("passes", plan.passes()));
  }
}
