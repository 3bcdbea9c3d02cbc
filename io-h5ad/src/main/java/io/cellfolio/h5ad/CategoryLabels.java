package io.cellfolio.h5ad;

import io.cellfolio.source.CategoryLabel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the labels of categories, which need not be text. */
final class CategoryLabels {
  /** What a label takes, with its places in lists and tables. */
  private static final long LABEL_BYTES = 128;

  private CategoryLabels() {}

  /** How many labels there are. */
  static int count(HdfObject element) throws IOException {
    return VectorReader.elements(
        element instanceof HdfDataset dataset
            ? dataset
            : ColumnReader.member((HdfGroup) element, "values"));
  }

  static List<CategoryLabel> read(HdfObject element) throws IOException {
    if (element instanceof HdfDataset dataset) {
      dataset.container().requireHeap(dataset.path(), LABEL_BYTES * VectorReader.length(dataset));
    }
    return switch (ElementEncoding.of(element)) {
      case TEXT -> texts(VectorReader.texts((HdfDataset) element));
      case DENSE -> numbers((HdfDataset) element);
      case NULLABLE_STRING, NULLABLE_INTEGER, NULLABLE_BOOLEAN -> nullable((HdfGroup) element);
      default ->
          throw element.unsupported(
              "categories encoded as " + ElementEncoding.describe(element),
              "convert the column to text categories");
    };
  }

  /** A label as a name. */
  static String text(CategoryLabel label) {
    if (label instanceof CategoryLabel.Text text) {
      return text.value();
    }
    if (label instanceof CategoryLabel.Whole whole) {
      return Long.toString(whole.value());
    }
    return label instanceof CategoryLabel.Real real
        ? Double.toString(real.value())
        : Boolean.toString(((CategoryLabel.Flag) label).value());
  }

  private static List<CategoryLabel> texts(String[] values) {
    List<CategoryLabel> labels = new ArrayList<>(values.length);
    for (String value : values) {
      labels.add(new CategoryLabel.Text(value));
    }
    return labels;
  }

  private static List<CategoryLabel> nullable(HdfGroup group) throws IOException {
    for (byte missing : VectorReader.flags(ColumnReader.member(group, "mask"))) {
      if (missing != 0) {
        throw group.malformed("categories that are all present", "one that is missing");
      }
    }
    return read(ColumnReader.member(group, "values"));
  }

  private static List<CategoryLabel> numbers(HdfDataset dataset) throws IOException {
    NumericType type = VectorReader.numeric(dataset);
    List<CategoryLabel> labels = new ArrayList<>();
    if (type.kind() == NumericType.Kind.FLOAT) {
      for (double value : VectorReader.doubles(dataset)) {
        labels.add(new CategoryLabel.Real(value));
      }
      return labels;
    }
    for (long value : VectorReader.longs(dataset)) {
      if (type.kind() == NumericType.Kind.UNSIGNED && value < 0) {
        throw dataset.unsupported(
            "a category beyond signed 64-bit integers", "convert the column to text categories");
      }
      labels.add(
          type.kind() == NumericType.Kind.BOOL
              ? new CategoryLabel.Flag(value != 0)
              : new CategoryLabel.Whole(value));
    }
    return labels;
  }
}
