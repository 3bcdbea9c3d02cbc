package io.cellfolio.h5ad;

/**
 * Values of a sparse matrix that lists some places twice: the entries of a place are added as the
 * source's type adds, before anything is rounded.
 */
final class Sums {
  private final NumericType type;
  private final double[] reals;
  private final long[] wholes;

  Sums(NumericType type, int size) {
    this.type = type;
    boolean real = type.kind() == NumericType.Kind.FLOAT;
    this.reals = real ? new double[size] : null;
    this.wholes = real ? null : new long[size];
  }

  /** Bytes for each value. */
  static final int BYTES = 8;

  void set(int at, byte[] values, int from) {
    if (reals != null) {
      reals[at] = type.doubleAt(values, from);
    } else {
      wholes[at] = type.longAt(values, from);
    }
  }

  void add(int at, byte[] values, int from) {
    if (reals != null) {
      reals[at] = type.add(reals[at], type.doubleAt(values, from));
    } else {
      wholes[at] = type.add(wholes[at], type.longAt(values, from));
    }
  }

  float toFloat(int at) {
    return reals != null ? (float) reals[at] : type.toFloat(wholes[at]);
  }

  double toDouble(int at) {
    return reals != null ? reals[at] : type.toDouble(wholes[at]);
  }
}
