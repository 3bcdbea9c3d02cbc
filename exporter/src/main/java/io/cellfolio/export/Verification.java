package io.cellfolio.export;

/** How deep the staged directory is checked before it is published. */
public enum Verification {
  /** Not at all. */
  NONE,
  /** Every declared file is there with its exact length, and nothing else is. */
  LENGTHS,
  /** As {@link #LENGTHS}, and every payload is read back and compared with what was meant. */
  CONTENT
}
