package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.ObsColumn;
import io.cellfolio.source.ObsPieces;
import java.io.IOException;
import java.util.List;

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
  private final CellCodes codes;

  CategoryCodes(List<CategoryLabel> labels, CellCodes codes) {
    this.labels = List.copyOf(labels);
    this.codes = codes;
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
        int n = declared.categories().size();
        CategoryReading reading = new CategoryReading(declared.codes().length, n);
        reading.declared(0, declared.codes().length, declared.codes(), n);
        return reading.ofDeclared(declared.categories());
      }
      if (column instanceof ObsColumn.Flags flags) {
        CategoryReading reading = new CategoryReading(flags.values().length, 2);
        reading.flags(0, flags.values().length, flags.values());
        return reading.ofFlags();
      }
      if (column instanceof ObsColumn.Text text) {
        CategoryReading reading = new CategoryReading(text.values().length, 0);
        reading.texts(0, text.values().length, text.values());
        return reading.ofTexts();
      }
    } catch (IllegalArgumentException e) {
      throw wrong(column.name(), e);
    }
    throw noCategories(column.name(), column);
  }

  /**
   * The categories of a column that is read in pieces, once.
   *
   * @param column {@link ObsPieces.Categorical}, {@link ObsPieces.Flags} or {@link ObsPieces.Text}
   * @param nCells number of its values
   * @param nCategories how many categories are expected; more take a moment twice the bytes
   * @return its labels and codes
   * @throws IllegalArgumentException when the column is of another kind, a declared code is not -1
   *     and no category, or a truth value is not -1, 0 or 1
   * @throws IOException when the column cannot be read
   */
  public static CategoryCodes of(ObsPieces column, int nCells, int nCategories) throws IOException {
    try {
      if (column instanceof ObsPieces.Categorical declared) {
        int n = declared.nCategories();
        CategoryReading reading = new CategoryReading(nCells, n);
        declared.codes().read((first, count, some) -> reading.declared(first, count, some, n));
        return reading.ofDeclared(declared.labels().read());
      }
      if (column instanceof ObsPieces.Flags flags) {
        CategoryReading reading = new CategoryReading(nCells, 2);
        flags.values().read(reading::flags);
        return reading.ofFlags();
      }
      if (column instanceof ObsPieces.Text text) {
        CategoryReading reading = new CategoryReading(nCells, nCategories);
        text.values().read(reading::texts);
        return reading.ofTexts();
      }
    } catch (IllegalArgumentException e) {
      throw wrong(column.name(), e);
    }
    throw noCategories(column.name(), column);
  }

  static IllegalArgumentException wrong(String column, IllegalArgumentException e) {
    return new IllegalArgumentException("obs column '" + column + "', " + e.getMessage(), e);
  }

  static IllegalArgumentException noCategories(String name, Object column) {
    return new IllegalArgumentException(
        "obs column '"
            + name
            + "': expected categories, truth values or text, got "
            + column.getClass().getSimpleName());
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
    return codes.nCells();
  }

  /**
   * The codes, for {@link Arithmetic#centroids} and {@link OutlierQuantiles#of}.
   *
   * @return category of each cell, -1 where missing
   */
  public CellCodes codes() {
    return codes;
  }

  /**
   * The number of categories that at least one cell has.
   *
   * @return 0 to {@link #nCategories()}
   */
  public int distinctUsed() {
    int distinct = 0;
    for (int c = 0; c < codes.nCategories(); c++) {
      distinct += codes.size(c) > 0 ? 1 : 0;
    }
    return distinct;
  }

  /**
   * The number of cells without a category.
   *
   * @return 0 to {@link #nCells()}
   */
  public int missing() {
    return codes.nCells() - codes.present();
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
    int n = codes.nCells();
    LittleEndian.requireRoom(out, n, type.bytes());
    int missingCode = type.missingCode();
    for (int cell = 0; cell < n; cell++) {
      int code = codes.code(cell);
      if (type == SampleType.U8) {
        out[cell] = (byte) (code < 0 ? missingCode : code);
      } else {
        LittleEndian.putShort(out, 2 * cell, code < 0 ? missingCode : code);
      }
    }
  }
}
