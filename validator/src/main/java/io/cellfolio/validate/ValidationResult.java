package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a validation found, and how much it looked at, so that silence is not mistaken for success.
 *
 * @param directory the directory as it was named
 * @param verdict what it comes to
 * @param layout the layout that the documents speak for; empty when none does, and for a catalog
 * @param evidence why, one sentence each
 * @param viewer which viewer opens the directory, for people
 * @param level how deep the validation went
 * @param stopped whether it ended before that level because of an error
 * @param findings the most severe first; of a rule with very many the first ones
 * @param counts how many findings there are of each rule, listed or not
 * @param rulesRun the rules that were evaluated at least once
 * @param checksRun how many evaluations there were
 * @param filesRead how many files were opened
 * @param bytesInflated how many bytes of payloads were looked at, after inflating
 * @param fidelity how close the values are to those of a source, if there was one
 */
public record ValidationResult(
    Path directory,
    Verdict verdict,
    Optional<Layout> layout,
    List<String> evidence,
    String viewer,
    Level level,
    boolean stopped,
    List<Finding> findings,
    Map<Rule, Long> counts,
    Set<Rule> rulesRun,
    long checksRun,
    long filesRead,
    long bytesInflated,
    Optional<FidelityReport> fidelity) {

  /** Copies the collections. */
  public ValidationResult {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(layout, "layout");
    Objects.requireNonNull(viewer, "viewer");
    Objects.requireNonNull(level, "level");
    evidence = List.copyOf(evidence);
    Objects.requireNonNull(fidelity, "fidelity");
    findings = List.copyOf(findings);
    rulesRun = Collections.unmodifiableSet(new TreeSet<>(rulesRun));
    Map<Rule, Long> copy = new EnumMap<>(Rule.class);
    copy.putAll(counts);
    counts = Collections.unmodifiableMap(copy);
  }

  /**
   * How many findings there are of a severity.
   *
   * @param severity of the rules that found them
   * @return all of them, listed or not
   */
  public long count(Severity severity) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().severity() == severity)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * Whether viewers of the layout can be trusted with the directory.
   *
   * @return true when there is no error
   */
  public boolean isAccepted() {
    return verdict == Verdict.CLEAN || verdict == Verdict.WARNINGS;
  }
}
