package io.cellfolio.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Looks into an export or a file.")
final class InspectCommand implements Callable<Integer> {
  private final Invocation invocation;

  InspectCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return 0;
  }
}
