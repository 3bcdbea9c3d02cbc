package io.cellfolio.validate;

/** A payload that cannot be read to its end. */
final class PayloadFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Rule rule;
  private final transient Place place;
  private final String expected;
  private final String found;

  PayloadFault(Rule rule, Place place, String expected, String found) {
    super(rule.code() + ": expected " + expected + ", found " + found, null, false, false);
    this.rule = rule;
    this.place = place;
    this.expected = expected;
    this.found = found;
  }

  void addTo(Findings findings, String file) {
    findings.add(rule, file, place, expected, found);
  }
}
