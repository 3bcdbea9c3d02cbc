package io.cellfolio.validate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the checks of one run found and how much they looked at. Used by any number of threads; the
 * result does not depend on their order, because of too many findings of a rule the first ones in
 * the order of reports are kept.
 */
final class Findings {
  private final Map<Rule, Tally> tallies = new EnumMap<>(Rule.class);
  private final Set<Rule> wanted;
  private final int keptPerRule;
  private final String prefix;

  /** The findings of one rule. */
  private static final class Tally {
    private final LongAdder checks = new LongAdder();
    private final TreeSet<Finding> kept = new TreeSet<>(Finding.ORDER);
    private long count;
  }

  private Findings(Set<Rule> wanted, int keptPerRule, String prefix) {
    this.wanted = wanted;
    this.keptPerRule = keptPerRule;
    this.prefix = prefix;
    for (Rule rule : Rule.values()) {
      tallies.put(rule, new Tally());
    }
  }

  private Findings(Findings shared, String prefix) {
    this.wanted = shared.wanted;
    this.keptPerRule = shared.keptPerRule;
    this.prefix = prefix;
    this.tallies.putAll(shared.tallies);
  }

  /** No findings yet, and none to come but of the wanted rules. */
  static Findings with(Set<Rule> wanted, int keptPerRule) {
    return new Findings(wanted, keptPerRule, "");
  }

  /** The same findings for checks of a directory below, whose files get a prefix. */
  Findings below(String directory) {
    return new Findings(this, prefix + directory);
  }

  /** Counts one evaluation of a rule and hands its outcome on. */
  boolean holds(Rule rule, boolean condition) {
    tallies.get(rule).checks.increment();
    return condition;
  }

  /** Counts evaluations of a rule. */
  void ran(Rule rule, long checks) {
    tallies.get(rule).checks.add(checks);
  }

  /** Checks a value of a document. */
  boolean require(Rule rule, boolean condition, Spot at, String expected) {
    if (!holds(rule, condition)) {
      add(rule, at, expected, at.shown());
      return false;
    }
    return true;
  }

  void add(Rule rule, Spot at, String expected, String found) {
    add(rule, at.file(), at.place(), expected, found);
  }

  void add(Rule rule, String file, Place place, String expected, String found) {
    if (!wanted.contains(rule)) {
      return;
    }
    Finding finding = new Finding(rule, prefix + file, place, expected, found);
    Tally tally = tallies.get(rule);
    synchronized (tally) {
      if (tally.kept.add(finding)) {
        tally.count++;
        if (tally.kept.size() > keptPerRule) {
          tally.kept.pollLast();
        }
      }
    }
  }

  /** Counts violations beyond those that were added one by one. */
  void addUnlisted(Rule rule, long count) {
    if (wanted.contains(rule)) {
      Tally tally = tallies.get(rule);
      synchronized (tally) {
        tally.count += count;
      }
    }
  }

  /** Whether a rule was violated. */
  boolean has(Rule rule) {
    Tally tally = tallies.get(rule);
    synchronized (tally) {
      return tally.count > 0;
    }
  }

  /** Whether an error was found in a file. */
  boolean hasErrorIn(String file) {
    for (Finding finding : sortedIn(file)) {
      if (finding.severity() == Severity.ERROR) {
        return true;
      }
    }
    return false;
  }

  /** The places in a document at which something was found, but for one family of rules. */
  List<String> pointersIn(String file, String exceptFamily) {
    List<String> pointers = new ArrayList<>();
    for (Finding finding : sortedIn(file)) {
      if (!finding.rule().family().equals(exceptFamily)) {
        pointers.add(finding.position());
      }
    }
    return List.copyOf(pointers);
  }

  private List<Finding> sortedIn(String file) {
    List<Finding> found = new ArrayList<>();
    for (Finding finding : sorted()) {
      if (finding.file().equals(prefix + file)) {
        found.add(finding);
      }
    }
    return found;
  }

  /** How many findings there are of a severity, kept or not. */
  long count(Severity severity) {
    long count = 0;
    for (Rule rule : Rule.values()) {
      if (rule.severity() == severity) {
        count += count(rule);
      }
    }
    return count;
  }

  /** How many findings there are of a rule, kept or not. */
  long count(Rule rule) {
    Tally tally = tallies.get(rule);
    synchronized (tally) {
      return tally.count;
    }
  }

  /** The kept findings in the order of reports. */
  List<Finding> sorted() {
    List<Finding> all = new ArrayList<>();
    for (Tally tally : tallies.values()) {
      synchronized (tally) {
        all.addAll(tally.kept);
      }
    }
    all.sort(Finding.ORDER);
    return List.copyOf(all);
  }

  /** The rules that were evaluated at least once. */
  Set<Rule> rulesRun() {
    Set<Rule> run = EnumSet.noneOf(Rule.class);
    for (Map.Entry<Rule, Tally> entry : tallies.entrySet()) {
      if (entry.getValue().checks.sum() > 0) {
        run.add(entry.getKey());
      }
    }
    return run;
  }

  /** How many evaluations there were. */
  long checksRun() {
    long run = 0;
    for (Tally tally : tallies.values()) {
      run += tally.checks.sum();
    }
    return run;
  }
}
