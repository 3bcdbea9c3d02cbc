package io.cellfolio.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The surroundings of one run of the command.
 *
 * @param out where results go
 * @param err where progress and errors go
 * @param interactive whether {@code err} is a terminal that a person watches
 * @param command how the user called the command, for suggestions of what to type next
 * @param environment the environment variables
 * @param directory what relative paths are relative to
 */
record Invocation(
    PrintStream out,
    PrintStream err,
    boolean interactive,
    String command,
    Map<String, String> environment,
    Path directory) {

  /** Copies the environment. */
  Invocation {
    environment = Map.copyOf(environment);
  }

  /**
   * The surroundings of this process. The launcher knows whether standard error is a terminal and
   * says so in the property {@code cellfolio.terminal}; Java alone can only guess.
   */
  static Invocation ofProcess() {
    String terminal = System.getProperty("cellfolio.terminal");
    return new Invocation(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        terminal == null ? System.console() != null : terminal.equals("yes"),
        System.getProperty("cellfolio.command", "cellfolio"),
        System.getenv(),
        Path.of(""));
  }

  /** Resolves a path as the user typed it. */
  Path resolve(Path typed) {
    return directory.resolve(typed);
  }

  /** An environment variable that is set and not empty. */
  Optional<String> variable(String name) {
    String value = environment.get(name);
    return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /** A line that the user can type, arguments quoted where a shell would split or expand them. */
  String commandLine(String... arguments) {
    StringBuilder line = new StringBuilder(quoted(command));
    for (String argument : arguments) {
      line.append(' ').append(quoted(argument));
    }
    return line.toString();
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,+@%\\\\-]+")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    Charset charset = windows ? Charset.defaultCharset() : StandardCharsets.UTF_8;
    return new PrintStream(new FileOutputStream(descriptor), true, charset);
  }
}
