package io.cellfolio.cli;

import io.cellfolio.format.Layout;
import io.cellfolio.h5ad.NoSuchPartException;
import io.cellfolio.source.MemoryBudget;
import io.cellfolio.validate.Level;
import io.cellfolio.validate.ReportFormat;
import io.cellfolio.validate.ReportRenderer;
import io.cellfolio.validate.Rule;
import io.cellfolio.validate.Severity;
import io.cellfolio.validate.ValidationListener;
import io.cellfolio.validate.ValidationOptions;
import io.cellfolio.validate.ValidationResult;
import io.cellfolio.validate.Validator;
import io.cellfolio.validate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks an export directory. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Checks an export directory, or a folder of them with a "
          + Layout.CATALOG_FILE
          + ", and reports",
      "everything that is wrong at once. Nothing is written to the directory."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellfolio validate exports/pbmc",
      "  cellfolio validate exports/pbmc --source pbmc.h5ad",
      "  cellfolio validate exports/pbmc --strict --report sarif=out.sarif --report html=out.html",
      "  cellfolio validate site --level structure --format json",
      "",
      "Exit codes: 0 no errors, 1 errors found (with --strict also warnings), 2 usage,",
      "3 not an export at all, 5 a file could not be read or a report not be written."
    })
final class ValidateCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The export directory.")
  private Path directory;

  @Option(
      names = "--level",
      paramLabel = "structure|lengths|content",
      description =
          "How deep to look: documents and file names; also sizes and gzip headers; also every byte of every payload. Default: content.")
  private String level = "content";

  @Option(
      names = "--source",
      paramLabel = "FILE.h5ad",
      description =
          "Compare every value with the data that the export was made from. Needs level content.")
  private Path source;

  @Option(
      names = "--layer",
      paramLabel = "NAME|raw",
      description = "With --source: the matrix that the genes were taken from. Default: X.")
  private String layer;

  @Option(
      names = "--modality",
      paramLabel = "NAME",
      description = "With --source: the modality of a .h5mu file that was exported.")
  private String modality;

  @Option(
      names = "--format",
      paramLabel = "text|json|proto|junit|sarif|html",
      description = "Form of the report on standard output. Default: text.")
  private String format = "text";

  @Option(
      names = "--report",
      paramLabel = "FORMAT=FILE",
      description =
          "Also write a report of this form to a file, outside of DIR. Replaces earlier reports only. Repeat for several.")
  private List<String> reports = List.of();

  @Option(names = "--strict", description = "Let warnings fail as errors do.")
  private boolean strict;

  @Option(
      names = "--ignore",
      paramLabel = "CODE",
      split = ",",
      description = "Leave out a rule, such as CF-DATA-008, or a family, such as CF-TEXT. Repeat.")
  private List<String> ignored = List.of();

  @Option(
      names = "--only",
      paramLabel = "CODE",
      split = ",",
      description = "Report these rules or families only. Repeat.")
  private List<String> only = List.of();

  @Option(
      names = "--fail-fast",
      description = "Stop after the first level that finds an error, before payloads are read.")
  private boolean failFast;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = OptionReader.ThreadCount.class,
      description = "Threads that read payloads. Default: one per processor.")
  private Integer threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "With --source: what blocks of genes, or edges, may occupy. Default: 64m.")
  private MemoryBudget memory;

  @Option(names = "--quiet", description = "Print nothing but errors of the run itself.")
  private boolean quiet;

  @Option(
      names = "--no-progress",
      description = "Show no progress line. Without a terminal there is none anyway.")
  private boolean noProgress;

  @Option(names = "--debug", description = "Print stack traces of errors of the run itself.")
  private boolean debug;

  ValidateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    ReportFormat chosen = format("--format", format);
    checkSource();
    ReportFiles files = reportFiles();
    ValidationOptions options = options();
    ValidationResult result = validate(options);
    if (!quiet) {
      renderer(chosen).render(result, invocation.out());
    }
    files.write(result, strict);
    return exitCode(result);
  }

  private void checkSource() {
    if (source != null && level() != Level.CONTENT) {
      throw usage("--source: values are compared with --level content only");
    }
    if (source == null && (layer != null || modality != null || memory != null)) {
      String option = layer != null ? "--layer" : modality != null ? "--modality" : "--memory";
      throw usage(option + ": means nothing without --source");
    }
  }

  private ValidationResult validate(ValidationOptions options) throws IOException {
    if (noProgress || quiet || !invocation.interactive()) {
      return run(options);
    }
    try (ConsoleProgress line = ConsoleProgress.on(invocation.err())) {
      return run(options.withListener(new Progress(line)));
    }
  }

  private ValidationResult run(ValidationOptions options) throws IOException {
    Path place = invocation.resolve(directory);
    if (source == null) {
      return Validator.validate(place, options);
    }
    if (layer != null && layer.isEmpty()) {
      throw usage("--layer: a name is needed");
    }
    SourceFile file =
        SourceFile.of(
            invocation.resolve(source), Optional.ofNullable(layer), Optional.ofNullable(modality));
    try {
      return file.compare(place, options);
    } catch (NoSuchPartException e) {
      throw usage("--%s: %s".formatted(e.kind(), e.getMessage()));
    }
  }

  private ReportRenderer renderer(ReportFormat wanted) {
    return strict ? wanted.strictRenderer() : wanted.renderer();
  }

  private int exitCode(ValidationResult result) {
    if (result.verdict() == Verdict.NOT_AN_EXPORT) {
      return ExitCodes.DAMAGED;
    }
    boolean failed =
        result.verdict() == Verdict.ERRORS || (strict && result.count(Severity.WARNING) > 0);
    return failed ? ExitCodes.FINDINGS : ExitCodes.OK;
  }

  private ValidationOptions options() {
    ValidationOptions options =
        ValidationOptions.defaults().withLevel(level()).withFailFast(failFast).withRules(rules());
    if (threads != null) {
      options = options.withThreads(threads);
    }
    return memory == null ? options : options.withMemory(memory);
  }

  private Level level() {
    for (Level candidate : Level.values()) {
      if (candidate.name().toLowerCase(Locale.ROOT).equals(level)) {
        return candidate;
      }
    }
    throw usage("--level: expected structure, lengths or content, got '" + level + "'");
  }

  private Set<Rule> rules() {
    Set<Rule> rules = only.isEmpty() ? EnumSet.allOf(Rule.class) : EnumSet.noneOf(Rule.class);
    only.forEach(code -> rules.addAll(named("--only", code)));
    ignored.forEach(code -> rules.removeAll(named("--ignore", code)));
    return rules;
  }

  private Set<Rule> named(String option, String code) {
    String wanted = code.toUpperCase(Locale.ROOT);
    Set<Rule> rules = EnumSet.noneOf(Rule.class);
    for (Rule rule : Rule.values()) {
      if (rule.code().equals(wanted) || wanted.equals("CF-" + rule.family())) {
        rules.add(rule);
      }
    }
    if (rules.isEmpty()) {
      throw usage(
          option + ": no rule has the code '" + code + "'; docs/rules.md lists all of them");
    }
    return rules;
  }

  private ReportFiles reportFiles() throws IOException {
    try {
      return ReportFiles.of(reports, invocation, invocation.resolve(directory));
    } catch (IllegalArgumentException e) {
      throw usage("--report: " + e.getMessage());
    }
  }

  private ReportFormat format(String option, String name) {
    return ReportFormat.named(name)
        .orElseThrow(
            () ->
                usage(
                    "%s: expected one of text, json, proto, junit, sarif, html, got '%s'"
                        .formatted(option, name)));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Shows how a validation goes on. */
  private record Progress(ConsoleProgress line) implements ValidationListener {
    @Override
    public void phase(String text) {
      line.phase(text);
    }

    @Override
    public void finished(Level level, long errors, long warnings) {
      line.phase(
          "%s: %s, %s"
              .formatted(
                  level.name().toLowerCase(Locale.ROOT),
                  Quantities.count(errors, "error"),
                  Quantities.count(warnings, "warning")));
    }

    @Override
    public void progressed(long files, long totalFiles, long bytes, long totalBytes) {
      line.progressed(files, totalFiles, bytes, totalBytes);
    }
  }
}
