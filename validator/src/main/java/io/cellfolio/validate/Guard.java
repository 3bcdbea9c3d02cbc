package io.cellfolio.validate;

import java.util.concurrent.Callable;

/** Runs checks so that one that fails becomes a finding, and the others go on. */
final class Guard {
  private final Findings findings;

  Guard(Findings findings) {
    this.findings = findings;
  }

  /**
   * Runs a check.
   *
   * @param what what it checks, for people
   * @param file the file that it looks at
   * @param fallback the result when it fails
   */
  <T> T run(String what, String file, T fallback, Callable<T> check) {
    findings.ran(Rule.CHECK_FAILED, 1);
    try {
      return check.call();
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      report(what, file, e);
      return fallback;
    }
  }

  void report(String what, String file, Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    String at = trace.length == 0 ? "" : " at " + trace[0];
    findings.add(
        Rule.CHECK_FAILED,
        file,
        Place.whole(),
        "the check of " + what + " to come to an end",
        e + at);
  }
}
