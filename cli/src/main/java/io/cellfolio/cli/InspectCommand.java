package io.cellfolio.cli;

import io.cellfolio.format.DescriptorJson;
import io.cellfolio.format.proto.ExportDescriptor;
import io.cellfolio.h5ad.H5adFile;
import io.cellfolio.h5ad.H5adOptions;
import io.cellfolio.h5ad.H5adSummary;
import io.cellfolio.validate.ExportDescriber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what an export directory or an {@code .h5ad} file holds. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Shows what an export directory or an .h5ad file holds.",
      "All payloads of an export are read and held against its documents.",
      "Of an .h5ad file it also says what an export would take and leave out."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellfolio inspect exports/pbmc",
      "  cellfolio inspect exports/pbmc --json",
      "  cellfolio inspect exports/pbmc --format proto -o pbmc.pb",
      "  cellfolio inspect pbmc.h5ad"
    })
final class InspectCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "An export directory or an .h5ad file.")
  private Path path;

  @Option(
      names = "--format",
      paramLabel = "text|json|proto",
      description =
          "How to write it; proto is the message cellfolio.v1.ExportDescriptor and needs a"
              + " directory. Default: text.")
  private OutputFormat format;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file. Default: standard output.")
  private Path output;

  @Option(
      names = "--modality",
      paramLabel = "NAME",
      description = "Look at this part of a MuData file (.h5mu), for example rna.")
  private String modality;

  @Option(names = "--debug", description = "Print stack traces of errors.")
  private boolean debug;

  InspectCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    OutputFormat chosen = chosenFormat();
    Path place = invocation.resolve(path);
    if (Files.isDirectory(place) && !H5adFile.isZarrStore(place)) {
      write(bytes(ExportDescriber.describe(place), chosen));
      return ExitCodes.OK;
    }
    if (chosen == OutputFormat.PROTO) {
      throw new ParameterException(
          spec.commandLine(),
          "--format: proto describes an export directory, and %s is none".formatted(path));
    }
    try (H5adFile file = H5adFile.open(place, options())) {
      H5adSummary summary = file.summary();
      H5adText content = new H5adText(summary, file.matrixProfiles());
      ExportOutlook outlook = ExportOutlook.of(file, summary);
      String text =
          chosen == OutputFormat.JSON ? content.json(outlook) : content.tree() + outlook.text();
      write(text.getBytes(StandardCharsets.UTF_8));
    }
    return ExitCodes.OK;
  }

  private H5adOptions options() {
    return modality == null || modality.isEmpty()
        ? H5adOptions.defaults()
        : H5adOptions.defaults().withModality(modality);
  }

  private OutputFormat chosenFormat() {
    if (!json) {
      return format == null ? OutputFormat.TEXT : format;
    }
    if (format != null && format != OutputFormat.JSON) {
      throw new ParameterException(spec.commandLine(), "--json: contradicts --format");
    }
    return OutputFormat.JSON;
  }

  private byte[] bytes(ExportDescriptor export, OutputFormat chosen) {
    return switch (chosen) {
      case PROTO -> export.toByteArray();
      case JSON -> (DescriptorJson.print(export) + "\n").getBytes(StandardCharsets.UTF_8);
      case TEXT -> DescriptorText.of(export, path.toString()).getBytes(StandardCharsets.UTF_8);
    };
  }

  private void write(byte[] bytes) throws IOException {
    if (output == null) {
      invocation.out().write(bytes);
      invocation.out().flush();
    } else {
      Files.write(invocation.resolve(output), bytes);
    }
  }
}
