package io.cellfolio.validate;

import java.io.IOException;

/** The coordinates of an embedding, some cells at a time, from memory or from the file. */
final class CellPoints {
  private final int dimension;
  private final float[] kept;
  private final PayloadInput input;
  private final byte[] buffer;
  private int from;
  private int rows;

  private CellPoints(int dimension, float[] kept, PayloadInput input, byte[] buffer) {
    this.dimension = dimension;
    this.kept = kept;
    this.input = input;
    this.buffer = buffer;
  }

  static CellPoints kept(int dimension, float[] coordinates) {
    return new CellPoints(dimension, coordinates, null, null);
  }

  static CellPoints streamed(int dimension, PayloadInput input, byte[] buffer) {
    return new CellPoints(dimension, null, input, buffer);
  }

  int dimension() {
    return dimension;
  }

  /**
   * Goes on to the next cells.
   *
   * @return false when they cannot be read, which an earlier check has reported
   */
  boolean read(int cells) {
    from += rows;
    rows = cells;
    if (kept != null) {
      return true;
    }
    try {
      input.read(buffer, cells * dimension * Float.BYTES);
      return true;
    } catch (PayloadFault | IOException e) {
      // The embedding's own check reads the same bytes and says what is wrong with them.
      return false;
    }
  }

  /** A coordinate of the cells that were read last. */
  float get(int row, int axis) {
    return kept != null
        ? kept[(from + row) * dimension + axis]
        : Elements.f32(buffer, (row * dimension + axis) * Float.BYTES);
  }
}
