package io.cellfolio.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The time that reproducible builds record, in the variable {@code SOURCE_DATE_EPOCH}. */
final class EnvironmentTime {
  private static final String VARIABLE = "SOURCE_DATE_EPOCH";

  private EnvironmentTime() {}

  /**
   * Reads the variable.
   *
   * @throws ParameterException when it holds no time
   */
  static Optional<Instant> of(Invocation invocation, CommandSpec spec) {
    Optional<String> seconds = invocation.variable(VARIABLE);
    return seconds.isPresent() ? Optional.of(parse(seconds.get(), spec)) : Optional.empty();
  }

  private static Instant parse(String seconds, CommandSpec spec) {
    try {
      Instant time = Instant.ofEpochSecond(Long.parseLong(seconds.strip()));
      return OptionValues.instant(time.toString());
    } catch (NumberFormatException | DateTimeException | TypeConversionException e) {
      throw new ParameterException(
          spec.commandLine(),
          "the environment variable %s must hold seconds since 1970 (--created-at overrides it), got '%s'"
              .formatted(VARIABLE, seconds),
          e);
    }
  }
}
