package io.cellfolio.quant;

/**
 * The category of each cell, in one byte per cell for up to 254 categories, in two for up to
 * 65,534. Immutable.
 */
public final class CellCodes {
  private final PackedCodes codes;
  private final int[] starts;

  /** Counts the cells of each category; the codes must not change any more. */
  CellCodes(PackedCodes codes, int nCategories) {
    this.codes = codes;
    this.starts = new int[nCategories + 1];
    for (int cell = 0; cell < codes.nCells(); cell++) {
      int code = codes.get(cell);
      if (code >= 0) {
        starts[code + 1]++;
      }
    }
    for (int c = 0; c < nCategories; c++) {
      starts[c + 1] += starts[c];
    }
  }

  /**
   * Codes from an array.
   *
   * @param codes category of each cell, -1 where missing; copied
   * @param nCategories number of categories, 0 or more
   * @return the codes
   * @throws IllegalArgumentException when a code is not -1 and no category
   */
  public static CellCodes of(int[] codes, int nCategories) {
    PackedCodes packed = new PackedCodes(codes.length, nCategories);
    for (int cell = 0; cell < codes.length; cell++) {
      PackedCodes.require(cell, codes[cell], nCategories);
      packed.set(cell, codes[cell]);
    }
    return new CellCodes(packed, nCategories);
  }

  /**
   * What codes occupy.
   *
   * @param nCategories number of categories
   * @return bytes for each cell
   */
  public static int bytesPerCell(int nCategories) {
    return PackedCodes.width(nCategories);
  }

  /**
   * The number of cells.
   *
   * @return the number of codes
   */
  public int nCells() {
    return codes.nCells();
  }

  /**
   * The number of categories.
   *
   * @return 0 or more, those without cells included
   */
  public int nCategories() {
    return starts.length - 1;
  }

  /**
   * The category of a cell.
   *
   * @param cell 0 to {@code nCells() - 1}
   * @return 0 to {@code nCategories() - 1}, or -1 where missing
   */
  public int code(int cell) {
    return codes.get(cell);
  }

  /**
   * The number of cells of a category.
   *
   * @param category 0 to {@code nCategories() - 1}
   * @return 0 or more
   */
  public int size(int category) {
    return starts[category + 1] - starts[category];
  }

  /**
   * The number of cells that have a category.
   *
   * @return 0 to {@link #nCells()}
   */
  public int present() {
    return starts[starts.length - 1];
  }

  /** Where the cells of a category would begin if they were put together. */
  int start(int category) {
    return starts[category];
  }

  /** All starts in an array of its own, to be counted up. */
  int[] starts() {
    return starts.clone();
  }
}
