package io.cellfolio.h5ad;

import java.io.IOException;

/** A column of numbers or truth values at full precision, NaN where missing. */
interface NumberColumn {
  /** Reads some values to the beginning of an array. */
  void read(int from, int count, double[] target) throws IOException;
}
