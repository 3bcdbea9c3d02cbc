package io.cellfolio.export;

import java.util.Locale;

/** The parts of an export that are kept or written as a whole. */
public enum SectionName {
  /** Embeddings. */
  POINTS,
  /** Obs fields. */
  OBS,
  /** Genes. */
  VAR,
  /** The neighbor graph. */
  CONNECTIVITY,
  /** Vector fields. */
  VECTORS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
