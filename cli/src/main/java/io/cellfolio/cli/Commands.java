package io.cellfolio.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands below {@code cellfolio}. Reading the annotations of all their options takes most of
 * the time of {@code --help}, so only those that a command line needs are read.
 */
final class Commands {
  private static final List<Class<?>> COMMANDS =
      List.of(
          ExportCommand.class,
          InspectCommand.class,
          ValidateCommand.class,
          DemoCommand.class,
          CompletionCommand.class);
  private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

  private Commands() {}

  /** Adds every command. */
  static void addAll(CommandLine top, Invocation invocation) {
    for (Class<?> command : COMMANDS) {
      top.addSubcommand(create(command, invocation));
    }
  }

  /**
   * The one command that a command line names, to be run with the arguments behind the name; empty
   * when it needs more than one.
   */
  static Optional<CommandLine> alone(Invocation invocation, String... arguments) {
    for (Class<?> command : COMMANDS) {
      String name = name(command);
      // Completion writes about all commands.
      if (arguments.length > 0 && name.equals(arguments[0]) && command != CompletionCommand.class) {
        return Optional.of(
            new CommandLine(create(command, invocation)).setCommandName(Main.NAME + " " + name));
      }
    }
    return Optional.empty();
  }

  /**
   * Adds what a command line needs that is about all commands: outlines, enough for a list, when it
   * asks for help; else every command, so that a misspelled one finds its like.
   */
  static void addFor(CommandLine top, Invocation invocation, String... arguments) {
    if (arguments.length == 0 || HELP.contains(arguments[0])) {
      for (Class<?> command : COMMANDS) {
        top.addSubcommand(name(command), outline(command));
      }
    } else {
      addAll(top, invocation);
    }
  }

  /** By hand, as a map of constructors takes Java milliseconds to put together. */
  private static Object create(Class<?> command, Invocation invocation) {
    if (command == ExportCommand.class) {
      return new ExportCommand(invocation);
    }
    if (command == InspectCommand.class) {
      return new InspectCommand(invocation);
    }
    if (command == ValidateCommand.class) {
      return new ValidateCommand(invocation);
    }
    return command == DemoCommand.class
        ? new DemoCommand(invocation)
        : new CompletionCommand(invocation);
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
