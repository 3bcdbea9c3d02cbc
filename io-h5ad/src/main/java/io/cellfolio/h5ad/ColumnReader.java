package io.cellfolio.h5ad;

import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.ObsColumn;
import io.cellfolio.source.ObsPieces;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads one column of a data frame group, deciding by its encoding. */
final class ColumnReader {
  private static final int FEW_LABELS = 1 << 16;

  private final HdfGroup frame;
  private final String name;
  private final int rows;

  ColumnReader(HdfGroup frame, String name, int rows) {
    this.frame = frame;
    this.name = name;
    this.rows = rows;
  }

  ObsColumn read(HdfObject element) throws IOException {
    ElementEncoding encoding = ElementEncoding.of(element);
    String reason = unsupported(element, encoding);
    if (!reason.isEmpty()) {
      return new ObsColumn.Unsupported(name, reason);
    }
    int length = length(element);
    if (length != rows) {
      throw element.malformed(rows + " values, one for each row of " + frame.path(), length + "");
    }
    try {
      return switch (encoding) {
        case CATEGORICAL -> categorical((HdfGroup) element);
        case REFERENCED_CATEGORICAL -> referenced((HdfDataset) element);
        case NULLABLE_INTEGER -> nullableNumbers((HdfGroup) element);
        case NULLABLE_BOOLEAN -> nullableFlags((HdfGroup) element);
        case NULLABLE_STRING -> new ObsColumn.Text(name, nullableTexts((HdfGroup) element));
        case TEXT -> new ObsColumn.Text(name, VectorReader.texts((HdfDataset) element));
        default -> plain((HdfDataset) element);
      };
    } catch (UnsupportedEncodingException e) {
      return new ObsColumn.Unsupported(name, e.getMessage());
    }
  }

  /** As {@link #read}, in pieces. */
  ObsPieces pieces(HdfObject element) throws IOException {
    ElementEncoding encoding = ElementEncoding.of(element);
    String reason = unsupported(element, encoding);
    if (!reason.isEmpty()) {
      return new ObsPieces.Unsupported(name, reason);
    }
    try {
      return switch (encoding) {
        case CATEGORICAL -> {
          HdfGroup group = (HdfGroup) element;
          yield categorical(categories(group), member(group, "codes"));
        }
        case REFERENCED_CATEGORICAL ->
            categorical(referencedCategories((HdfDataset) element), (HdfDataset) element);
        case NULLABLE_INTEGER ->
            new ObsPieces.Continuous(name, masked((HdfGroup) element).floats());
        case NULLABLE_BOOLEAN -> new ObsPieces.Flags(name, masked((HdfGroup) element).flags());
        case NULLABLE_STRING -> new ObsPieces.Text(name, masked((HdfGroup) element).texts());
        case TEXT -> new ObsPieces.Text(name, values((HdfDataset) element).texts());
        default ->
            VectorReader.numeric((HdfDataset) element).kind() == NumericType.Kind.BOOL
                ? new ObsPieces.Flags(name, values((HdfDataset) element).flags())
                : new ObsPieces.Continuous(name, values((HdfDataset) element).floats());
      };
    } catch (UnsupportedEncodingException e) {
      return new ObsPieces.Unsupported(name, e.getMessage());
    }
  }

  private ColumnPieces values(HdfDataset dataset) throws IOException {
    return checked(dataset, new ColumnPieces(dataset, Optional.empty()));
  }

  private ColumnPieces masked(HdfGroup group) throws IOException {
    HdfDataset values = member(group, "values");
    return checked(values, new ColumnPieces(values, Optional.of(member(group, "mask"))));
  }

  private ColumnPieces checked(HdfDataset values, ColumnPieces pieces) throws IOException {
    int length = VectorReader.elements(values);
    if (length != rows) {
      throw values.malformed(rows + " values, one for each row of " + frame.path(), length + "");
    }
    return pieces;
  }

  /** Few labels are read at once, so that what cannot be read is known. */
  private ObsPieces categorical(HdfObject categories, HdfDataset codes) throws IOException {
    int count = CategoryLabels.count(categories);
    ObsPieces.Labels labels = () -> CategoryLabels.read(categories);
    if (count <= FEW_LABELS) {
      List<CategoryLabel> read = CategoryLabels.read(categories);
      labels = () -> read;
    }
    return new ObsPieces.Categorical(name, count, labels, values(codes).codes(count));
  }

  private static HdfObject categories(HdfGroup group) throws IOException {
    Optional<HdfObject> found = group.child("categories");
    if (found.isEmpty()) {
      throw group.malformed("a member 'categories'", group.describe());
    }
    return found.get();
  }

