package io.cellfolio.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Looks into each given file, plans its export and exports it, in this process. Arguments: a
 * directory to export into, files. Prints one line for each run: file, command, exit code, the
 * milliseconds of processor time and of waiting, and the first line of what it said.
 */
final class HostileRuns {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private HostileRuns() {}

  public static void main(String[] arguments) {
    for (int i = 1; i < arguments.length; i++) {
      Path file = Path.of(arguments[i]);
      String target = Path.of(arguments[0], "export" + i).toString();
      run(file, "inspect", file.toString());
      run(file, "inspect", file.toString(), "--json");
      run(file, "plan", "export", file.toString(), "-o", target, "--dry-run");
      run(file, "export", "export", file.toString(), "-o", target);
    }
  }

  private static void run(Path file, String... line) {
    boolean named = !line[0].equals("inspect");
    String[] command = named ? Arrays.copyOfRange(line, 1, line.length) : line;
    long begin = System.nanoTime();
    long spent = SYSTEM.getProcessCpuTime();
    ExportTree.Outcome outcome = ExportTree.run(Path.of(""), command);
    System.out.printf(
        "%s\t%s\t%d\t%d\t%d\t%s%n",
        file.getFileName(),
        line[0],
        outcome.exitCode(),
        (SYSTEM.getProcessCpuTime() - spent) / 1_000_000,
        (System.nanoTime() - begin) / 1_000_000,
        outcome.err().lines().findFirst().orElse(""));
  }
}
