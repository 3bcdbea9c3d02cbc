package io.cellfolio.validate;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the members of an object against those that it must and may have, and simple ones against
 * their values.
 */
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

  /** Requires one string of a member, if it is there. */
  static void constant(Findings findings, Rule rule, Spot object, String member, String value) {
    Optional<Spot> spot = object.member(member);
    if (spot.isPresent()) {
      findings.require(rule, spot.get().isText(value), spot.get(), '"' + value + '"');
    }
  }

  /** Requires one number of a member, if it is there. */
  static void constant(Findings findings, Rule rule, Spot object, String member, long value) {
    Optional<Spot> spot = object.member(member);
    if (spot.isPresent()) {
      findings.require(rule, spot.get().isWhole(value, value), spot.get(), String.valueOf(value));
    }
  }

  /** Requires of a member, if it is there, that it is no empty string. */
  static void textOrNull(Findings findings, Rule rule, Spot object, String member) {
    Optional<Spot> spot = object.member(member);
    if (spot.isPresent()) {
      findings.require(
          rule,
          spot.get().isNull() || spot.get().isNonEmptyText(),
          spot.get(),
          "null or a string that is not empty");
    }
  }

  /** A member that must be an array; empty when it is none. */
  static Optional<Spot> array(Findings findings, Rule rule, Spot object, String member) {
    Optional<Spot> spot = object.member(member);
    boolean good =
        spot.isPresent() && findings.require(rule, spot.get().isArray(), spot.get(), "an array");
    return good ? spot : Optional.empty();
  }
}
