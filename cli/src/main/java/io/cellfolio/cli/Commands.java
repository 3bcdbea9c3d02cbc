package io.cellfolio.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands below {@code cellfolio}. Reading the annotations of all their options takes most of
 * the time of {@code --help}, so only those that a command line needs are read.
 */
final class Commands {
  private static final Map<Class<?>, Function<Invocation, Object>> COMMANDS = new LinkedHashMap<>();
  private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

  static {
    COMMANDS.put(ExportCommand.class, ExportCommand::new);
    COMMANDS.put(InspectCommand.class, InspectCommand::new);
    COMMANDS.put(ValidateCommand.class, ValidateCommand::new);
    COMMANDS.put(DemoCommand.class, DemoCommand::new);
    COMMANDS.put(CompletionCommand.class, CompletionCommand::new);
  }

  private Commands() {}

  /** Adds every command. */
  static void addAll(CommandLine top, Invocation invocation) {
    COMMANDS.values().forEach(command -> top.addSubcommand(command.apply(invocation)));
  }

  /**
   * Adds what a command line needs: the one command that it names; outlines, enough for a list,
   * when it asks for help; else every command, so that a misspelled one finds its like.
   */
  static void addFor(CommandLine top, Invocation invocation, String... arguments) {
    String first = arguments.length == 0 ? "--help" : arguments[0];
    if (HELP.contains(first)) {
      COMMANDS.keySet().forEach(command -> top.addSubcommand(name(command), outline(command)));
      return;
    }
    for (Map.Entry<Class<?>, Function<Invocation, Object>> command : COMMANDS.entrySet()) {
      // Completion writes about all commands.
      if (name(command.getKey()).equals(first) && command.getKey() != CompletionCommand.class) {
        top.addSubcommand(command.getValue().apply(invocation));
        return;
      }
    }
    addAll(top, invocation);
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  private static CommandSpec outline(Class<?> command) {
    CommandSpec outline = CommandSpec.create();
    outline.usageMessage().description(command.getAnnotation(Command.class).description());
    return outline;
  }
}
