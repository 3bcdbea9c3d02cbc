package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Lines for people: findings by rule, the most severe first, then what was checked. */
final class TextReport implements ReportRenderer {
  /** How many findings of a rule are usually shown. */
  static final int SHOWN_PER_RULE = 5;

  private static final int WORST_FIELDS = 5;

  private final int shownPerRule;

  TextReport(int shownPerRule) {
    this.shownPerRule = shownPerRule;
  }

  @Override
  public void render(ValidationResult result, OutputStream out) throws IOException {
    out.write(text(result).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  String text(ValidationResult result) {
    StringBuilder text = new StringBuilder();
    Map<Rule, List<Finding>> byRule = new TreeMap<>(TextReport::bySeverity);
    result
        .findings()
        .forEach(f -> byRule.computeIfAbsent(f.rule(), rule -> new ArrayList<>()).add(f));
    byRule.forEach((rule, found) -> addRule(text, rule, found, result.counts().get(rule)));
    result.fidelity().ifPresent(fidelity -> addFidelity(text, fidelity));
    addLayout(text, result);
    text.append(verdict(result)).append("; checked ").append(checked(result)).append('\n');
    return text.toString();
  }

  private static int bySeverity(Rule a, Rule b) {
    int severity = a.severity().compareTo(b.severity());
    return severity != 0 ? severity : a.compareTo(b);
  }

  private void addRule(StringBuilder text, Rule rule, List<Finding> found, long count) {
    text.append("%s %s: %s%n".formatted(rule.code(), label(rule.severity()), rule.condition()));
    int shown = Math.min(found.size(), shownPerRule);
    for (Finding finding : found.subList(0, shown)) {
      String file = finding.file().isEmpty() ? "." : finding.file();
      String place = (file + " " + finding.position()).stripTrailing();
      text.append("  ").append(Shown.line(place)).append('\n');
      text.append("    expected ").append(Shown.line(finding.expected())).append('\n');
      text.append("    found    ").append(Shown.line(finding.found())).append('\n');
    }
    if (count > shown) {
      text.append("  and ").append(Shown.count(count - shown)).append(" more\n");
    }
    text.append("  fix: ").append(rule.fix()).append('\n');
    text.append("  see: ").append(rule.link()).append("\n\n");
  }

  private static String label(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static void addFidelity(StringBuilder text, FidelityReport fidelity) {
    text.append(
        "compared with %s: %s, %s%n"
            .formatted(
                Shown.line(fidelity.source()),
                Shown.count(fidelity.fields().size(), "field"),
                Shown.count(fidelity.valuesCompared(), "value")));
    List<FieldFidelity> worst = new ArrayList<>(fidelity.fields());
    worst.sort((a, b) -> Double.compare(b.maxSteps(), a.maxSteps()));
    for (FieldFidelity field : worst.subList(0, Math.min(WORST_FIELDS, worst.size()))) {
      text.append(
          "  %s %s: largest error %s (%s of the bound) at cell %d, mean %s%n"
              .formatted(
                  field.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  Shown.name(field.key()),
                  shortNumber(field.maxError()),
                  field.bound() > 0 ? shortNumber(field.maxSteps()) : "exact",
                  field.worstCell(),
                  shortNumber(field.meanError())));
    }
    text.append('\n');
  }

  private static String shortNumber(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  private static void addLayout(StringBuilder text, ValidationResult result) {
    if (result.verdict() != Verdict.NOT_AN_EXPORT) {
      String layout = result.layout().map(Layout::name).orElse("none alone");
      text.append("layout: ").append(layout);
      if (!result.evidence().isEmpty()) {
        text.append(" (").append(Shown.line(result.evidence().get(0)));
        int more = result.evidence().size() - 1;
        text.append(more > 0 ? ", and %d more signs)".formatted(more) : ")");
      }
      text.append("; opened by ").append(result.viewer()).append('\n');
    }
  }

  private static String label(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  /** What it comes to. */
  static String verdict(ValidationResult result) {
    String counts =
        "%s, %s, %s"
            .formatted(
                Shown.count(result.count(Severity.ERROR), "error"),
                Shown.count(result.count(Severity.WARNING), "warning"),
                Shown.count(result.count(Severity.INFO), "note"));
    String verdict = words(result.verdict());
    return "%s: %s (%s)".formatted(Shown.line(result.directory().toString()), verdict, counts);
  }

  /** The verdict for people. */
  static String words(Verdict verdict) {
    return switch (verdict) {
      case CLEAN -> "clean";
      case WARNINGS -> "usable, with warnings";
      case ERRORS -> "NOT fit to be shared";
      case NOT_AN_EXPORT -> "not an export";
    };
  }

  /** What was looked at, so that silence is not mistaken for success. */
  static String checked(ValidationResult result) {
    return "%s %s, %s and %s of payloads, level %s%s"
        .formatted(
            Shown.count(result.rulesRun().size(), "rule"),
            Shown.count(result.checksRun(), "time"),
            Shown.count(result.filesRead(), "file"),
            Shown.count(result.bytesInflated(), "byte"),
            label(result.level()),
            result.stopped() ? ", stopped at the first level with an error" : "");
  }
}
