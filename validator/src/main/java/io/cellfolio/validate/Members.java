package io.cellfolio.validate;

import java.util.Set;
import java.util.TreeSet;

/** Holds the members of an object against those that it must and may have. */
final class Members {
  private Members() {}

  /**
   * Requires an object with all of one set of names and none but these and an optional set.
   *
   * @return whether it is an object
   */
  static boolean check(
      Findings findings, Rule rule, Spot object, Set<String> required, Set<String> optional) {
    if (!findings.require(rule, object.isObject(), object, "an object")) {
      return false;
    }
    for (String name : new TreeSet<>(required)) {
      if (object.member(name).isEmpty()) {
        findings.add(rule, object, "the member '" + name + "'", "none");
      }
    }
    for (String name : object.names()) {
      if (!required.contains(name) && !optional.contains(name)) {
        Spot surplus = object.member(name).orElseThrow();
        findings.add(rule, surplus, "no such member", surplus.shown());
      }
    }
    return true;
  }
}
