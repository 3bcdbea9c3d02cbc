package io.cellfolio.validate;

/** How bad a finding is, the worst first. */
public enum Severity {
  /** A viewer refuses the export or a part of it, or shows something wrong. */
  ERROR,
  /** Every viewer copes, but somebody should look. */
  WARNING,
  /** Worth knowing, nothing to mend. */
  INFO
}
