package io.cellfolio.validate;

import io.cellfolio.source.MemoryBudget;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * How to validate. Immutable; each method that changes something gives a changed copy.
 *
 * @param level how deep to go
 * @param rules the rules whose findings are reported
 * @param failFast whether to stop after a level that found an error
 * @param threads workers that read payloads, 1 or more; the result does not depend on them
 * @param memory what blocks of genes, and edges, of a source may occupy in a comparison
 * @param findingsPerRule how many findings of one rule are kept in full, 1 or more; all are counted
 * @param listener hears how it goes on
 */
public record ValidationOptions(
    Level level,
    Set<Rule> rules,
    boolean failFast,
    int threads,
    MemoryBudget memory,
    int findingsPerRule,
    ValidationListener listener) {
  private static final int FINDINGS_PER_RULE = 100;
  private static final long MEMORY_MEGABYTES = 64;

  /** Checks the numbers; copies the rules. */
  public ValidationOptions {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(memory, "memory");
    Objects.requireNonNull(listener, "listener");
    rules = Set.copyOf(rules);
    if (threads < 1 || findingsPerRule < 1) {
      throw new IllegalArgumentException(
          "threads and findings per rule must be 1 or more, got %d and %d"
              .formatted(threads, findingsPerRule));
    }
  }

  /**
   * The usual validation: level {@link Level#CONTENT}, all rules, a thread per processor.
   *
   * @return the options
   */
  public static ValidationOptions defaults() {
    return new ValidationOptions(
        Level.CONTENT,
        EnumSet.allOf(Rule.class),
        false,
        Runtime.getRuntime().availableProcessors(),
        MemoryBudget.megabytes(MEMORY_MEGABYTES),
        FINDINGS_PER_RULE,
        ValidationListener.silent());
  }

  /**
   * Goes to another depth.
   *
   * @param other how deep to go
   * @return changed options
   */
  public ValidationOptions withLevel(Level other) {
    return new ValidationOptions(
        other, rules, failFast, threads, memory, findingsPerRule, listener);
  }

  /**
   * Reports the findings of some rules only.
   *
   * @param other these rules
   * @return changed options
   */
  public ValidationOptions withRules(Set<Rule> other) {
    return new ValidationOptions(
        level, other, failFast, threads, memory, findingsPerRule, listener);
  }

  /**
   * Stops after a level that found an error, or does not.
   *
   * @param stop whether to stop
   * @return changed options
   */
  public ValidationOptions withFailFast(boolean stop) {
    return new ValidationOptions(level, rules, stop, threads, memory, findingsPerRule, listener);
  }

  /**
   * Uses another number of threads.
   *
   * @param number 1 or more
   * @return changed options
   */
  public ValidationOptions withThreads(int number) {
    return new ValidationOptions(level, rules, failFast, number, memory, findingsPerRule, listener);
  }

  /**
   * Uses other memory for the genes and edges of a source.
   *
   * @param budget the limit
   * @return changed options
   */
  public ValidationOptions withMemory(MemoryBudget budget) {
    return new ValidationOptions(
        level, rules, failFast, threads, budget, findingsPerRule, listener);
  }

  /**
   * Keeps another number of findings of one rule.
   *
   * @param number 1 or more
   * @return changed options
   */
  public ValidationOptions withFindingsPerRule(int number) {
    return new ValidationOptions(level, rules, failFast, threads, memory, number, listener);
  }

  /**
   * Is heard by another listener.
   *
   * @param other the listener
   * @return changed options
   */
  public ValidationOptions withListener(ValidationListener other) {
    return new ValidationOptions(level, rules, failFast, threads, memory, findingsPerRule, other);
  }
}