  /** Why an element cannot be a column; empty when it can. */
  static String unsupported(HdfObject element, ElementEncoding encoding) throws IOException {
    return switch (encoding) {
      case CATEGORICAL,
          REFERENCED_CATEGORICAL,
          NULLABLE_INTEGER,
          NULLABLE_BOOLEAN,
          NULLABLE_STRING ->
          "";
      case UNKNOWN ->
          element instanceof HdfDataset dataset && HdfType.isComplex(dataset.type())
              ? "it holds complex numbers; store their real part as a column of its own"
              : "its encoding is " + ElementEncoding.describe(element);
      case TEXT, DENSE ->
          element instanceof HdfDataset dataset && dataset.dimensions().length == 1
              ? ""
              : "it is " + element.describe() + ", which is no column of single values";
      case TABLE -> "it is " + element.describe();
      default -> "its encoding is " + ElementEncoding.describe(element);
    };
  }

  /** The number of values of a column or index. */
  static int length(HdfObject element) throws IOException {
    if (element instanceof HdfDataset dataset) {
      return VectorReader.length(dataset);
    }
    if (element instanceof HdfGroup group) {
      return switch (ElementEncoding.of(group)) {
        case CATEGORICAL -> VectorReader.length(member(group, "codes"));
        case NULLABLE_INTEGER, NULLABLE_BOOLEAN, NULLABLE_STRING ->
            VectorReader.length(member(group, "values"));
        default -> throw element.malformed("a column", element.describe());
      };
    }
    throw element.malformed("a column", element.describe());
  }

  static HdfDataset member(HdfGroup group, String name) throws IOException {
    Optional<HdfObject> member = group.child(name);
    if (member.isPresent() && member.get() instanceof HdfDataset dataset) {
      return dataset;
    }
    throw group.malformed(
        "a dataset '" + name + "'",
        member.isPresent() ? member.get().describe() : group.describe());
  }

  private ObsColumn plain(HdfDataset dataset) throws IOException {
    return VectorReader.numeric(dataset).kind() == NumericType.Kind.BOOL
        ? new ObsColumn.Flags(name, VectorReader.flags(dataset))
        : new ObsColumn.Continuous(name, VectorReader.floats(dataset));
  }

  private ObsColumn categorical(HdfGroup group) throws IOException {
    List<CategoryLabel> labels = CategoryLabels.read(categories(group));
    return new ObsColumn.Categorical(
        name, labels, VectorReader.codes(member(group, "codes"), labels.size()));
  }

  private ObsColumn referenced(HdfDataset codes) throws IOException {
    List<CategoryLabel> labels = CategoryLabels.read(referencedCategories(codes));
    return new ObsColumn.Categorical(name, labels, VectorReader.codes(codes, labels.size()));
  }

  private HdfObject referencedCategories(HdfDataset codes) throws IOException {
    long address = codes.attribute("categories").orElseThrow().reference().orElseThrow();
    Optional<HdfObject> named = frame.find(GroupDataFrame.CATEGORIES + "/" + name);
    if (named.isPresent() && named.get().address() == address) {
      return named.get();
    }
    try {
      return HdfObject.open(codes.container(), codes.path() + " (its categories)", address);
    } catch (MalformedH5adException e) {
      return named.orElseThrow(() -> e);
    }
  }

  private byte[] mask(HdfGroup group, int length) throws IOException {
    HdfDataset dataset = member(group, "mask");
    byte[] mask = VectorReader.flags(dataset);
    if (mask.length != length) {
      throw dataset.malformed(length + " values, as many as 'values'", mask.length + "");
    }
    return mask;
  }

  private ObsColumn nullableNumbers(HdfGroup group) throws IOException {
    float[] values = VectorReader.floats(member(group, "values"));
    byte[] mask = mask(group, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = mask[i] == 0 ? values[i] : Float.NaN;
    }
    return new ObsColumn.Continuous(name, values);
  }

  private ObsColumn nullableFlags(HdfGroup group) throws IOException {
    byte[] values = VectorReader.flags(member(group, "values"));
    byte[] mask = mask(group, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = mask[i] == 0 ? values[i] : -1;
    }
    return new ObsColumn.Flags(name, values);
  }

  private String[] nullableTexts(HdfGroup group) throws IOException {
    String[] values = VectorReader.texts(member(group, "values"));
    byte[] mask = mask(group, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = mask[i] == 0 ? values[i] : null;
    }
    return values;
  }

  /** Reads a column of numbers at full precision, NaN where missing. */
  static double[] numbers(HdfObject element) throws IOException {
    if (element instanceof HdfDataset dataset) {
      return VectorReader.doubles(dataset);
    }
    HdfGroup group = (HdfGroup) element;
    double[] values = VectorReader.doubles(member(group, "values"));
    byte[] mask = new ColumnReader(group, "", values.length).mask(group, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = mask[i] == 0 ? values[i] : Double.NaN;
    }
    return values;
  }

