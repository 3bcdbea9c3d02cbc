package io.cellfolio.export;

import java.util.Objects;

/**
 * A reason why an export cannot be made.
 *
 * @param kind where the reason lies
 * @param text place, what was expected and found, and what to do
 */
public record Problem(Kind kind, String text) {
  /** Checks for missing parts. */
  public Problem {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /** Where the reason lies. */
  public enum Kind {
    /** An option asks for something that is not there or contradicts another. */
    OPTION,
    /** The data cannot be exported as they are. */
    DATA,
    /** The target directory stands in the way. */
    TARGET
  }

  static Problem option(String text) {
    return new Problem(Kind.OPTION, text);
  }

  static Problem data(String text) {
    return new Problem(Kind.DATA, text);
  }

  static Problem target(String text) {
    return new Problem(Kind.TARGET, text);
  }
}
