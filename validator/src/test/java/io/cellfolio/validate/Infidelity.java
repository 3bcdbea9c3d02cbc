package io.cellfolio.validate;

import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A way in which a source differs from the export.
 *
 * @param name what happened
 * @param golden the export
 * @param rule which rule names it
 * @param found what the finding says, in part
 * @param also which other rules follow
 * @param edit the change
 */
record Infidelity(
    String name,
    Golden golden,
    Rule rule,
    String found,
    Set<Rule> also,
    BiConsumer<Mutant, SourceData> edit) {
  @Override
  public String toString() {
    return rule.code() + " " + golden + ": " + name;
  }
}
