package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.ObsColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of categories: labels, and for every cell the position of its label. Declared categories
 * keep their order and the unused ones among them; truth values become those of {@code false},
 * {@code true} that occur; text becomes its distinct values in the order of their Unicode code
 * points. Immutable.
 *
 * <p>Normative text: {@code docs/format/obs.md}.
 */
public final class CategoryCodes {
  private final List<CategoryLabel> labels;
  private final int[] codes;
  private final int distinctUsed;
  private final int missing;

  private CategoryCodes(List<CategoryLabel> labels, int[] codes) {
    CellGroups.requireCodes(codes, labels.size());
    this.labels = List.copyOf(labels);
    this.codes = codes;
    boolean[] used = new boolean[labels.size()];
    int distinct = 0;
    int absent = 0;
    for (int code : codes) {
      if (code < 0) {
        absent++;
      } else if (!used[code]) {
        used[code] = true;
        distinct++;
      }
    }
    this.distinctUsed = distinct;
    this.missing = absent;
  }

  /**
   * The categories of a column.
   *
   * @param column {@link ObsColumn.Categorical}, {@link ObsColumn.Flags} or {@link ObsColumn.Text}
   * @return its labels and codes
   * @throws IllegalArgumentException when the column is of another kind, a declared code is not -1
   *     and no category, or a truth value is not -1, 0 or 1
   */
  public static CategoryCodes of(ObsColumn column) {
    try {
      if (column instanceof ObsColumn.Categorical declared) {
        return new CategoryCodes(declared.categories(), declared.codes().clone());
      }
      if (column instanceof ObsColumn.Flags flags) {
        return ofFlags(flags.values());
      }
      if (column instanceof ObsColumn.Text text) {
        return ofText(text.values());
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "obs column '" + column.name() + "', " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "obs column '"
            + column.name()
            + "': expected categories, truth values or text, got "
            + column.getClass().getSimpleName());
  }

  private static CategoryCodes ofFlags(byte[] values) {
    boolean anyFalse = false;
    boolean anyTrue = false;
    int[] codes = new int[values.length];
    for (int cell = 0; cell < values.length; cell++) {
      codes[cell] = values[cell];
      anyFalse |= values[cell] == 0;
      anyTrue |= values[cell] == 1;
    }
    CellGroups.requireCodes(codes, 2);
    List<CategoryLabel> labels = new ArrayList<>(2);
    if (anyFalse) {
      labels.add(new CategoryLabel.Flag(false));
    }
    if (anyTrue) {
      labels.add(new CategoryLabel.Flag(true));
    }
    if (anyTrue && !anyFalse) {
      for (int cell = 0; cell < codes.length; cell++) {
        codes[cell] = Math.min(codes[cell], 0);
      }
    }
    return new CategoryCodes(labels, codes);
  }

  private static CategoryCodes ofText(String[] values) {
    Map<String, Integer> found = new HashMap<>();
    int[] codes = new int[values.length];
    for (int cell = 0; cell < values.length; cell++) {
      codes[cell] =
          values[cell] == null ? -1 : found.computeIfAbsent(values[cell], k -> found.size());
    }
    String[] sorted = found.keySet().toArray(new String[0]);
    Arrays.sort(sorted, CodePointOrder.INSTANCE);
    int[] places = new int[sorted.length];
    List<CategoryLabel> labels = new ArrayList<>(sorted.length);
    for (int place = 0; place < sorted.length; place++) {
      places[found.get(sorted[place])] = place;
      labels.add(new CategoryLabel.Text(sorted[place]));
    }
    for (int cell = 0; cell < codes.length; cell++) {
      codes[cell] = codes[cell] < 0 ? -1 : places[codes[cell]];
    }
    return new CategoryCodes(labels, codes);
  }

  /**
   * The labels.
   *
   * @return one per category, in the order that codes refer to
   */
  public List<CategoryLabel> labels() {
    return labels;
  }

  /**
   * The number of categories.
   *
   * @return the number of labels, unused ones included
   */
  public int nCategories() {
    return labels.size();
  }

  /**
   * The number of cells.
   *
   * @return the number of codes
   */
  public int nCells() {
    return codes.length;
  }

  /**
   * The codes, for {@link Arithmetic#centroids} and {@link OutlierQuantiles#of}.
   *
   * @return the array itself, not to be written to: category of each cell, -1 where missing
   */
  public int[] codes() {
    return codes;
  }

  /**
   * The number of categories that at least one cell has.
   *
   * @return 0 to {@link #nCategories()}
   */
  public int distinctUsed() {
    return distinctUsed;
  }

  /**
   * The number of cells without a category.
   *
   * @return 0 to {@link #nCells()}
   */
  public int missing() {
    return missing;
  }

  /**
   * Writes the codes payload.
   *
   * @param type {@link SampleType#U8} or {@link SampleType#U16}
   * @param out receives {@code nCells() * type.bytes()} little-endian bytes from its start, the
   *     type's missing code where there is no category
   * @throws IllegalArgumentException when the type cannot hold so many categories or {@code out} is
   *     too short
   */
  public void write(SampleType type, byte[] out) {
    if (!type.coded() || labels.size() > type.categoryCapacity()) {
      throw new IllegalArgumentException(
          type.dtype() + " cannot hold codes of " + labels.size() + " categories");
    }
    LittleEndian.requireRoom(out, codes.length, type.bytes());
    int missingCode = type.missingCode();
    if (type == SampleType.U8) {
      for (int cell = 0; cell < codes.length; cell++) {
        out[cell] = (byte) (codes[cell] < 0 ? missingCode : codes[cell]);
      }
    } else {
      for (int cell = 0; cell < codes.length; cell++) {
        LittleEndian.putShort(out, 2 * cell, codes[cell] < 0 ? missingCode : codes[cell]);
      }
    }
  }
}
