package io.cellfolio.quant;

/**
 * The cells of each category, in ascending order, from one counting sort.
 *
 * @param cells all cells that have a category, category by category
 * @param starts position in {@code cells} of each category's first cell, and the total at the end
 */
@SuppressWarnings("ArrayRecordComponent")
record CellGroups(int[] cells, int[] starts) {

  /**
   * Groups cells by their codes.
   *
   * @throws IllegalArgumentException when a code is not -1 and no category
   */
  static CellGroups of(int[] codes, int nCategories) {
    requireCodes(codes, nCategories);
    int[] starts = new int[nCategories + 1];
    for (int code : codes) {
      if (code >= 0) {
        starts[code + 1]++;
      }
    }
    for (int c = 0; c < nCategories; c++) {
      starts[c + 1] += starts[c];
    }
    int[] next = starts.clone();
    int[] cells = new int[starts[nCategories]];
    for (int cell = 0; cell < codes.length; cell++) {
      if (codes[cell] >= 0) {
        cells[next[codes[cell]]++] = cell;
      }
    }
    return new CellGroups(cells, starts);
  }

  static void requireCodes(int[] codes, int nCategories) {
    for (int cell = 0; cell < codes.length; cell++) {
      if (codes[cell] < -1 || codes[cell] >= nCategories) {
        throw new IllegalArgumentException(
            "cell "
                + cell
                + ": expected a code from -1 to "
                + (nCategories - 1)
                + ", got "
                + codes[cell]);
      }
    }
  }

  int count() {
    return starts.length - 1;
  }

  int size(int category) {
    return starts[category + 1] - starts[category];
  }

  int largest() {
    int largest = 0;
    for (int c = 0; c < count(); c++) {
      largest = Math.max(largest, size(c));
    }
    return largest;
  }
}
