package io.cellfolio.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs every command once in one process, so that the launcher can keep their classes in an archive
 * that Java maps at the next start.
 */
final class StartupTraining {
  static final String[][] COMMANDS = {
    {"--help"},
    {"--version"},
    {"export", "--help"},
    {"demo", "--cells", "200", "--genes", "40", "--out-dir", "demo"},
    {"export", "demo.h5ad", "-o", "indexed", "--layout", "indexed", "--dry-run"},
    {"inspect", "demo"},
    {"inspect", "demo", "--json"},
    {"inspect", "demo.h5ad"},
    {"export", "--no-such-option"}
  };

  private StartupTraining() {}

  /**
   * Runs the commands. What they return matters to no one here.
   *
   * @param arguments a directory to work in
   */
  public static void main(String[] arguments) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Invocation invocation =
        new Invocation(
            nowhere, nowhere, false, "cellfolio", Map.of(), Path.of(arguments[0]).toAbsolutePath());
    for (String[] command : COMMANDS) {
      Main.run(invocation, command);
    }
  }
}
