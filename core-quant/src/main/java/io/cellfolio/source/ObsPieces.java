package io.cellfolio.source;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * One metadata column over all cells that is read in pieces, as often as needed: what {@link
 * ObsColumn} is as a whole.
 */
public sealed interface ObsPieces {

  /**
   * The column's name.
   *
   * @return the name as stored
   */
  String name();

  /**
   * Takes pieces.
   *
   * @param <A> an array
   */
  @FunctionalInterface
  interface Visitor<A> {
    /**
     * Takes the values of some cells. They come in ascending order without gaps.
     *
     * @param firstCell the cell of the first value
     * @param count how many values
     * @param values the values from position 0 on; valid during the call, read only
     * @throws IOException when what is done with them fails; ends the reading
     */
    void cells(int firstCell, int count, A values) throws IOException;
  }

  /**
   * The values of a column.
   *
   * @param <A> an array
   */
  @FunctionalInterface
  interface Reading<A> {
    /**
     * Reads all values.
     *
     * @param visitor takes them
     * @throws IOException when the source is damaged or cannot be read, or the visitor throws it
     */
    void read(Visitor<A> visitor) throws IOException;
  }

  /**
   * Numbers.
   *
   * @param name the column's name
   * @param values as in {@link ObsColumn.Continuous}
   */
  record Continuous(String name, Reading<float[]> values) implements ObsPieces {}

  /**
   * Truth values.
   *
   * @param name the column's name
   * @param values as in {@link ObsColumn.Flags}
   */
  record Flags(String name, Reading<byte[]> values) implements ObsPieces {}

  /**
   * Text that is not declared categorical.
   *
   * @param name the column's name
   * @param values as in {@link ObsColumn.Text}
   */
  record Text(String name, Reading<String[]> values) implements ObsPieces {}

  /** The labels of declared categories, which may be as many as cells. */
  @FunctionalInterface
  interface Labels {
    /**
     * Reads all labels.
     *
     * @return labels in stored order, unused ones included
     * @throws IOException when the source is damaged or cannot be read
     */
    List<CategoryLabel> read() throws IOException;
  }

  /**
   * Declared categories.
   *
   * @param name the column's name
   * @param nCategories how many there are, unused ones included
   * @param labels their labels
   * @param codes as in {@link ObsColumn.Categorical}
   */
  record Categorical(String name, int nCategories, Labels labels, Reading<int[]> codes)
      implements ObsPieces {}

  /**
   * A column of a kind that cannot be read.
   *
   * @param name the column's name
   * @param reason what it is and why it is left out, one clause
   */
  record Unsupported(String name, String reason) implements ObsPieces {
    /** Checks for missing texts. */
    public Unsupported {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * A column in memory, as one piece.
   *
   * @param column the column; its arrays are read only
   * @return its pieces
   */
  static ObsPieces of(ObsColumn column) {
    if (column instanceof ObsColumn.Continuous c) {
      return new Continuous(c.name(), v -> v.cells(0, c.values().length, c.values()));
    }
    if (column instanceof ObsColumn.Flags c) {
      return new Flags(c.name(), v -> v.cells(0, c.values().length, c.values()));
    }
    if (column instanceof ObsColumn.Text c) {
      return new Text(c.name(), v -> v.cells(0, c.values().length, c.values()));
    }
    if (column instanceof ObsColumn.Categorical c) {
      return new Categorical(
          c.name(),
          c.categories().size(),
          c::categories,
          v -> v.cells(0, c.codes().length, c.codes()));
    }
    ObsColumn.Unsupported c = (ObsColumn.Unsupported) column;
    return new Unsupported(c.name(), c.reason());
  }
}
