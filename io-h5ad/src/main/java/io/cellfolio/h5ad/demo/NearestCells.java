package io.cellfolio.h5ad.demo;

import java.util.Arrays;

/** Finds the nearest cells of a cell, with a grid of cubes that hold a few cells each. */
final class NearestCells {
  private static final int CELLS_PER_CUBE = 4;
  private static final int MOST_CUBES_ALONG = 160;

  private final SimulatedCells all;
  private final double[] least = new double[SimulatedCells.AXES];
  private final int[] cubesAlong = new int[SimulatedCells.AXES];
  private final double edge;
  private final int[] starts;
  private final int[] members;
  private final int[] cells;
  private final double[] distances;

  NearestCells(SimulatedCells all, int count) {
    this.all = all;
    this.cells = new int[count];
    this.distances = new double[count];
    double[] extent = new double[SimulatedCells.AXES];
    double volume = 1;
    double longest = 0;
    for (int axis = 0; axis < SimulatedCells.AXES; axis++) {
      double most = Double.NEGATIVE_INFINITY;
      least[axis] = Double.POSITIVE_INFINITY;
      for (int cell = 0; cell < all.size(); cell++) {
        least[axis] = Math.min(least[axis], all.place(cell, axis));
        most = Math.max(most, all.place(cell, axis));
      }
      extent[axis] = most - least[axis];
      volume *= extent[axis];
      longest = Math.max(longest, extent[axis]);
    }
    edge =
        Math.max(StrictMath.cbrt(volume * CELLS_PER_CUBE / all.size()), longest / MOST_CUBES_ALONG);
    int cubes = 1;
    for (int axis = 0; axis < SimulatedCells.AXES; axis++) {
      cubesAlong[axis] = 1 + (int) (extent[axis] / edge);
      cubes *= cubesAlong[axis];
    }
    starts = new int[cubes + 1];
    members = new int[all.size()];
    for (int cell = 0; cell < all.size(); cell++) {
      starts[cube(cell) + 1]++;
    }
    for (int cube = 0; cube < cubes; cube++) {
      starts[cube + 1] += starts[cube];
    }
    int[] next = Arrays.copyOf(starts, cubes);
    for (int cell = 0; cell < all.size(); cell++) {
      members[next[cube(cell)]++] = cell;
    }
  }

  private int along(int cell, int axis) {
    return (int) ((all.place(cell, axis) - least[axis]) / edge);
  }

  private int cube(int cell) {
    return cube(along(cell, 0), along(cell, 1), along(cell, 2));
  }

  private int cube(int x, int y, int z) {
    return (x * cubesAlong[1] + y) * cubesAlong[2] + z;
  }

  /** Turns to the nearest of a cell; there must be more cells than are asked for. */
  void find(int cell) {
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    int x = along(cell, 0);
    int y = along(cell, 1);
    int z = along(cell, 2);
    // All cells that are nearer than the shell's number of edges lie within the shells before.
    for (int shell = 0; distances[distances.length - 1] > (shell - 1) * edge; shell++) {
      shell(cell, x, y, z, shell);
    }
  }

  private void shell(int cell, int x, int y, int z, int shell) {
    for (int i = Math.max(0, x - shell); i <= Math.min(cubesAlong[0] - 1, x + shell); i++) {
      for (int j = Math.max(0, y - shell); j <= Math.min(cubesAlong[1] - 1, y + shell); j++) {
        boolean whole = Math.abs(i - x) == shell || Math.abs(j - y) == shell;
        int step = whole || shell == 0 ? 1 : 2 * shell;
        for (int k = z - shell; k <= z + shell; k += step) {
          if (k >= 0 && k < cubesAlong[2]) {
            offerAll(cell, cube(i, j, k));
          }
        }
      }
    }
  }

  private void offerAll(int cell, int cube) {
    for (int i = starts[cube]; i < starts[cube + 1]; i++) {
      if (members[i] != cell) {
        offer(members[i], distance(cell, members[i]));
      }
    }
  }

  private void offer(int other, double distance) {
    int i = distances.length - 1;
    if (distance >= distances[i]) {
      return;
    }
    while (i > 0 && distances[i - 1] > distance) {
      distances[i] = distances[i - 1];
      cells[i] = cells[i - 1];
      i--;
    }
    distances[i] = distance;
    cells[i] = other;
  }

  private double distance(int a, int b) {
    double sum = 0;
    for (int axis = 0; axis < SimulatedCells.AXES; axis++) {
      double d = all.place(a, axis) - all.place(b, axis);
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  /** The i-th nearest. */
  int cell(int i) {
    return cells[i];
  }

  /** The distance of the i-th nearest. */
  double distance(int i) {
    return distances[i];
  }
}
