package io.cellfolio.format;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Members that several manifests share: compression, quantisation and value schemas. */
final class ValueSchemas {
  private static final List<String> DTYPES =
      List.of(SampleType.U8.dtype(), SampleType.U16.dtype(), SampleType.F32.dtype());
  private static final Set<String> REQUIRED = Set.of("pathPattern", "ext", "dtype", "quantized");
  private static final Set<String> OPTIONAL = Set.of("quantizationBits");

  private ValueSchemas() {}

  /** Writes the members of a schema, between its braces. */
  static void writeMembers(PythonJsonWriter out, ValueSchema schema) {
    SampleType type = schema.type();
    out.name("pathPattern").text(schema.pathPattern());
    out.name("ext").text(type.extension());
    out.name("dtype").text(type.dtype());
    out.name("quantized").flag(schema.quantized());
    if (schema.quantized()) {
      out.name("quantizationBits").whole(bits(type));
    }
  }

  /**
   * Reads a schema.
   *
   * @param object the schema
   * @param alsoRequired further keys, which the caller reads
   * @param placeholder of the layout
   * @param compression of the export
   */
  static ValueSchema read(
      JsonPlace object, Set<String> alsoRequired, String placeholder, Compression compression)
      throws MalformedDatasetException {
    Set<String> required = new TreeSet<>(REQUIRED);
    required.addAll(alsoRequired);
    object.requireKeys(required, OPTIONAL);
    SampleType type = SampleType.ofDtype(object.at("dtype").oneOf(DTYPES));
    object.at("ext").requireText(type.extension());
    JsonPlace quantized = object.at("quantized");
    if (quantized.flag() != type.coded()) {
      throw quantized.expected(type.coded() + ", because the dtype is " + type.dtype());
    }
    if (type.coded()) {
      object.at("quantizationBits").requireWhole(bits(type));
    } else if (object.find("quantizationBits").isPresent()) {
      throw object.at("quantizationBits").expected("no such key, because quantized is false");
    }
    String tail = placeholder + ".values." + type.extension() + compression.suffix();
    return new ValueSchema(PathChecks.pattern(object.at("pathPattern"), tail), type);
  }

  /** Writes 8, 16 or null. */
  static void writeBits(PythonJsonWriter out, SampleType type) {
    if (type.coded()) {
      out.whole(bits(type));
    } else {
      out.nothing();
    }
  }

  /** Reads 8, 16 or null, which stands for single precision. */
  static SampleType readBits(JsonPlace place) throws MalformedDatasetException {
    if (place.isNull()) {
      return SampleType.F32;
    }
    long bits = place.count();
    if (bits != 8 && bits != 16) {
      throw place.expected("8, 16 or null");
    }
    return SampleType.ofQuantizationBits((int) bits);
  }

  /** Writes a gzip level or null. */
  static void write(PythonJsonWriter out, Compression compression) {
    out.name("compression");
    if (compression.gzipped()) {
      out.whole(compression.level().getAsInt());
    } else {
      out.nothing();
    }
  }

  /** Reads a gzip level or null. */
  static Compression readCompression(JsonPlace object) throws MalformedDatasetException {
    JsonPlace place = object.at("compression");
    if (place.isNull()) {
      return Compression.none();
    }
    long level = place.whole();
    if (level < 1 || level > 9) {
      throw place.expected("a gzip level from 1 to 9, or null");
    }
    return Compression.gzip((int) level);
  }

  private static int bits(SampleType type) {
    return 8 * type.bytes();
  }
}
