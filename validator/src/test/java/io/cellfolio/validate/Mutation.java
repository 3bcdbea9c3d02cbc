package io.cellfolio.validate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One way to damage an export.
 *
 * @param name what is done
 * @param golden to what
 * @param rule which rule has to notice
 * @param also which other errors follow from the same damage
 * @param edit the damage
 */
record Mutation(String name, Golden golden, Rule rule, Set<Rule> also, Consumer<Mutant> edit) {

  @Override
  public String toString() {
    return rule.code() + " " + golden + ": " + name;
  }

  /** A list of mutations to be. */
  static final class Collection {
    private final List<Mutation> mutations = new ArrayList<>();

    Collection add(Golden golden, Rule rule, String name, Consumer<Mutant> edit, Rule... also) {
      Set<Rule> related = EnumSet.noneOf(Rule.class);
      related.addAll(List.of(also));
      mutations.add(new Mutation(name, golden, rule, related, edit));
      return this;
    }

    /** The same damage to an export of each layout. */
    Collection both(Rule rule, String name, Consumer<Mutant> edit, Rule... also) {
      add(Golden.KEYED, rule, name, edit, also);
      return add(Golden.INDEXED, rule, name, edit, also);
    }

    List<Mutation> list() {
      return List.copyOf(mutations);
    }
  }
}
