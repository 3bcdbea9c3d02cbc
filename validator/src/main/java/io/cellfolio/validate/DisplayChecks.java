package io.cellfolio.validate;

import io.cellfolio.format.DisplayText;
import java.util.ArrayList;
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
    Optional<String> value = text.text();
    if (value.isPresent()) {
      report(findings, text, DisplayText.problem(value.get()));
    }
  }

  static void report(Findings findings, Spot text, Optional<String> problem) {
    if (!findings.holds(Rule.DISPLAY_TEXT, problem.isEmpty())) {
      findings.add(
          Rule.DISPLAY_TEXT, text, EXPECTED, text.shown() + ", which " + problem.orElseThrow());
    }
  }

  /** Checks the labels of one field. */
  static void checkLabels(Findings findings, Spot labels) {
    List<String> texts = new ArrayList<>();
    for (Spot label : labels.items()) {
      check(findings, label);
      if (label.isText()) {
        texts.add(label.text().orElseThrow());
      }
    }
    findings.ran(Rule.LABELS_ALIKE, 1);
    for (String problem : DisplayText.lookAlikes(texts)) {
      findings.add(Rule.LABELS_ALIKE, labels, "labels that people can tell apart", problem);
    }
  }
}
