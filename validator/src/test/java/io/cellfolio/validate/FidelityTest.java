package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.ArrayCellSource;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Exports that are well formed and do not say what their source says. */
class FidelityTest {
  @TempDir Path directory;

  static List<Infidelity> infidelities() {
    return Infidelities.list();
  }

  @ParameterizedTest
  @MethodSource("infidelities")
  void isNamed(Infidelity infidelity) throws IOException {
    Mutant mutant = Mutant.of(infidelity.golden());
    SourceData data = SourceData.of(mutant);
    infidelity.edit().accept(mutant, data);
    mutant.write(directory);

    ValidationResult result;
    try (ArrayCellSource source = data.build()) {
      result = Validator.compare(directory, source, ValidationOptions.defaults());
    }

    assertThat(result.findings())
        .as("findings")
        .anyMatch(
            f ->
                f.rule() == infidelity.rule()
                    && (f.found() + f.expected()).contains(infidelity.found()));
    assertThat(result.findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .allMatch(f -> f.rule() == infidelity.rule() || infidelity.also().contains(f.rule()));
    assertThat(result.verdict()).isEqualTo(Verdict.ERRORS);
  }

  @ParameterizedTest
  @EnumSource(value = Golden.class, names = ".*BARE", mode = EnumSource.Mode.MATCH_NONE)
  void isCleanAgainstItsOwnValues(Golden golden) throws IOException {
    Mutant mutant = Mutant.of(golden);
    mutant.write(directory);

    ValidationResult result;
    try (ArrayCellSource source = SourceData.of(mutant).build()) {
      result =
          Validator.compare(
              directory,
              source,
              ValidationOptions.defaults().withMemory(MemoryBudget.megabytes(1)));
    }

    assertThat(result.findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .isEmpty();
    FidelityReport fidelity = result.fidelity().orElseThrow();
    assertThat(fidelity.fields()).hasSize(2 + 3 + 16 + 1 + 16);
    assertThat(fidelity.fields()).allMatch(field -> field.cellsOff() == 0);
    assertThat(fidelity.valuesCompared()).isGreaterThan(48L * 32);
    assertThat(result.rulesRun()).contains(Rule.SOURCE_VALUES, Rule.SOURCE_EDGES);
  }

  @Test
  void namesTheMatrixThatWasExportedInstead() throws IOException {
    Mutant mutant = Mutant.of(Golden.KEYED);
    mutant.write(directory);
    SourceData exported = SourceData.of(mutant);
    SourceData wanted = SourceData.of(mutant);
    wanted.genes.forEach(gene -> SourceData.scale(gene, 3));
    List<Alternative> alternatives =
        List.of(
            new Alternative("layers/other", wanted::build),
            new Alternative("layers/counts", exported::build));

    ValidationResult result;
    try (ArrayCellSource source = wanted.build()) {
      result = Validator.compare(directory, source, alternatives, ValidationOptions.defaults());
    }

    assertThat(result.findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .singleElement()
        .satisfies(f -> assertThat(f.rule()).isEqualTo(Rule.SOURCE_LAYER))
        .satisfies(f -> assertThat(f.found()).contains("layers/counts"));
  }
}
