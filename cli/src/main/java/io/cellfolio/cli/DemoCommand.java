package io.cellfolio.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Makes a small dataset and exports it.")
final class DemoCommand implements Callable<Integer> {
  private final Invocation invocation;

  DemoCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return 0;
  }
}
