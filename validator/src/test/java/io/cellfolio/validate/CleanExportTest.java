package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.format.Layout;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports that are as they should be. */
class CleanExportTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Golden.class)
  void hasNoErrorAtAnyLevel(Golden golden) {
    Mutant.of(golden).write(directory);
    long checks = 0;
    for (Level level : Level.values()) {
      ValidationResult result = Validator.validate(directory, level);

      assertThat(result.findings())
          .filteredOn(finding -> finding.severity() == Severity.ERROR)
          .isEmpty();
      assertThat(result.isAccepted()).isTrue();
      assertThat(result.layout())
          .isEqualTo(Optional.of(golden.keyed() ? Layout.keyed() : Layout.indexed()));
      assertThat(result.evidence()).isNotEmpty();
      assertThat(result.checksRun()).isGreaterThan(checks);
      checks = result.checksRun();
    }
    long payloads =
        Mutant.of(golden).files.keySet().stream().filter(path -> !path.endsWith(".json")).count();
    assertThat(Validator.validate(directory).filesRead()).isEqualTo(payloads + 4);
  }

  @ParameterizedTest
  @EnumSource(Golden.class)
  void doesNotDependOnThreads(Golden golden) {
    Mutant.of(golden).write(directory);

    ValidationResult one =
        Validator.validate(directory, ValidationOptions.defaults().withThreads(1));
    ValidationResult four =
        Validator.validate(directory, ValidationOptions.defaults().withThreads(4));

    assertThat(four).isEqualTo(one);
  }

  @Test
  void canBeACatalog() {
    Mutant mutant = Mutant.of(Golden.KEYED);
    CatalogMutations.fill(mutant);
    mutant.write(directory);

    ValidationResult result = Validator.validate(directory);

    assertThat(result.findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .isEmpty();
    assertThat(result.findings()).anyMatch(finding -> finding.file().startsWith("b/"));
  }
}
