package io.cellfolio.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code cellfolio}. */
@Command(
    name = Main.NAME,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Exports .h5ad files to Cellucid folders and looks into both.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellfolio demo                         make a small dataset and export it",
      "  cellfolio export pbmc.h5ad             export to exports/pbmc",
      "  cellfolio export pbmc.h5ad --dry-run   say what would be written",
      "  cellfolio inspect pbmc.h5ad            show what a file holds",
      "  cellfolio inspect exports/pbmc --json  describe an export",
      "  cellfolio validate exports/pbmc        check an export before it is shared",
      "",
      "Exit codes: 0 done, 1 data or target refused, 2 usage, 3 damaged input,",
      "4 unsupported input, 5 reading or writing failed.",
      "",
      "CELLFOLIO_JAVA_OPTS holds options for Java, for example -Xmx8g."
    })
public final class Main implements Runnable {
  static final String NAME = "cellfolio";

  static {
    // None of our options is of these types but those that have readers of their own. Looking for
    // all of picocli's by reflection takes 30 ms, and looking for somebody who would write jhdf's
    // log 10 ms.
    System.setProperty("picocli.converters.excludes", "java\\.(sql|time|nio)\\..*");
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }

  @Spec private CommandSpec spec;

  private Main() {}

  /**
   * Runs the command and ends this process with its exit code.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(run(Invocation.ofProcess(), arguments));
  }

  /** Runs the command; the exit code is one of {@link ExitCodes}. */
  static int run(Invocation invocation, String... arguments) {
    boolean debug = Arrays.asList(arguments).contains("--debug");
    Failures failures = new Failures(invocation, ErrorPresenter.withStackTraces(debug));
    try (EarlyInput input = EarlyInput.of(invocation, arguments)) {
      Optional<CommandLine> alone = Commands.alone(invocation, arguments);
      int exitCode;
      if (alone.isPresent()) {
        CommandLine command = alone.get();
        if (command.getCommand() instanceof ExportCommand export) {
          export.use(input);
        }
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        if (HelpSections.mayBeShown(rest)) {
          HelpSections.addTo(command);
        }
        exitCode = configured(command, failures).execute(rest);
      } else {
        CommandLine top = new CommandLine(new Main());
        Commands.addFor(top, invocation, arguments);
        exitCode = configured(top, failures).execute(arguments);
      }
      return invocation.out().checkError() ? ExitCodes.IO : exitCode;
    } catch (RuntimeException | Error e) {
      return failures.report(e);
    }
  }

  /** The command line with all commands. */
  static CommandLine commandLine(Invocation invocation, ErrorPresenter errors) {
    CommandLine top = new CommandLine(new Main());
    Commands.addAll(top, invocation);
    return configured(top, new Failures(invocation, errors));
  }

  private static CommandLine configured(CommandLine top, Failures failures) {
    OptionValues.registerOn(top);
    for (CommandLine command : top.getSubcommands().values()) {
      HelpSections.addTo(command);
    }
    return top.setOut(new PrintWriter(failures.invocation().out(), true))
        .setErr(new PrintWriter(failures.invocation().err(), true))
        .setUsageHelpLongOptionsMaxWidth(32)
        .setExpandAtFiles(false)
        .setOverwrittenOptionsAllowed(false)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
