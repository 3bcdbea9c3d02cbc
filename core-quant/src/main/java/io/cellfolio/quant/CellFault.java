package io.cellfolio.quant;

import java.util.ArrayList;
import java.util.List;

/** Counts the cells that share a fault and remembers the first five. */
final class CellFault {
  private static final int NAMED = 5;

  private final String fault;
  private final List<String> first = new ArrayList<>(NAMED);
  private int count;

  CellFault(String fault) {
    this.fault = fault;
  }

  void add(int cell) {
    if (count++ < NAMED) {
      first.add("cell " + cell);
    }
  }

  void throwIfAny() {
    if (count > 0) {
      throw new UnusableCoordinatesException(describe());
    }
  }

  private String describe() {
    String names = String.join(", ", first) + (count > NAMED ? ", ..." : "");
    return count + (count == 1 ? " cell" : " cells") + " with " + fault + " (" + names + ")";
  }
}
