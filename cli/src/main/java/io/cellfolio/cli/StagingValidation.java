package io.cellfolio.cli;

import io.cellfolio.export.StagingCheck;
import io.cellfolio.export.Verification;
import io.cellfolio.validate.Finding;
import io.cellfolio.validate.Level;
import io.cellfolio.validate.Rule;
import io.cellfolio.validate.Severity;
import io.cellfolio.validate.ValidationOptions;
import io.cellfolio.validate.ValidationResult;
import io.cellfolio.validate.Validator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Lets the validator, which shares no code with the exporter, see an export before others do.
 *
 * @param threads workers of the validation
 */
record StagingValidation(int threads) implements StagingCheck {
  /**
   * A warning in folders of others; in a folder that was made just now nothing can be left over.
   */
  private static final Set<Rule> SURPLUS = EnumSet.of(Rule.FILE_UNDECLARED, Rule.PAYLOAD_TWIN);

  @Override
  public List<String> faults(Path staged, Verification level) {
    ValidationResult result = Validator.validate(staged, options(level));
    List<String> faults = new ArrayList<>();
    for (Finding finding : result.findings()) {
      faults.add(finding + ". " + finding.rule().condition());
    }
    return faults;
  }

  private ValidationOptions options(Verification level) {
    Set<Rule> rules = EnumSet.copyOf(SURPLUS);
    for (Rule rule : Rule.values()) {
      if (rule.severity() == Severity.ERROR) {
        rules.add(rule);
      }
    }
    return ValidationOptions.defaults()
        .withLevel(level == Verification.CONTENT ? Level.CONTENT : Level.LENGTHS)
        .withRules(rules)
        .withThreads(threads);
  }
}
