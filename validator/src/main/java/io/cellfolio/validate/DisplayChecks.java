package io.cellfolio.validate;

import io.cellfolio.format.DisplayText;
import java.util.List;
import java.util.Optional;

/**
 * Texts that people see.
 *
 * <p>Normative text: {@code docs/format/obs.md}, section "Display text".
 */
final class DisplayChecks {
  private static final String EXPECTED = "a text that can be seen as it is";

  private DisplayChecks() {}

  /** Checks a text that should not be empty; anything else is passed over. */
  static void check(Findings findings, Spot text) {
    text.text().ifPresent(value -> report(findings, text, DisplayText.problem(value)));
  }

  static void report(Findings findings, Spot text, Optional<String> problem) {
    if (!findings.holds(Rule.DISPLAY_TEXT, problem.isEmpty())) {
      findings.add(
          Rule.DISPLAY_TEXT, text, EXPECTED, text.shown() + ", which " + problem.orElseThrow());
    }
  }

  /** Checks the labels of one field. */
  static void checkLabels(Findings findings, Spot labels) {
    labels.items().forEach(label -> check(findings, label));
    List<String> texts = labels.items().stream().flatMap(label -> label.text().stream()).toList();
    findings.ran(Rule.LABELS_ALIKE, 1);
    for (String problem : DisplayText.lookAlikes(texts)) {
      findings.add(Rule.LABELS_ALIKE, labels, "labels that people can tell apart", problem);
    }
  }
}
