package io.cellfolio.cli;

import io.cellfolio.export.ExportForecast;
import io.cellfolio.export.ExportOptions;
import io.cellfolio.export.ExportPlan;
import io.cellfolio.export.ExportReport;
import io.cellfolio.export.Exporter;
import io.cellfolio.export.UnfinishedExport;
import io.cellfolio.h5ad.H5adFile;
import io.cellfolio.h5ad.H5adOptions;
import io.cellfolio.h5ad.NoSuchPartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exports one file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Exports an .h5ad file to a Cellucid folder.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellfolio export pbmc.h5ad",
      "  cellfolio export pbmc.h5ad -o site/pbmc --dataset-name \"PBMC 3k\"",
      "  cellfolio export atlas.h5ad --layout indexed --genes markers.txt --dry-run",
      "  cellfolio export spatial.h5ad --embedding 2=spatial --latent none"
    })
final class ExportCommand implements Callable<Integer> {
  private static final String DEFAULT_PARENT = "exports";

  private final Invocation invocation;
  private EarlyInput early;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "INPUT.h5ad", description = "The AnnData file to export.")
  private Path input;

  @Option(
      names = {"-o", "--out-dir"},
      paramLabel = "DIR",
      description = "Directory to publish. Default: exports/<input's name>.")
  private Path directory;

  @Mixin private EncodingOptions encoding;

  @Mixin private ContentOptions content;

  @Mixin private DatasetOptions dataset;

  @Mixin private RunOptions run;

  @Mixin private MessageOptions messages;

  ExportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    ExportOptions options = options();
    H5adOptions sourceOptions = content.source(spec);
    Path file = invocation.resolve(input);
    if (Files.isDirectory(file) && !H5adFile.isZarrStore(file)) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is a directory; an .h5ad file is expected. To look into an export: %s"
              .formatted(input, invocation.commandLine("inspect", input.toString())));
    }
    Path shown = target();
    Path target = invocation.resolve(shown);
    try (H5adFile source = open(file, sourceOptions)) {
      boolean advised = content.takesX() && !messages.quiet;
      NoticeList notices =
          NoticeList.shortened(!messages.debug)
              .beginningWith(advised ? MatrixAdvice.of(source) : List.of());
      if (run.dryRun) {
        messages.print(plan(source, shown, options, notices), invocation);
      } else {
        ExportReport report = messages.export(source, target, options, invocation);
        if (!messages.quiet) {
          messages.print(
              new SummaryText(notices)
                  .of(
                      report,
                      input.toString(),
                      Files.size(file),
                      shown,
                      List.of(invocation.commandLine("inspect", shown.toString()))),
              invocation);
        }
      }
    }
    return ExitCodes.OK;
  }

  private String plan(H5adFile source, Path shown, ExportOptions options, NoticeList notices)
      throws IOException {
    Path target = invocation.resolve(shown);
    ExportPlan plan = Exporter.plan(source, target, options);
    ExportForecast forecast = Exporter.forecast(source, plan);
    Optional<UnfinishedExport> unfinished = Exporter.unfinished(target);
    return run.json
        ? PlanJson.of(plan, forecast, unfinished)
        : new PlanText(shown, notices, unfinished).of(plan, forecast);
  }

  /** Gives the command what was opened before it was known. */
  void use(EarlyInput input) {
    early = input;
  }

  private H5adFile open(Path file, H5adOptions sourceOptions) throws IOException {
    try {
      Optional<H5adFile> opened =
          early == null ? Optional.empty() : early.take(file, sourceOptions);
      return opened.isPresent() ? opened.get() : H5adFile.open(file, sourceOptions);
    } catch (NoSuchPartException e) {
      throw new ParameterException(
          spec.commandLine(), "--%s: %s".formatted(e.kind(), e.getMessage()), e);
    }
  }

  /** The options as the library takes them. */
  ExportOptions options() throws IOException {
    ExportOptions.Builder options = ExportOptions.builder();
    encoding.applyTo(options);
    content.applyTo(options, invocation, spec);
    dataset.applyTo(options, invocation, spec);
    run.applyTo(options, invocation, spec);
    return options.build();
  }

  /** The directory to publish, as the user names it. */
  Path target() {
    if (directory != null) {
      return directory;
    }
    Path name = input.getFileName();
    if (name == null) {
      throw new ParameterException(spec.commandLine(), input + " is no .h5ad file");
    }
    return Path.of(DEFAULT_PARENT, name.toString().replaceFirst("(?i)(?<=.)\\.h5(ad|mu)$", ""));
  }
}
