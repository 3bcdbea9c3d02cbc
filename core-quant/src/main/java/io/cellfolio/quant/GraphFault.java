package io.cellfolio.quant;

import java.util.function.Supplier;

/**
 * Counts the elements of a graph that share a fault and remembers the first by row and column. Any
 * number of threads may add.
 */
final class GraphFault {
  private long count;
  private int row;
  private int column;
  private String what = "";

  synchronized void add(int i, int j, Supplier<String> found) {
    if (count++ == 0 || i < row || (i == row && j < column)) {
      row = i;
      column = j;
      what = found.get();
    }
  }

  synchronized void throwIfAny(String rule) {
    if (count > 0) {
      throw new UnusableGraphException(
          count
              + (count == 1 ? " element" : " elements")
              + " cannot be used, first ("
              + row
              + ", "
              + column
              + ") "
              + what
              + ": "
              + rule);
    }
  }
}
