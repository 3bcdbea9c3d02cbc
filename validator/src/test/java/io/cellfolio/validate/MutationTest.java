package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule notices what it is for, and no other error is reported. */
class MutationTest {
  private static final int LEAST_MUTATIONS = 120;
  private static final Map<Golden, ValidationResult> CLEAN = new EnumMap<>(Golden.class);

  @TempDir Path directory;

  static List<Mutation> mutations() {
    return Stream.of(
            DocumentMutations.list(),
            IdentityMutations.list(),
            ManifestMutations.list(),
            FileMutations.list(),
            PayloadMutations.list(),
            ContentMutations.list(),
            CatalogMutations.list())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void isNoticedByItsRuleAndByNoOther(Mutation mutation) {
    Mutant mutant = Mutant.of(mutation.golden());
    mutation.edit().accept(mutant);
    Path damaged = directory.resolve("damaged");
    mutant.write(damaged);

    ValidationResult result =
        new ValidationRun(damaged, ValidationOptions.defaults(), mutant.opener()).run();

    List<Finding> before = clean(mutation.golden()).findings();
    assertThat(result.findings())
        .as("findings of %s", mutation.rule())
        .anyMatch(finding -> finding.rule() == mutation.rule() && !before.contains(finding));
    assertThat(result.findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .allMatch(f -> f.rule() == mutation.rule() || mutation.also().contains(f.rule()));
    assertThat(result.checksRun()).isPositive();
    assertThat(result.rulesRun()).contains(mutation.rule());
  }

  private ValidationResult clean(Golden golden) {
    return CLEAN.computeIfAbsent(
        golden,
        key -> {
          Path intact = directory.resolve("intact");
          Mutant.of(key).write(intact);
          return Validator.validate(intact);
        });
  }

  @Test
  void thereIsOneForEveryRule() {
    assertThat(withoutMutation(covered())).as("rules without a mutation").isEmpty();
  }

  /** What shows that the test above would fail. */
  @ParameterizedTest
  @EnumSource(Rule.class)
  void aRuleWithoutOneWouldBeNoticed(Rule rule) {
    List<Rule> others = new ArrayList<>(covered());
    others.removeIf(covered -> covered == rule);

    assertThat(withoutMutation(others)).containsExactly(rule);
  }

  /** The rules that damage, or a difference from a source, is made for on purpose. */
  private static List<Rule> covered() {
    return Stream.concat(
            mutations().stream().map(Mutation::rule),
            Infidelities.list().stream().map(Infidelity::rule))
        .toList();
  }

  private static Set<Rule> withoutMutation(List<Rule> covered) {
    Set<Rule> left = EnumSet.allOf(Rule.class);
    left.removeAll(covered);
    return left;
  }

  @Test
  void areMany() {
    assertThat(mutations()).hasSizeGreaterThanOrEqualTo(LEAST_MUTATIONS);
    assertThat(mutations().stream().map(Mutation::toString)).doesNotHaveDuplicates();
  }
}
