package io.cellfolio.validate;

import java.nio.file.Path;

/**
 * Checks export directories of either layout, whoever wrote them, against {@link Rule all rules},
 * and reports everything that is wrong at once. It shares no code with the exporter.
 *
 * <p>Whatever lies in the directory, a validation ends with a result: damaged documents, wrong
 * lengths, unreadable files and folders that are no exports are findings, not exceptions. It reads
 * nothing outside the directory, follows no links, writes nothing, and holds one chunk of each
 * payload in memory, whatever size the documents claim.
 */
public final class Validator {
  private Validator() {}

  /**
   * Validates everything.
   *
   * @param directory an export, or a folder of exports with a {@code datasets.json}
   * @return what was found
   */
  public static ValidationResult validate(Path directory) {
    return validate(directory, ValidationOptions.defaults());
  }

  /**
   * Validates to a level.
   *
   * @param directory an export under any name, for example one that is about to be published
   * @param level how deep to go
   * @return what was found
   */
  public static ValidationResult validate(Path directory, Level level) {
    return validate(directory, ValidationOptions.defaults().withLevel(level));
  }

  /**
   * Validates with options.
   *
   * @param directory an export, or a folder of exports with a {@code datasets.json}
   * @param options how to do it
   * @return what was found
   */
  public static ValidationResult validate(Path directory, ValidationOptions options) {
    return new ValidationRun(directory, options).run();
  }
}
