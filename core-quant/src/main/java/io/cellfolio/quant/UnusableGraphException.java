package io.cellfolio.quant;

/**
 * A cell graph that the format cannot hold. The message says what is wrong, how often, and names
 * the first element as {@code (i, j)}; the caller adds the name of the matrix.
 */
public final class UnusableGraphException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableGraphException(String message) {
    super(message);
  }
}
