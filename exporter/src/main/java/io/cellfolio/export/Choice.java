package io.cellfolio.export;

import java.util.Objects;

/**
 * What to take for an optional part of an export: what detection finds, nothing, or one named
 * matrix.
 */
public sealed interface Choice {

  /**
   * Leaves the choice to detection.
   *
   * @return the choice
   */
  static Choice auto() {
    return new Auto();
  }

  /**
   * Leaves the part out.
   *
   * @return the choice
   */
  static Choice none() {
    return new None();
  }

  /**
   * Takes one matrix.
   *
   * @param key its key in the source
   * @return the choice
   */
  static Choice key(String key) {
    return new Key(key);
  }

  /** What detection finds. */
  record Auto() implements Choice {
    @Override
    public String toString() {
      return "auto";
    }
  }

  /** Nothing. */
  record None() implements Choice {
    @Override
    public String toString() {
      return "none";
    }
  }

  /**
   * One named matrix.
   *
   * @param key its key in the source
   */
  record Key(String key) implements Choice {
    /** Checks for a missing key. */
    public Key {
      Objects.requireNonNull(key, "key");
    }

    @Override
    public String toString() {
      return key;
    }
  }
}
