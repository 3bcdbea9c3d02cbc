package io.cellfolio.source;

import java.util.List;
import java.util.Objects;

/**
 * One metadata column over all cells, by what its values are. Arrays are shared, not copied, and
 * must not be written to.
 */
public sealed interface ObsColumn {

  /**
   * The column's name.
   *
   * @return the name as stored
   */
  String name();

  /**
   * Numbers.
   *
   * @param name the column's name
   * @param values one per cell in single precision (what the export format holds), NaN where
   *     missing; values beyond single precision are infinite
   */
  record Continuous(String name, float[] values) implements ObsColumn {}

  /**
   * Truth values.
   *
   * @param name the column's name
   * @param values one per cell: 0 false, 1 true, -1 missing
   */
  record Flags(String name, byte[] values) implements ObsColumn {}

  /**
   * Text that is not declared categorical.
   *
   * @param name the column's name
   * @param values one per cell, {@code null} where missing
   */
  record Text(String name, String[] values) implements ObsColumn {}

  /**
   * Declared categories.
   *
   * @param name the column's name
   * @param categories labels in stored order, unused ones included
   * @param codes one per cell: position in {@code categories}, or -1 where missing
   */
  record Categorical(String name, List<CategoryLabel> categories, int[] codes)
      implements ObsColumn {
    /** Copies the labels; the codes are shared. */
    public Categorical {
      categories = List.copyOf(categories);
    }
  }

  /**
   * A column of a kind that cannot be read.
   *
   * @param name the column's name
   * @param reason what it is and why it is left out, one clause
   */
  record Unsupported(String name, String reason) implements ObsColumn {
    /** Checks for missing texts. */
    public Unsupported {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