  /** As {@link #numbers}, in pieces. */
  static NumberColumn numberColumn(HdfObject element) throws IOException {
    HdfDataset dataset =
        element instanceof HdfDataset plain ? plain : member((HdfGroup) element, "values");
    NumericType type = VectorReader.numeric(dataset);
    Optional<HdfDataset> mask =
        element instanceof HdfGroup group ? Optional.of(member(group, "mask")) : Optional.empty();
    if (mask.isPresent() && mask.get().count() != dataset.count()) {
      throw mask.get()
          .malformed(dataset.count() + " values, as many as 'values'", mask.get().count() + "");
    }
    return (from, count, target) -> {
      byte[] bytes = new byte[Math.multiplyExact(count, type.size())];
      try (ChunkCursor cursor = new ChunkCursor(dataset)) {
        cursor.read(from, count, bytes, 0);
        type.toDoubles(bytes, 0, target, 0, count);
      }
      if (mask.isPresent()) {
        NumericType flag = VectorReader.numeric(mask.get());
        byte[] missing = new byte[Math.multiplyExact(count, flag.size())];
        try (ChunkCursor cursor = new ChunkCursor(mask.get())) {
          cursor.read(from, count, missing, 0);
        }
        for (int i = 0; i < count; i++) {
          target[i] = flag.doubleAt(missing, i * flag.size()) == 0 ? target[i] : Double.NaN;
        }
      }
    };
  }

  /** Reads an index or a column as names; numbers as their digits, missing as null. */
  static List<String> names(HdfObject element, int rows) throws IOException {
    ElementEncoding encoding = ElementEncoding.of(element);
    String[] names =
        switch (encoding) {
          case TEXT -> VectorReader.texts((HdfDataset) element);
          case DENSE -> digits((HdfDataset) element);
          case NULLABLE_STRING ->
              new ColumnReader((HdfGroup) element, "", rows).nullableTexts((HdfGroup) element);
          case CATEGORICAL, REFERENCED_CATEGORICAL -> labels(element, encoding);
          case NULLABLE_INTEGER -> nullableDigits((HdfGroup) element);
          default ->
              throw element.unsupported(
                  "an index of " + ElementEncoding.describe(element),
                  "make it one of text, for example adata.var_names = adata.var_names.astype(str)");
        };
    if (names.length != rows) {
      throw element.malformed(rows + " names", names.length + "");
    }
    return Arrays.asList(names);
  }

  private static String[] labels(HdfObject element, ElementEncoding encoding) throws IOException {
    if (!(element instanceof HdfGroup group) || encoding != ElementEncoding.CATEGORICAL) {
      throw element.unsupported(
          "an index of " + encoding.label(), "write the file again with a newer anndata");
    }
    ObsColumn.Categorical column =
        (ObsColumn.Categorical) new ColumnReader(group, "", 0).categorical(group);
    String[] names = new String[column.codes().length];
    for (int i = 0; i < names.length; i++) {
      int code = column.codes()[i];
      names[i] = code < 0 ? null : CategoryLabels.text(column.categories().get(code));
    }
    return names;
  }

  private static String[] nullableDigits(HdfGroup group) throws IOException {
    String[] names = digits(member(group, "values"));
    byte[] mask = new ColumnReader(group, "", names.length).mask(group, names.length);
    for (int i = 0; i < names.length; i++) {
      names[i] = mask[i] == 0 ? names[i] : null;
    }
    return names;
  }

  private static String[] digits(HdfDataset dataset) throws IOException {
    NumericType type = VectorReader.numeric(dataset);
    if (type.kind() == NumericType.Kind.FLOAT) {
      double[] values = VectorReader.doubles(dataset);
      return Arrays.stream(values).mapToObj(Double::toString).toArray(String[]::new);
    }
    long[] values = VectorReader.longs(dataset);
    boolean unsigned = type.kind() == NumericType.Kind.UNSIGNED;
    return Arrays.stream(values)
        .mapToObj(value -> unsigned ? Long.toUnsignedString(value) : Long.toString(value))
        .toArray(String[]::new);
  }

  static H5adSummary.Column summary(String name, HdfObject element) throws IOException {
    ElementEncoding encoding = ElementEncoding.of(element);
    String problem = unsupported(element, encoding);
    if (!problem.isEmpty()) {
      return new H5adSummary.Column(
          name, ElementEncoding.describe(element), element.describe(), "unsupported", problem);
    }
    HdfDataset values =
        switch (encoding) {
          case CATEGORICAL -> member((HdfGroup) element, "codes");
          case NULLABLE_INTEGER, NULLABLE_BOOLEAN, NULLABLE_STRING ->
              member((HdfGroup) element, "values");
          default -> (HdfDataset) element;
        };
    String kind =
        switch (encoding) {
          case CATEGORICAL, REFERENCED_CATEGORICAL -> "categorical";
          case NULLABLE_BOOLEAN -> "flags";
          case NULLABLE_INTEGER -> "continuous";
          case TEXT, NULLABLE_STRING -> "text";
          default ->
              values.type() instanceof NumericType type && type.kind() == NumericType.Kind.BOOL
                  ? "flags"
                  : "continuous";
        };
    return new H5adSummary.Column(name, encoding.label(), values.type().label(), kind, "");
  }
}
