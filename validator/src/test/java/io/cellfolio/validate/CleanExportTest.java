package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellfolio.format.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

  static List<Path> ofTheReferenceWriter() throws IOException {
    String folder = System.getenv("CELLFOLIO_CORPUS");
    if (folder == null || folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> cases = Files.list(Path.of(folder, "expected"))) {
      return cases.map(c -> c.resolve("export")).filter(Files::isDirectory).sorted().toList();
    }
  }

  /** Its gzip headers carry names and times; some of its genes have no value at all. */
  @Test
  void canBeOfTheReferenceWriter() throws IOException {
    List<Path> exports = ofTheReferenceWriter();
    assumeTrue(!exports.isEmpty(), "CELLFOLIO_CORPUS is not set");
    Set<Rule> seen = EnumSet.noneOf(Rule.class);
    for (Path export : exports) {
      ValidationResult result = Validator.validate(export);

      assertThat(result.isAccepted()).as("%s: %s", export, result.findings()).isTrue();
      assertThat(result.checksRun()).isGreaterThan(500);
      assertThat(result.layout()).contains(Layout.keyed());
      seen.addAll(result.counts().keySet());
    }
    assertThat(seen)
        .isSubsetOf(Rule.VIEWER_GENERATION, Rule.GZIP_HEADER_FIELDS, Rule.VALUES_ALL_MISSING)
        .contains(Rule.VIEWER_GENERATION, Rule.GZIP_HEADER_FIELDS);
    assertThat(exports).hasSizeGreaterThanOrEqualTo(10);
  }

  /** A matrix of no genes leaves a manifest behind in one layout, and nothing in the other. */
  @ParameterizedTest
  @EnumSource(
      value = Golden.class,
      names = {"KEYED", "INDEXED"})
  void canHaveNoGenes(Golden golden) {
    Mutant mutant = Mutant.of(golden);
    mutant.files.keySet().removeIf(path -> path.startsWith("var/"));
    mutant.set(Mutant.IDENTITY, "/stats/n_genes", "0");
    mutant.set(Mutant.VAR, "/fields", "[]");
    mutant.afterwards(root -> root.resolve("var").toFile().mkdir());
    mutant.write(directory);

    assertThat(Validator.validate(directory).counts().keySet())
        .filteredOn(rule -> rule == Rule.GENE_COUNT || rule == Rule.FILE_UNDECLARED)
        .isEqualTo(golden.keyed() ? List.of() : List.of(Rule.GENE_COUNT));
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
