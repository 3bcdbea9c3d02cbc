package io.cellfolio.validate;

/** What a validation comes to. */
public enum Verdict {
  /** Nothing but information. */
  CLEAN,
  /** Warnings, no error. */
  WARNINGS,
  /** At least one error. */
  ERRORS,
  /** The directory is no export and no folder of exports. */
  NOT_AN_EXPORT
}
