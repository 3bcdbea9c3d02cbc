package io.cellfolio.export;

/** What a run does with one section of the target. */
public enum Disposition {
  /** The section is written. */
  WRITTEN,
  /** The section is written beside others that an earlier export left. */
  ADDED,
  /** An earlier export's section agrees with this run and stays. */
  KEPT,
  /** An earlier export's section is replaced. */
  REPLACED,
  /** The export has no such section. */
  ABSENT
}
