package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The schemas inside the obs and var manifests: which type values have and where they lie.
 *
 * <p>Normative text: {@code docs/format/reader.md}, V32 to V34.
 */
final class StorageCheck {
  private static final List<SampleType> TYPES =
      List.of(SampleType.U8, SampleType.U16, SampleType.F32);
  private static final Set<String> CATEGORY_MEMBERS =
      Set.of(
          "codesPathPattern",
          "outlierPathPattern",
          "outlierExt",
          "outlierDtype",
          "outlierQuantized");

  private static final List<String> OUTLIER_TEXTS =
      List.of("outlierPathPattern", "outlierExt", "outlierDtype");

  private final LayoutTerms terms;
  private final Findings findings;
  private final Optional<Boolean> gzipped;

  /**
   * Checks for one manifest.
   *
   * @param gzipped whether the manifest sets compression, empty when it does not say
   */
  StorageCheck(LayoutTerms terms, Findings findings, Optional<Boolean> gzipped) {
    this.terms = terms;
    this.findings = findings;
    this.gzipped = gzipped;
  }

  /**
   * A schema of values; nothing is known without it.
   *
   * @param extra members beside the usual ones
   * @param folder where such payloads usually lie
   */
  Storage values(Optional<Spot> given, Set<String> extra, String folder) {
    if (given.isEmpty()) {
      return Storage.UNKNOWN;
    }
    Spot schema = given.get();
    Set<String> required = new HashSet<>(extra);
    required.addAll(Set.of("pathPattern", "ext", "dtype", "quantized"));
    if (schema.flag("quantized").orElse(false)) {
      required.add("quantizationBits");
    }
    if (!Members.check(findings, Rule.VALUE_SCHEMA, schema, required, Set.of())) {
      return Storage.UNKNOWN;
    }
    if (extra.contains("kind")) {
      Members.constant(findings, Rule.VALUE_SCHEMA, schema, "kind", "continuous");
    }
    Optional<SampleType> type =
        type(Rule.VALUE_SCHEMA, schema, "ext", "dtype", "quantized", "quantizationBits");
    return new Storage(type, pattern(schema.member("pathPattern"), "values", type, folder));
  }

  /** The schema of category fields; the codes' type is left to each field. */
  Storage codes(Optional<Spot> schema, String folder) {
    if (schema.isEmpty()
        || !Members.check(
            findings, Rule.CATEGORY_SCHEMA, schema.get(), CATEGORY_MEMBERS, Set.of())) {
      return Storage.UNKNOWN;
    }
    Optional<Spot> pattern = schema.get().member("codesPathPattern");
    return new Storage(Optional.empty(), pattern(pattern, "codes", Optional.empty(), folder));
  }

  /** The part of that schema about outlier quantiles; empty when there are none. */
  Optional<Storage> outliers(Optional<Spot> given, String folder) {
    if (given.isEmpty() || !given.get().isObject()) {
      return Optional.empty();
    }
    Spot schema = given.get();
    List<Spot> nulls = new ArrayList<>();
    int texts = 0;
    for (String name : OUTLIER_TEXTS) {
      Optional<Spot> spot = schema.member(name);
      if (spot.isPresent() && spot.get().isNull()) {
        nulls.add(spot.get());
      } else if (spot.isPresent()) {
        texts++;
      }
    }
    boolean none = texts == 0 && !nulls.isEmpty();
    if (none && terms.has(LayoutTerms.Trait.OUTLIERS_OPTIONAL)) {
      checkNoOutliers(schema);
      return Optional.empty();
    }
    findings.ran(Rule.CATEGORY_SCHEMA, 1);
    for (Spot spot : nulls) {
      findings.add(Rule.CATEGORY_SCHEMA, spot, "a string, as of the other outlier members", "null");
    }
    if (!nulls.isEmpty()) {
      return Optional.of(Storage.UNKNOWN);
    }
    Optional<SampleType> type =
        type(Rule.CATEGORY_SCHEMA, schema, "outlierExt", "outlierDtype", "outlierQuantized", null);
    Optional<Spot> pattern = schema.member("outlierPathPattern");
    return Optional.of(new Storage(type, pattern(pattern, "outliers", type, folder)));
  }

