package io.cellfolio.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs inside a container: some commands one after the other, and then tells what they left in a
 * directory that nobody can look into afterwards. Uses nothing but Java, because nothing else is
 * there.
 */
final class Aftermath {
  /** Separates the commands. */
  static final String THEN = "--then--";

  private Aftermath() {}

  /**
   * Runs the commands and ends with the exit code of the last.
   *
   * @param arguments the directory, and the commands with {@link #THEN} between them
   * @throws IOException when a command cannot be started or the directory cannot be read
   * @throws InterruptedException when it is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int exitCode = 0;
    List<String> command = new ArrayList<>();
    for (int i = 1; i <= arguments.length; i++) {
      if (i < arguments.length && !arguments[i].equals(THEN)) {
        command.add(arguments[i]);
      } else {
        exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        command.clear();
      }
    }
    Path directory = Path.of(arguments[0]);
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        System.out.printf(
            "%s  %s%n", ExportTree.sha256(Files.readAllBytes(file)), directory.relativize(file));
      }
    }
    System.exit(exitCode);
  }
}
