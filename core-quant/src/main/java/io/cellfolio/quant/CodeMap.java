package io.cellfolio.quant;

/**
 * The map from the finite values of one column to its codes. The loops stand in the implementations
 * so that each stays free of calls. A value that is not finite gets any code; the encoder
 * overwrites it.
 */
sealed interface CodeMap permits SingleCodes, DoubleCodes {

  int code(float value);

  /** Writes the codes of {@code n} values as bytes. */
  void toBytes(float[] values, int from, int n, byte[] out);

  /** Writes the codes of {@code n} values as little-endian shorts. */
  void toShorts(float[] values, int from, int n, byte[] out);

  /** Places the codes of the values at their cells as bytes. */
  void placeBytes(int[] cells, float[] values, int from, int to, byte[] out);

  /** Places the codes of the values at their cells as little-endian shorts. */
  void placeShorts(int[] cells, float[] values, int from, int to, byte[] out);
}
