package io.cellfolio.cli;

import io.cellfolio.export.ExportOptions;
import io.cellfolio.export.ExportReport;
import io.cellfolio.format.Compression;
import io.cellfolio.format.Layout;
import io.cellfolio.h5ad.H5adFile;
import io.cellfolio.h5ad.H5adOptions;
import io.cellfolio.h5ad.demo.DemoDataset;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a dataset and exports it, or makes a file of any size only. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Makes a small .h5ad file and exports it.",
      "The data are simulated: a bone marrow with marker genes and velocities."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellfolio demo",
      "  cellfolio demo --cells 20000 --genes 2000 -o exports/big --layout indexed",
      "  cellfolio demo --cells 100000 --genes 20000 --density 0.06 --out L.h5ad"
    })
final class DemoCommand implements Callable<Integer> {
  private static final int MOST_CELLS = 1_000_000;
  private static final int MOST_GENES = 50_000;

  private final Invocation invocation;

  @Spec private CommandSpec spec;

  @Option(names = "--cells", paramLabel = "N", description = "Number of cells. Default: 3000.")
  private int cells = 3000;

  @Option(names = "--genes", paramLabel = "N", description = "Number of genes. Default: 500.")
  private int genes = 500;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Other numbers make other data; equal ones equal data. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--density",
      paramLabel = "D",
      description = {
        "Share of gene values above 0, at most 0.9; there is no layer of counts then.",
        "Default: what a molecule per gene and cell gives, with a layer."
      })
  private Double density;

  @Option(
      names = "--compression",
      paramLabel = "1..9|none",
      description = "gzip level of the .h5ad file's gene values. Default: none.")
  private Compression compression = Compression.none();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Make this .h5ad file and export nothing.")
  private Path only;

  @Option(
      names = {"-o", "--out-dir"},
      paramLabel = "DIR",
      description = "Directory to publish. Default: exports/demo.")
  private Path directory;

  @Option(
      names = "--h5ad",
      paramLabel = "FILE",
      description = "The file to make. Default: the directory's name with .h5ad, beside it.")
  private Path h5ad;

  @Option(
      names = "--layout",
      paramLabel = "keyed|indexed",
      description = "Generation of the format. Default: keyed.")
  private Layout layout;

  @Option(
      names = "--force",
      description = "Replace a file and an export that are already there and differ.")
  private boolean force;

  @Mixin private MessageOptions messages;

  DemoCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    checkRange("--cells", cells, DemoDataset.LEAST_CELLS, MOST_CELLS);
    checkRange("--genes", genes, DemoDataset.LEAST_GENES, MOST_GENES);
    DemoDataset dataset = dataset();
    if (only != null && (directory != null || h5ad != null || layout != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--out makes a file and no export: --out-dir, --h5ad and --layout do not go with it");
    }
    directory = directory == null ? Path.of("exports", "demo") : directory;
    Path shown = only == null ? h5adFile() : only;
    Path file = invocation.resolve(shown);
    make(dataset, file, shown);
    messages.print(
        "Simulated %s x %s with seed %d: %s, %s\n"
            .formatted(
                Quantities.count(cells, "cell"),
                Quantities.count(genes, "gene"),
                seed,
                shown,
                Quantities.bytes(Files.size(file))),
        invocation);
    if (only != null) {
      return ExitCodes.OK;
    }
    try (H5adFile source = H5adFile.open(file, H5adOptions.defaults())) {
      ExportReport report =
          messages.export(source, invocation.resolve(directory), options(), invocation);
      String summary =
          new SummaryText(NoticeList.shortened(!messages.debug))
              .of(report, shown.toString(), Files.size(file), directory, next(shown));
      messages.print(summary, invocation);
    }
    return ExitCodes.OK;
  }

  private DemoDataset dataset() {
    DemoDataset dataset = DemoDataset.simulate(cells, genes, seed);
    dataset = dataset.compressed(compression.level().orElse(0));
    if (density == null) {
      return dataset;
    }
    double expected = density * cells * genes;
    if (density > 0 && density <= 1 && expected > DemoDataset.MOST_STORED) {
      throw new ParameterException(
          spec.commandLine(),
          "--density: %s are expected, and %s at most can be written here; docs/benchmarks/make_large.py writes larger files"
              .formatted(
                  Quantities.count((long) expected, "value"),
                  Quantities.count(DemoDataset.MOST_STORED, "value")));
    }
    try {
      return dataset.withDensity(density);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  private Path h5adFile() {
    if (h5ad != null) {
      return h5ad;
    }
    Path name = directory.normalize().getFileName();
    if (name == null || name.toString().isEmpty() || name.toString().equals("..")) {
      throw new ParameterException(
          spec.commandLine(), "--out-dir: %s has no name of its own".formatted(directory));
    }
    return directory.normalize().resolveSibling(name + ".h5ad");
  }

  /** Makes the file beside its place, so that what is there stays until the new one is whole. */
  private void make(DemoDataset dataset, Path file, Path shown) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Path made =
        parent.resolve(".%s.%d".formatted(file.getFileName(), ProcessHandle.current().pid()));
    try {
      dataset.writeTo(made);
      if (Files.exists(file) && Files.mismatch(made, file) < 0) {
        return;
      }
      if (Files.exists(file) && !force) {
        throw new FileAlreadyExistsException(
            shown.toString(), null, "is there and holds other data; --force replaces it");
      }
      Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private ExportOptions options() {
    ExportOptions.Builder options =
        ExportOptions.builder()
            .layout(layout == null ? Layout.keyed() : layout)
            .force(force)
            .stagingCheck(new StagingValidation(Runtime.getRuntime().availableProcessors()))
            .datasetName("Simulated bone marrow")
            .description(
                "%d cells and %d genes, simulated with seed %d.".formatted(cells, genes, seed));
    EnvironmentTime.of(invocation, spec).ifPresent(options::createdAt);
    return options.build();
  }

  private List<String> next(Path shown) {
    return List.of(
        invocation.commandLine("inspect", directory.toString()),
        invocation.commandLine("inspect", shown.toString()),
        invocation.commandLine("export", "your.h5ad"));
  }

  private void checkRange(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s: expected %d to %d, got %d".formatted(option, least, most, value));
    }
  }
}
