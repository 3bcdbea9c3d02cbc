package io.cellfolio.quant;

/** What both layouts ask of the coordinates of an embedding. */
final class Coordinates {
  private static final int MAX_DIMENSION = 3;

  private Coordinates() {}

  static void requireShape(int nCells, int columns) {
    if (columns < 1 || columns > MAX_DIMENSION) {
      throw new IllegalArgumentException("embedding: expected 1 to 3 columns, got " + columns);
    }
    if (nCells == 0) {
      throw new UnusableCoordinatesException("there are no cells to take an extent from");
    }
  }

  /** Counts cells whose coordinates single precision cannot hold. */
  static CellFault notFinite() {
    return new CellFault("a coordinate that is not finite in single precision");
  }
}
