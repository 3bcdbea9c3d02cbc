package io.cellfolio.h5ad.demo;

/**
 * Cells along a branching differentiation: state, progress within it, place in the embedding and
 * direction of change.
 */
final class SimulatedCells {
  /** The number of axes of the places; two-dimensional embeddings use the first two. */
  static final int AXES = 3;

  private static final double SPREAD = 0.55;
  private static final double ISLAND_SPREAD = 0.9;
  private static final double SPEED = 1.2;

  private final CellState[] states;
  private final double[] progress;
  private final double[][] places;
  private final double[][] velocities;

  private SimulatedCells(int n) {
    this.states = new CellState[n];
    this.progress = new double[n];
    this.places = new double[n][AXES];
    this.velocities = new double[n][AXES];
  }

  static SimulatedCells draw(int n, Draws draws) {
    SimulatedCells cells = new SimulatedCells(n);
    for (int cell = 0; cell < n; cell++) {
      cells.states[cell] = state(draws.uniform());
      cells.progress[cell] = draws.uniform();
      cells.place(cell, draws);
    }
    return cells;
  }

  int size() {
    return states.length;
  }

  CellState state(int cell) {
    return states[cell];
  }

  /** How far a cell has come from its parent state, 0 to 1. */
  double progress(int cell) {
    return progress[cell];
  }

  /** Pseudotime from 0 to 1; NaN for cells apart from the differentiation. */
  double pseudotime(int cell) {
    if (!states[cell].differentiating()) {
      return Double.NaN;
    }
    int depth = states[cell].depth();
    return depth == 0 ? 0.15 * progress[cell] : 0.15 + 0.425 * (depth - 1 + progress[cell]);
  }

  double place(int cell, int axis) {
    return places[cell][axis];
  }

  double velocity(int cell, int axis) {
    return velocities[cell][axis];
  }

  private static CellState state(double uniform) {
    double left = uniform;
    for (CellState state : CellState.values()) {
      left -= state.share();
      if (left < 0) {
        return state;
      }
    }
    return CellState.HSC;
  }

  private void place(int cell, Draws draws) {
    CellState state = states[cell];
    double t = progress[cell];
    for (int axis = 0; axis < AXES; axis++) {
      double to = state.center(axis);
      double noise = draws.normal();
      if (state.parent().isEmpty()) {
        places[cell][axis] = to + ISLAND_SPREAD * noise;
        velocities[cell][axis] = 0.15 * draws.normal();
      } else {
        double from = state.parent().get().center(axis);
        // A bend, so that branches are no straight lines; it vanishes at both ends.
        double bend = (axis == 0 ? 1.1 : -0.8) * t * (1 - t) * (state.ordinal() % 2 == 0 ? 1 : -1);
        places[cell][axis] = from + (to - from) * t + bend + SPREAD * noise;
        velocities[cell][axis] =
            SPEED * (to - from) / 5 * (0.4 + t * (1 - t)) + 0.12 * draws.normal();
      }
    }
  }
}
