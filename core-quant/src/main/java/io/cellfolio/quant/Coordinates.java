package io.cellfolio.quant;

import org.ejml.data.DMatrixRMaj;

/** What both layouts ask of the coordinates of an embedding. */
final class Coordinates {
  private static final int MAX_DIMENSION = 3;

  private Coordinates() {}

  static int requireShape(DMatrixRMaj coordinates) {
    int d = coordinates.getNumCols();
    if (d < 1 || d > MAX_DIMENSION) {
      throw new IllegalArgumentException("embedding: expected 1 to 3 columns, got " + d);
    }
    if (coordinates.getNumRows() == 0) {
      throw new UnusableCoordinatesException("there are no cells to take an extent from");
    }
    return d;
  }

  static float[] toSingle(DMatrixRMaj coordinates) {
    requireFinite(coordinates);
    double[] source = coordinates.data;
    float[] single =
        new float[Math.multiplyExact(coordinates.getNumRows(), coordinates.getNumCols())];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) source[i];
    }
    return single;
  }

  static void requireFinite(DMatrixRMaj coordinates) {
    double[] source = coordinates.data;
    int d = coordinates.getNumCols();
    CellFault fault = new CellFault("a coordinate that is not finite in single precision");
    for (int cell = 0; cell < coordinates.getNumRows(); cell++) {
      boolean finite = true;
      for (int i = cell * d; i < (cell + 1) * d; i++) {
        finite &= Float.isFinite((float) source[i]);
      }
      if (!finite) {
        fault.add(cell);
      }
    }
    fault.throwIfAny();
  }

  static void requireNoUnderflow(DMatrixRMaj coordinates) {
    double[] source = coordinates.data;
    int d = coordinates.getNumCols();
    CellFault fault = new CellFault("a coordinate too small for single precision");
    for (int cell = 0; cell < coordinates.getNumRows(); cell++) {
      boolean lost = false;
      for (int i = cell * d; i < (cell + 1) * d; i++) {
        lost |= source[i] != 0 && (float) source[i] == 0;
      }
      if (lost) {
        fault.add(cell);
      }
    }
    fault.throwIfAny();
  }
}
