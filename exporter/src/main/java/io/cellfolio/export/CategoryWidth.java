package io.cellfolio.export;

/** The width of category codes. */
public enum CategoryWidth {
  /** The narrowest that fits: per field in the keyed layout, for all fields in the indexed one. */
  AUTO("auto"),
  /** Up to 254 categories. */
  UINT8("uint8"),
  /** Up to 65,534 categories. */
  UINT16("uint16");

  private final String label;

  CategoryWidth(String label) {
    this.label = label;
  }

  /**
   * The name on the command line and in manifests.
   *
   * @return {@code auto}, {@code uint8} or {@code uint16}
   */
  public String label() {
    return label;
  }
}
