package io.cellfolio.validate;

import io.cellfolio.source.CellSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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

  /**
   * Validates everything and compares every value with the data that the export was made from.
   *
   * @param directory an export
   * @param source the data, opened with the expression matrix that is expected in the export; not
   *     closed
   * @param options how to do it; a level below {@link Level#CONTENT} compares nothing
   * @return what was found, with the errors of every field
   * @throws IOException when the source is damaged or cannot be read
   */
  public static ValidationResult compare(
      Path directory, CellSource source, ValidationOptions options) throws IOException {
    return compare(directory, source, List.of(), options);
  }

  /**
   * Validates everything and compares every value with the data that the export was made from.
   *
   * @param directory an export
   * @param source the data, opened with the expression matrix that is expected in the export; not
   *     closed
   * @param alternatives other matrices of the same data, to name the one that was exported instead
   * @param options how to do it; a level below {@link Level#CONTENT} compares nothing
   * @return what was found, with the errors of every field
   * @throws IOException when the source is damaged or cannot be read
   */
  public static ValidationResult compare(
      Path directory, CellSource source, List<Alternative> alternatives, ValidationOptions options)
      throws IOException {
    return new ValidationRun(directory, options).compare(source, alternatives);
  }
}
