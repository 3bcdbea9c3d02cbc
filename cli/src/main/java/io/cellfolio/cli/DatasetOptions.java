package io.cellfolio.cli;

import io.cellfolio.export.ExportOptions;
import io.cellfolio.format.DatasetIdentity;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What the export says about itself. */
final class DatasetOptions {
  @Option(
      names = "--dataset-id",
      paramLabel = "ID",
      description =
          "Machine name of the dataset: letters, digits, '.', '_' and '-', up to 180. Default: made from the name.")
  String id;

  @Option(
      names = "--dataset-name",
      paramLabel = "TEXT",
      description = "Title of the dataset. Default: the directory's name.")
  String name;

  @Option(
      names = "--dataset-description",
      paramLabel = "TEXT",
      description = "Description of the dataset. Default: empty.")
  String description;

  @Option(
      names = "--source-name",
      paramLabel = "TEXT",
      description = "Title of the place that the data come from. Default: not recorded.")
  String sourceName;

  @Option(
      names = "--source-url",
      paramLabel = "URL",
      description = "Address of that place. Default: not recorded.")
  String sourceUrl;

  @Option(
      names = "--source-citation",
      paramLabel = "TEXT",
      description = "How to cite it. Default: not recorded.")
  String sourceCitation;

  @Option(
      names = "--created-at",
      paramLabel = "TIME",
      description =
          "Time to record, as 2026-03-31T08:15:00Z. Default: the environment variable SOURCE_DATE_EPOCH, else now.")
  Instant createdAt;

  void applyTo(ExportOptions.Builder options, Invocation invocation, CommandSpec spec) {
    if (id != null) {
      options.datasetId(id);
    }
    if (name != null) {
      options.datasetName(name);
    }
    if (description != null) {
      options.description(description);
    }
    if (sourceName != null || sourceUrl != null || sourceCitation != null) {
      options.source(
          new DatasetIdentity.Source(
              Optional.ofNullable(sourceName),
              Optional.ofNullable(sourceUrl),
              Optional.ofNullable(sourceCitation)));
    }
    if (createdAt != null) {
      options.createdAt(createdAt);
    } else {
      Optional<Instant> time = EnvironmentTime.of(invocation, spec);
      if (time.isPresent()) {
        options.createdAt(time.get());
      }
    }
  }
}
