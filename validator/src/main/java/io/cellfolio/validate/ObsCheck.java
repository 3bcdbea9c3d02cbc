package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import io.cellfolio.format.ObsManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * {@code obs_manifest.json} by itself.
 *
 * <p>Normative text: {@code docs/format/obs.md}; {@code reader.md}, V30 to V45.
 */
final class ObsCheck {
  private static final Set<String> MEMBERS =
      Set.of(
          "_format",
          "n_points",
          "centroid_outlier_quantile",
          "latent_key",
          "compression",
          "_obsSchemas",
          "_continuousFields",
          "_categoricalFields");
  private static final int CATEGORY_BODY = 4;

  private final LayoutTerms terms;
  private final Findings findings;

  private ObsCheck(LayoutTerms terms, Findings findings) {
    this.terms = terms;
    this.findings = findings;
  }

  /**
   * Checks the manifest.
   *
   * @param dimensions those of the embeddings, empty when unknown
   */
  static ObsModel check(Spot root, LayoutTerms terms, Findings findings, Set<Integer> dimensions) {
    return new ObsCheck(terms, findings).check(root, dimensions);
  }

  private ObsModel check(Spot root, Set<Integer> dimensions) {
    Members.check(findings, Rule.OBS_MEMBERS, root, MEMBERS, Set.of());
    checkFormat(findings, Rule.OBS_MEMBERS, root);
    Optional<Spot> quantile = root.member("centroid_outlier_quantile");
    if (quantile.isPresent()) {
      checkQuantile(quantile.get());
    }
    Members.textOrNull(findings, Rule.OBS_MEMBERS, root, "latent_key");
    Optional<Spot> continuous =
        Members.array(findings, Rule.OBS_SCHEMAS, root, "_continuousFields");
    Optional<Spot> categorical =
        Members.array(findings, Rule.OBS_SCHEMAS, root, "_categoricalFields");
    Optional<Spot> schemas = root.member("_obsSchemas");
    if (schemas.isPresent()) {
      checkSchemas(schemas.get(), continuous, categorical);
    }

    StorageCheck storages = new StorageCheck(terms, findings, gzipped(root));
    Optional<Spot> valueSchema = Spot.memberOf(schemas, "continuous");
    Storage values = storages.values(valueSchema, Set.of(), Layout.OBS_DIRECTORY);
    Optional<Spot> categorySchema = Spot.memberOf(schemas, "categorical");
    Storage codes = storages.codes(categorySchema, Layout.OBS_DIRECTORY);
    Optional<Storage> outliers = storages.outliers(categorySchema, Layout.OBS_DIRECTORY);

    // Without both lists nobody knows how far the numbers go.
    long total =
        continuous.isPresent() && categorical.isPresent()
            ? (long) continuous.get().size() + categorical.get().size()
            : Integer.MAX_VALUE;
    TupleCheck tuples = new TupleCheck(terms, findings, TupleCheck.AxisRules.OBS, total);
    boolean quantized = isQuantized(Optional.of(values), continuous, terms.headSize());
    List<ValueField> numbers = tuples.values(continuous, quantized);
    boolean centered = quantile.isPresent() && !quantile.get().isNull();
    CategoryTupleCheck categories =
        new CategoryTupleCheck(
            terms,
            findings,
            tuples,
            isQuantized(outliers, categorical, terms.headSize() + CATEGORY_BODY),
            StatsCheck.count(root, "n_points"),
            centered ? dimensions : Set.of());
    List<CategoryField> labels = new ArrayList<>();
    for (Spot tuple : Spot.itemsOf(categorical)) {
      labels.add(categories.check(tuple));
    }
    boolean complete =
        continuous.isPresent()
            && categorical.isPresent()
            && TupleCheck.isComplete(numbers)
            && isComplete(labels);
    return new ObsModel(
        StatsCheck.count(root, "n_points"), values, codes, outliers, numbers, labels, complete);
  }

  private static boolean isComplete(List<CategoryField> fields) {
    for (CategoryField field : fields) {
      if (field.index().isEmpty() || field.key().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Checks the members that the obs and var manifests share. */
  static void checkFormat(Findings findings, Rule rule, Spot root) {
    Members.constant(findings, rule, root, "_format", ObsManifest.FORMAT);
    Optional<Spot> nPoints = root.member("n_points");
    if (nPoints.isPresent()) {
      findings.require(
          rule,
          nPoints.get().isWhole(1, (long) Json.Num.MAX_SAFE),
          nPoints.get(),
          "a whole number above 0");
    }
    SettingsCheck.checkCompression(findings, rule, root);
  }

  /** Whether a manifest sets compression, or empty when it does not say. */
  static Optional<Boolean> gzipped(Spot root) {
    Optional<Spot> compression = SettingsCheck.compression(root);
    return compression.isPresent() ? Optional.of(!compression.get().isNull()) : Optional.empty();
  }

  /** Whether tuples have bounds: as the schema says, else as the first tuple shows. */
  static boolean isQuantized(Optional<Storage> storage, Optional<Spot> tuples, int plainSize) {
    if (storage.isEmpty() || storage.get().type().isPresent()) {
      return TupleCheck.isQuantized(storage);
    }
    return tuples.isPresent()
        && tuples.get().size() > 0
        && tuples.get().item(0).size() == plainSize + 2;
  }

  private void checkQuantile(Spot spot) {
    OptionalDouble value = spot.real();
    // The keyed writer records whatever number it was given.
    boolean good =
        spot.isNull()
            || (value.isPresent()
                && (!terms.has(LayoutTerms.Trait.STRICT_QUANTILE)
                    || (value.getAsDouble() > 0 && value.getAsDouble() < 1)));
    findings.require(Rule.OBS_MEMBERS, good, spot, "null or a number above 0 and below 1");
  }

  private void checkSchemas(Spot schemas, Optional<Spot> continuous, Optional<Spot> categorical) {
    if (!findings.require(Rule.OBS_SCHEMAS, schemas.isObject(), schemas, "an object")) {
      return;
    }
    checkSchema(schemas, "continuous", continuous);
    checkSchema(schemas, "categorical", categorical);
    for (String name : schemas.names()) {
      Spot schema = schemas.member(name).orElseThrow();
      boolean known = name.equals("continuous") || name.equals("categorical");
      findings.require(Rule.OBS_SCHEMAS, known, schema, "no member of such a name");
    }
  }

  private void checkSchema(Spot schemas, String name, Optional<Spot> fields) {
    if (fields.isEmpty()) {
      return;
    }
    boolean needed = fields.get().size() > 0;
    Optional<Spot> schema = schemas.member(name);
    if (!findings.holds(Rule.OBS_SCHEMAS, schema.isPresent() == needed)) {
      findings.add(
          Rule.OBS_SCHEMAS,
          schema.orElse(schemas),
          needed ? "the member '" + name + "', because there are such fields" : "no such member",
          needed ? "none" : schema.orElseThrow().shown());
    }
  }
}