  private void checkNoOutliers(Spot schema) {
    Optional<Spot> quantized = schema.member("outlierQuantized");
    if (quantized.isPresent()) {
      findings.require(
          Rule.CATEGORY_SCHEMA,
          quantized.get().flag().equals(Optional.of(false)),
          quantized.get(),
          "false, because there are no outlier quantiles");
    }
  }

  private Optional<SampleType> type(
      Rule rule, Spot schema, String ext, String dtype, String quantized, String bits) {
    Optional<Spot> typeSpot = schema.member(dtype);
    Optional<SampleType> type =
        typeSpot.isPresent() ? typeSpot.get().type(TYPES) : Optional.empty();
    if (typeSpot.isPresent() && !typeSpot.get().isNull()) {
      findings.require(rule, type.isPresent(), typeSpot.get(), "uint8, uint16 or float32");
    }
    if (type.isEmpty()) {
      return type;
    }
    boolean good = agrees(rule, schema.member(ext), type.get().extension(), type.get());
    Optional<Spot> flag = schema.member(quantized);
    if (flag.isPresent()) {
      good &=
          findings.require(
              rule,
              flag.get().flag().equals(Optional.of(type.get().coded())),
              flag.get(),
              type.get().coded() + ", because the type is " + type.get().dtype());
    }
    Optional<Spot> width = bits == null ? Optional.empty() : schema.member(bits);
    if (width.isPresent() && type.get().coded()) {
      long expected = 8L * type.get().bytes();
      good &=
          findings.require(
              rule,
              width.get().isWhole(expected, expected),
              width.get(),
              expected + ", because the type is " + type.get().dtype());
    }
    return good ? type : Optional.empty();
  }

  private boolean agrees(Rule rule, Optional<Spot> member, String expected, SampleType type) {
    return member.isEmpty()
        || member.get().isNull()
        || findings.require(
            rule,
            member.get().isText(expected),
            member.get(),
            '"' + expected + "\", because the type is " + type.dtype());
  }

  private static String extension(Optional<SampleType> type) {
    return type.isPresent() ? type.get().extension() : "";
  }

  private Optional<String> pattern(
      Optional<Spot> spot, String kind, Optional<SampleType> type, String folder) {
    if (spot.isEmpty() || spot.get().isNull()) {
      return Optional.empty();
    }
    String pattern = spot.get().text().orElse("");
    String placeholder = terms.layout().placeholder();
    String ext = kind.equals("codes") ? Layout.EXTENSION_PLACEHOLDER : extension(type);
    String stem = placeholder + "." + kind + "." + ext;
    boolean tailed =
        gzipped.isPresent()
            ? pattern.endsWith(gzipped.get() ? stem + ".gz" : stem)
            : pattern.endsWith(stem) || pattern.endsWith(stem + ".gz");
    if (ext.isEmpty()) {
      // A schema that contradicts itself has been reported; its extension cannot be told.
      tailed = pattern.contains(placeholder + "." + kind + ".");
    }
    String filled =
        pattern.replace(placeholder, "name").replace(Layout.EXTENSION_PLACEHOLDER, "u8");
    boolean once = pattern.indexOf(placeholder) == pattern.lastIndexOf(placeholder);
    boolean safe = PathText.isPatternSafe(filled);
    findings.require(
        Rule.PATH_PATTERN,
        tailed && once && safe,
        spot.get(),
        "a relative path that ends in "
            + stem
            + (gzipped.isPresent() ? (gzipped.get() ? ".gz" : ", without .gz") : ""));
    if (!safe || !once || !pattern.contains(placeholder)) {
      return Optional.empty();
    }
    findings.require(
        Rule.PAYLOAD_FOLDER,
        PathText.folder(pattern).equals(folder + "/"),
        spot.get(),
        "a path in " + folder + "/");
    return Optional.of(pattern);
  }
}
