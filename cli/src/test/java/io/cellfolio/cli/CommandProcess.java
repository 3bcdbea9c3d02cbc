package io.cellfolio.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command in a process of its own, to be limited or killed. */
final class CommandProcess {
  private static final int PATIENCE_SECONDS = 180;

  private final Process process;
  private final Path out;
  private final Path err;

  private CommandProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts the command.
   *
   * @param directory where it runs
   * @param prelude shell commands that come first, for example a limit
   * @param arguments its arguments
   */
  static CommandProcess start(Path directory, String prelude, String... arguments)
      throws IOException {
    return start(directory, prelude, 256, arguments);
  }

  /**
   * Starts the command in so small or large a heap.
   *
   * @param directory where it runs
   * @param prelude shell commands that come first, for example a limit
   * @param heap of Java, in MiB
   * @param arguments its arguments
   */
  static CommandProcess start(Path directory, String prelude, int heap, String... arguments)
      throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                prelude + "\nexec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                Main.class.getName()));
    line.addAll(List.of(arguments));
    Path out = Files.createTempFile("cellfolio-out-", ".txt");
    Path err = Files.createTempFile("cellfolio-err-", ".txt");
    Process process =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new CommandProcess(process, out, err);
  }

  /** The program's own, so that libraries of tests take none of its open files. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                !entry.matches(
                    ".*(test-classes|junit|assertj|archunit|byte-buddy|opentest4j|apiguardian|surefire).*"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  boolean runs() {
    return process.isAlive();
  }

  /** The most memory that the process has had so far; 0 when it has ended. */
  long peakBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException | UncheckedIOException ended) {
      return 0;
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Waits for the end of the process. */
  ExportTree.Outcome await() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the command did not end; it said: " + Files.readString(err));
    }
    ExportTree.Outcome outcome =
        new ExportTree.Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    Files.delete(out);
    Files.delete(err);
    return outcome;
  }
}
