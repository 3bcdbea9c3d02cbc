package io.cellfolio.h5ad;

import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.ObsColumn;
import io.cellfolio.source.ObsPieces;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A data frame stored as one dataset of compound elements (AnnData up to 0.6). The first field is
 * the index; the categories of an integer field {@code foo} are {@code uns/foo_categories}.
 */
final class LegacyTable implements DataFrameReader {
  private static final int BATCH_BYTES = 1 << 18;
  private static final String CATEGORIES_SUFFIX = "_categories";

  private final HdfGroup root;
  private final HdfDataset table;
  private final List<HdfType.Field> fields;
  private final int rows;

  private LegacyTable(HdfGroup root, HdfDataset table, List<HdfType.Field> fields, int rows) {
    this.root = root;
    this.table = table;
    this.fields = fields;
    this.rows = rows;
  }

  static LegacyTable open(HdfGroup root, HdfDataset table) throws IOException {
    HdfType.Compound type = (HdfType.Compound) table.type();
    if (type.fields().isEmpty()) {
      throw table.malformed("a table with an index", "a table without fields");
    }
    for (HdfType.Field field : type.fields()) {
      if (field.offset() < 0 || field.offset() > type.size() - field.type().size()) {
        throw table.malformed(
            "fields inside its rows of " + type.size() + " bytes",
            "'" + field.name() + "' outside");
      }
    }
    return new LegacyTable(root, table, type.fields(), VectorReader.length(table));
  }

