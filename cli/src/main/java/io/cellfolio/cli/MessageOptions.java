package io.cellfolio.cli;

import picocli.CommandLine.Option;

/** What a command says while it works. */
final class MessageOptions {
  @Option(names = "--quiet", description = "Print errors only.")
  boolean quiet;

  @Option(
      names = "--no-progress",
      description = "Show no progress line. Without a terminal there is none anyway.")
  boolean noProgress;

  @Option(
      names = "--debug",
      description = "Print stack traces of errors, and lists in full length.")
  boolean debug;
}
