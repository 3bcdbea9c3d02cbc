package io.cellfolio.cli;

import io.cellfolio.cli.ErrorPresenter.Presentation;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells of what went wrong. The launcher leaves this class out of its archive, as it does {@link
 * OptionReader}; two functions in its place would be put together at every start.
 */
record Failures(Invocation invocation, ErrorPresenter errors)
    implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    invocation.err().println(name + ": " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, command.getErr());
    invocation.err().println("Try: " + name + " --help");
    return ExitCodes.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    return report(e);
  }

  int report(Throwable thrown) {
    Presentation presentation = errors.present(thrown);
    invocation.err().println(presentation.text());
    return presentation.exitCode();
  }
}
