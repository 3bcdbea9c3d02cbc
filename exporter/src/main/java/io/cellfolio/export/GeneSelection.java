package io.cellfolio.export;

import java.util.List;

/** Which genes to export. */
public sealed interface GeneSelection {

  /**
   * Every gene in the source's order.
   *
   * @return the selection
   */
  static GeneSelection all() {
    return new All();
  }

  /**
   * No gene: the export has no var manifest.
   *
   * @return the selection
   */
  static GeneSelection none() {
    return new None();
  }

  /**
   * Named genes in the given order.
   *
   * @param names gene names as the source gives them
   * @return the selection
   */
  static GeneSelection of(List<String> names) {
    return new Named(names);
  }

  /** Every gene. */
  record All() implements GeneSelection {}

  /** No gene. */
  record None() implements GeneSelection {}

  /**
   * Named genes.
   *
   * @param names in export order, without repetition
   */
  record Named(List<String> names) implements GeneSelection {
    /** Copies the list. */
    public Named {
      names = List.copyOf(names);
    }
  }
}
