package io.cellfolio.quant;

import io.cellfolio.source.CategoryLabel;
import java.util.ArrayList;
import java.util.List;

/** Gathers the codes of a column from pieces of one kind, in ascending order of cells. */
final class CategoryReading {
  private final int nCells;
  private final TextLabels texts = new TextLabels();
  private PackedCodes codes;
  private boolean anyFalse;
  private boolean anyTrue;

  CategoryReading(int nCells, int nCategories) {
    this.nCells = nCells;
    this.codes = new PackedCodes(nCells, nCategories);
  }

  /** Declared categories. */
  void declared(int firstCell, int count, int[] some, int nCategories) {
    for (int i = 0; i < count; i++) {
      PackedCodes.require(firstCell + i, some[i], nCategories);
      codes.set(firstCell + i, some[i]);
    }
  }

  /** Truth values: 0, 1, or -1 where missing. */
  void flags(int firstCell, int count, byte[] some) {
    for (int i = 0; i < count; i++) {
      PackedCodes.require(firstCell + i, some[i], 2);
      codes.set(firstCell + i, some[i]);
      anyFalse |= some[i] == 0;
      anyTrue |= some[i] == 1;
    }
  }

  /** Texts, null where missing. */
  void texts(int firstCell, int count, String[] some) {
    for (int i = 0; i < count; i++) {
      int number = texts.number(some[i]);
      if (number >= codes.capacity()) {
        codes = codes.widened(number + 1);
      }
      codes.set(firstCell + i, number);
    }
  }

  CategoryCodes ofDeclared(List<CategoryLabel> labels) {
    return new CategoryCodes(labels, new CellCodes(codes, labels.size()));
  }

  CategoryCodes ofFlags() {
    List<CategoryLabel> labels = new ArrayList<>(2);
    if (anyFalse) {
      labels.add(new CategoryLabel.Flag(false));
    }
    if (anyTrue) {
      labels.add(new CategoryLabel.Flag(true));
    }
    if (anyTrue && !anyFalse) {
      for (int cell = 0; cell < nCells; cell++) {
        codes.set(cell, Math.min(codes.get(cell), 0));
      }
    }
    return new CategoryCodes(labels, new CellCodes(codes, labels.size()));
  }

  CategoryCodes ofTexts() {
    int[] places = new int[texts.size()];
    List<CategoryLabel> labels = texts.sorted(places);
    for (int cell = 0; cell < nCells; cell++) {
      int number = codes.get(cell);
      codes.set(cell, number < 0 ? -1 : places[number]);
    }
    return new CategoryCodes(labels, new CellCodes(codes, labels.size()));
  }
}
