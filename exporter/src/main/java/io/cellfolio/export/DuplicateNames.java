package io.cellfolio.export;

/** What to do with field or gene names that would collide in the export. */
public enum DuplicateNames {
  /** Refuse the export and list every collision. */
  FAIL,
  /** Append {@code -1}, {@code -2}, ... to later ones and report each renaming. */
  SUFFIX
}
