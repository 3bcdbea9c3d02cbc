package io.cellfolio.cli;

import io.cellfolio.export.ExportOptions;
import io.cellfolio.export.Verification;
import io.cellfolio.source.MemoryBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How the work is done. */
final class RunOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = OptionReader.ThreadCount.class,
      description =
          "Worker threads; the result does not depend on them. Default: one per processor.")
  Integer threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "What all data may occupy together, for example 512m or 2g; the result does not depend on it. The launcher gives Java this and 512m. Default: a quarter of Java's heap (itself a quarter of the machine's memory), at most 256m.")
  MemoryBudget memory;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description =
          "Where genes that do not fit into that memory are put aside while the export is made. Default: beside the export.")
  Path scratch;

  @Option(
      names = "--force",
      description =
          "Replace an export that is already there. Default: keep what agrees, add what is missing, refuse contradictions.")
  boolean force;

  @Option(
      names = "--resume",
      description =
          "Go on from the genes that an interrupted export of the same file with the same settings has staged, and keep this one to be gone on from if it fails. Default: clean up both.")
  boolean resume;

  @Option(
      names = "--dry-run",
      description =
          "Print what would be written and about what it would take (bytes, memory, disk, time), and write nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "With --dry-run: print the plan as JSON.")
  boolean json;

  @Option(
      names = "--verify",
      paramLabel = "none|lengths|content",
      description =
          "Validate before publishing, as validate --level lengths or content does; what is not sound is not published. Default: lengths.")
  Verification verification;

  void applyTo(ExportOptions.Builder options, Invocation invocation, CommandSpec spec) {
    if (threads != null) {
      options.threads(threads);
    }
    if (memory != null) {
      options.memory(memory);
    }
    if (scratch != null) {
      Path directory = invocation.resolve(scratch);
      if (!Files.isDirectory(directory)) {
        throw new ParameterException(
            spec.commandLine(), "--scratch: %s is no directory; make it first".formatted(scratch));
      }
      options.scratch(directory);
    }
    if (json && !dryRun) {
      throw new ParameterException(spec.commandLine(), "--json goes with --dry-run only");
    }
    options.force(force);
    options.resume(resume);
    options.stagingCheck(
        new StagingValidation(
            threads == null ? Runtime.getRuntime().availableProcessors() : threads));
    if (verification != null) {
      options.verification(verification);
    }
  }
}
