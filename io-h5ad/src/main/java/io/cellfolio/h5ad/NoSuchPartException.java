package io.cellfolio.h5ad;

/**
 * A caller named a layer or modality that the file does not have. The message lists those it has.
 */
public final class NoSuchPartException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String kind;

  NoSuchPartException(String kind, String message) {
    super(message);
    this.kind = kind;
  }

  /**
   * What kind of part was named.
   *
   * @return {@code layer} or {@code modality}
   */
  public String kind() {
    return kind;
  }
}
