package io.cellfolio.h5ad;

import java.io.IOException;
import java.util.Optional;

/**
 * How one element of an AnnData file is stored. Decided for every element by what it carries, never
 * for a file as a whole: files of mixed generations exist.
 */
enum ElementEncoding {
  /** A dataset of numbers or truth values. */
  DENSE("array"),
  /** Sparse by rows. */
  CSR("csr_matrix"),
  /** Sparse by columns. */
  CSC("csc_matrix"),
  /** A group of columns. */
  DATAFRAME("dataframe"),
  /** A dataset of compound elements, the data frame of AnnData up to 0.6. */
  TABLE("compound table"),
  /** A group of codes and categories. */
  CATEGORICAL("categorical"),
  /** Codes whose categories an object reference leads to, as AnnData 0.7 wrote them. */
  REFERENCED_CATEGORICAL("categorical by reference"),
  /** A group of numbers and a mask. */
  NULLABLE_INTEGER("nullable-integer"),
  /** A group of truth values and a mask. */
  NULLABLE_BOOLEAN("nullable-boolean"),
  /** A group of texts and a mask. */
  NULLABLE_STRING("nullable-string-array"),
  /** A dataset of texts. */
  TEXT("string-array"),
  /** Nothing, on purpose. */
  NULL("null"),
  /** A group of named elements. */
  MAPPING("dict"),
  /** Something else. */
  UNKNOWN("unknown");

  private final String label;

  ElementEncoding(String label) {
    this.label = label;
  }

  /** AnnData's own name where there is one. */
  String label() {
    return label;
  }

  static ElementEncoding of(HdfObject element) throws IOException {
    if (element instanceof HdfDataset dataset) {
      return ofDataset(dataset);
    }
    return element instanceof HdfGroup group ? ofGroup(group) : UNKNOWN;
  }

  private static ElementEncoding ofDataset(HdfDataset dataset) throws IOException {
    if (dataset.isNull()) {
      return NULL;
    }
    HdfType type = dataset.type();
    if (type instanceof NumericType number) {
      Optional<HdfAttribute> categories = dataset.attribute("categories");
      return number.isInteger()
              && categories.isPresent()
              && categories.get().reference().isPresent()
          ? REFERENCED_CATEGORICAL
          : DENSE;
    }
    if (type instanceof HdfType.FixedText || type instanceof HdfType.VariableText) {
      return TEXT;
    }
    boolean tagged = dataset.textAttribute("encoding-type").filter("array"::equals).isPresent();
    return type instanceof HdfType.Compound && !tagged && !HdfType.isComplex(type)
        ? TABLE
        : UNKNOWN;
  }

  private static ElementEncoding ofGroup(HdfGroup group) throws IOException {
    Optional<String> tag = group.textAttribute("encoding-type");
    if (tag.isPresent()) {
      for (ElementEncoding encoding : values()) {
        if (encoding.label.equals(tag.get()) && encoding != UNKNOWN) {
          return encoding;
        }
      }
      if ("raw".equals(tag.get()) || "anndata".equals(tag.get())) {
        return MAPPING;
      }
    }
    Optional<String> early = group.textAttribute("h5sparse_format");
    if (early.isPresent()) {
      return "csc".equals(early.get()) ? CSC : "csr".equals(early.get()) ? CSR : UNKNOWN;
    }
    if (group.attribute("_index").isPresent()) {
      return DATAFRAME;
    }
    if (tag.isPresent()) {
      return UNKNOWN;
    }
    return group.names().contains("codes") && group.names().contains("categories")
        ? CATEGORICAL
        : MAPPING;
  }

  /** The encoding as the file names it, for messages and summaries. */
  static String describe(HdfObject element) throws IOException {
    ElementEncoding encoding = of(element);
    if (encoding != UNKNOWN) {
      return encoding.label;
    }
    Optional<String> tag = element.textAttribute("encoding-type");
    return tag.isPresent() && element instanceof HdfGroup ? tag.get() : element.describe();
  }
}