  @Override
  public String path() {
    return table.path();
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public List<String> columns() {
    return fields.stream().skip(1).map(HdfType.Field::name).toList();
  }

  @Override
  public ObsColumn column(int position) throws IOException {
    HdfType.Field field = fields.get(position + 1);
    String name = field.name();
    if (field.type() instanceof NumericType type) {
      Optional<List<CategoryLabel>> labels = categories(field);
      byte[] cells = field(field);
      if (labels.isPresent()) {
        int[] codes = codes(type, cells);
        if (Arrays.stream(codes).allMatch(code -> code < labels.get().size())) {
          return new ObsColumn.Categorical(name, labels.get(), codes);
        }
      }
      return numbers(name, type, cells);
    }
    if (field.type() instanceof HdfType.FixedText || field.type() instanceof HdfType.VariableText) {
      return new ObsColumn.Text(name, TextDecoder.decode(table, field.type(), field(field)));
    }
    return new ObsColumn.Unsupported(
        name,
        HdfType.isComplex(field.type())
            ? "it holds complex numbers; store their real part as a column of its own"
            : "its type is " + field.type().label());
  }

  @Override
  public ObsPieces pieces(int position) throws IOException {
    HdfType.Field field = fields.get(position + 1);
    String name = field.name();
    if (field.type() instanceof NumericType type) {
      Optional<List<CategoryLabel>> labels = categories(field);
      if (labels.isPresent() && isCoded(field, type, labels.get().size())) {
        return new ObsPieces.Categorical(
            name, labels.get().size(), labels::get, codePieces(field, type));
      }
      return type.kind() == NumericType.Kind.BOOL
          ? new ObsPieces.Flags(name, flagPieces(field, type))
          : new ObsPieces.Continuous(name, floatPieces(field, type));
    }
    if (field.type() instanceof HdfType.FixedText || field.type() instanceof HdfType.VariableText) {
      return new ObsPieces.Text(name, textPieces(field));
    }
    ObsColumn.Unsupported unsupported = (ObsColumn.Unsupported) column(position);
    return new ObsPieces.Unsupported(name, unsupported.reason());
  }

  private boolean isCoded(HdfType.Field field, NumericType type, int nLabels) throws IOException {
    boolean[] coded = {true};
    field(
        field,
        (bytes, at, count) -> {
          for (int i = 0; i < count; i++) {
            coded[0] &= type.longAt(bytes, i * type.size()) < nLabels;
          }
        });
    return coded[0];
  }

  /** Reads a field as one of a file, whose damage may show in any way. */
  private void read(HdfType.Field field, VectorReader.Batch batch) throws IOException {
    table
        .container()
        .call(
            table.path(),
            () -> {
              field(field, batch);
              return null;
            });
  }

  private ObsPieces.Reading<int[]> codePieces(HdfType.Field field, NumericType type) {
    return visitor -> {
      int[] codes = new int[VectorReader.BATCH];
      read(
          field,
          (bytes, at, count) -> {
            for (int i = 0; i < count; i++) {
              codes[i] = (int) Math.max(-1, type.longAt(bytes, i * type.size()));
            }
            visitor.cells(at, count, codes);
          });
    };
  }

  private ObsPieces.Reading<byte[]> flagPieces(HdfType.Field field, NumericType type) {
    return visitor -> {
      byte[] flags = new byte[VectorReader.BATCH];
      read(
          field,
          (bytes, at, count) -> {
            for (int i = 0; i < count; i++) {
              flags[i] = (byte) (type.longAt(bytes, i * type.size()) == 0 ? 0 : 1);
            }
            visitor.cells(at, count, flags);
          });
    };
  }

  private ObsPieces.Reading<float[]> floatPieces(HdfType.Field field, NumericType type) {
    return visitor -> {
      float[] values = new float[VectorReader.BATCH];
      read(
          field,
          (bytes, at, count) -> {
            type.toFloats(bytes, 0, values, 0, count);
            visitor.cells(at, count, values);
          });
    };
  }

  private ObsPieces.Reading<String[]> textPieces(HdfType.Field field) {
    return visitor -> {
      String[] texts = new String[VectorReader.BATCH];
      TextDecoder decoder = new TextDecoder(table, field.type());
      read(
          field,
          (bytes, at, count) -> {
            decoder.decode(bytes, 0, texts, 0, count);
            visitor.cells(at, count, texts);
          });
    };
  }

  private int[] codes(NumericType type, byte[] cells) {
    int[] codes = new int[rows];
    for (int i = 0; i < rows; i++) {
      long code = type.longAt(cells, i * type.size());
      codes[i] = code < 0 ? -1 : (int) Math.min(code, Integer.MAX_VALUE);
    }
    return codes;
  }

  private ObsColumn numbers(String name, NumericType type, byte[] cells) {
    if (type.kind() == NumericType.Kind.BOOL) {
      byte[] flags = new byte[rows];
      for (int i = 0; i < rows; i++) {
        flags[i] = (byte) (type.longAt(cells, i * type.size()) == 0 ? 0 : 1);
      }
      return new ObsColumn.Flags(name, flags);
    }
    float[] values = new float[rows];
    type.toFloats(cells, 0, values, 0, rows);
    return new ObsColumn.Continuous(name, values);
  }

  /** The labels that the file keeps for a field; obs and var share their names. */
  private Optional<List<CategoryLabel>> categories(HdfType.Field field) throws IOException {
    if (!(field.type() instanceof NumericType type) || !type.isInteger()) {
      return Optional.empty();
    }
    Optional<HdfObject> uns = root.child("uns");
    if (uns.isEmpty() || !(uns.get() instanceof HdfGroup group)) {
      return Optional.empty();
    }
    Optional<HdfObject> labels = group.child(field.name() + CATEGORIES_SUFFIX);
    if (labels.isEmpty()
        || !(labels.get() instanceof HdfDataset dataset)
        || dataset.isNull()
        || dataset.dimensions().length > 1) {
      return Optional.empty();
    }
    return Optional.of(CategoryLabels.read(dataset));
  }

  @Override
  public double[] numbers(int position) throws IOException {
    HdfType.Field field = fields.get(position + 1);
    if (!(field.type() instanceof NumericType type)) {
      throw table.malformed("numbers in '" + field.name() + "'", field.type().label());
    }
    double[] values = new double[rows];
    type.toDoubles(field(field), 0, values, 0, rows);
    return values;
  }

  @Override
  public NumberColumn numberColumn(int position) throws IOException {
    HdfType.Field field = fields.get(position + 1);
    if (!(field.type() instanceof NumericType type)) {
      throw table.malformed("numbers in '" + field.name() + "'", field.type().label());
    }
    int stride = table.type().size();
    int step = stepOf(stride);
    return (from, count, target) -> {
      byte[] whole = new byte[Math.multiplyExact(Math.min(step, count), stride)];
      try (ChunkCursor cursor = new ChunkCursor(table)) {
        for (int done = 0; done < count; done += step) {
          int some = Math.min(step, count - done);
          cursor.read(from + done, some, whole, 0);
          for (int i = 0; i < some; i++) {
            target[done + i] = type.doubleAt(whole, i * stride + field.offset());
          }
        }
      }
    };
  }

  /** All fields, the index included where there is one. */
  List<HdfType.Field> fields() {
    return fields;
  }

  /** The bytes of one field of all rows. */
  byte[] field(HdfType.Field field) throws IOException {
    int width = field.type().size();
    table.container().requireHeap(table.path(), (long) rows * width);
    byte[] cells = new byte[Math.multiplyExact(rows, width)];
    field(
        field, (bytes, at, count) -> System.arraycopy(bytes, 0, cells, at * width, count * width));
    return cells;
  }

  /** The bytes of one field, some rows at a time. */
  void field(HdfType.Field field, VectorReader.Batch batch) throws IOException {
    int width = field.type().size();
    int stride = table.type().size();
    int step = stepOf(stride);
    byte[] whole = new byte[Math.multiplyExact(Math.min(step, rows), stride)];
    byte[] cells = new byte[Math.multiplyExact(Math.min(step, rows), width)];
    try (ChunkCursor cursor = new ChunkCursor(table)) {
      for (int at = 0; at < rows; at += step) {
        int count = Math.min(step, rows - at);
        cursor.read(at, count, whole, 0);
        for (int i = 0; i < count; i++) {
          System.arraycopy(whole, i * stride + field.offset(), cells, i * width, width);
        }
        batch.accept(cells, at, count);
      }
    }
  }

  private static int stepOf(int stride) {
    return Math.max(1, Math.min(VectorReader.BATCH, BATCH_BYTES / stride));
  }

  @Override
  public H5adSummary.Column summary(int position) throws IOException {
    HdfType.Field field = fields.get(position + 1);
    String type = field.type().label();
    if (field.type() instanceof NumericType number) {
      String kind =
          categories(field).isPresent()
              ? "categorical"
              : number.kind() == NumericType.Kind.BOOL ? "flags" : "continuous";
      return new H5adSummary.Column(field.name(), "table field", type, kind, "");
    }
    boolean text =
        field.type() instanceof HdfType.FixedText || field.type() instanceof HdfType.VariableText;
    return new H5adSummary.Column(
        field.name(),
        "table field",
        type,
        text ? "text" : "unsupported",
        text ? "" : "its type is " + type);
  }

  @Override
  public List<String> index() throws IOException {
    HdfType.Field field = fields.get(0);
    byte[] cells = field(field);
    if (field.type() instanceof NumericType type) {
      String[] names = new String[rows];
      for (int i = 0; i < rows; i++) {
        names[i] =
            type.kind() == NumericType.Kind.FLOAT
                ? Double.toString(type.doubleAt(cells, i * type.size()))
                : Long.toString(type.longAt(cells, i * type.size()));
      }
      return Arrays.asList(names);
    }
    return Arrays.asList(TextDecoder.decode(table, field.type(), cells));
  }
}
