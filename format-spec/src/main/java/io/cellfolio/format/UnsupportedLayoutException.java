package io.cellfolio.format;

import java.io.IOException;
import java.util.List;

/** The documents of an export belong to no layout, or speak for several at once. */
public final class UnsupportedLayoutException extends IOException {
  private static final long serialVersionUID = 1L;

  private final List<String> evidence;

  /**
   * Says why.
   *
   * @param problem one clause
   * @param evidence what was found, one sentence each, possibly none
   */
  public UnsupportedLayoutException(String problem, List<String> evidence) {
    super(evidence.isEmpty() ? problem : problem + ": " + String.join("; ", evidence));
    this.evidence = List.copyOf(evidence);
  }

  /**
   * What was found.
   *
   * @return one sentence each, possibly none
   */
  public List<String> evidence() {
    return evidence;
  }
}
