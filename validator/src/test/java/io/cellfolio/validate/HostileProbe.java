package io.cellfolio.validate;

import java.nio.file.Path;

/** Validates a directory in a Java machine of its own and prints what came of it. */
final class HostileProbe {
  private HostileProbe() {}

  /**
   * Validates.
   *
   * @param arguments the directory
   */
  public static void main(String[] arguments) {
    ValidationResult result = Validator.validate(Path.of(arguments[0]));
    System.out.println("verdict " + result.verdict());
    result
        .counts()
        .forEach(
            (rule, count) -> {
              Finding first =
                  result.findings().stream()
                      .filter(f -> f.rule() == rule)
                      .findFirst()
                      .orElseThrow();
              System.out.println(rule + " " + count + " " + first);
            });
  }
}
