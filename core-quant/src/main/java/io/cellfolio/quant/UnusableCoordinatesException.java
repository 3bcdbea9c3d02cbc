package io.cellfolio.quant;

/**
 * Coordinates or vectors that the format cannot hold. The message says what is wrong, in how many
 * cells, and names the first five; the caller adds the name of the matrix.
 */
public final class UnusableCoordinatesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableCoordinatesException(String message) {
    super(message);
  }
}
