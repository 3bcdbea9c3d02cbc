package io.cellfolio.cli;

/** What the command returns to its caller. */
final class ExitCodes {
  /** Everything was done. */
  static final int OK = 0;

  /** The data or the target speak against it, or a check found something. */
  static final int FINDINGS = 1;

  /** The arguments cannot be followed. */
  static final int USAGE = 2;

  /** The input is damaged or contradicts itself. */
  static final int DAMAGED = 3;

  /** The input is valid and holds something that is not supported. */
  static final int UNSUPPORTED = 4;

  /** Reading, writing or the program itself failed. */
  static final int IO = 5;

  private ExitCodes() {}
}
