package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What documents say of each other.
 *
 * <p>Normative text: {@code docs/format/identity.md}, section "Agreement across documents"; {@code
 * reader.md}, V60 to V65.
 */
final class AgreementCheck {
  private static final int MAX_DIFFERENCES = 20;

  private final LayoutTerms terms;
  private final Findings findings;
  private final Documents documents;
  private final IdentityModel identity;
  private final ObsModel obs;
  private final Optional<VarModel> var;
  private final Optional<GraphModel> graph;

  AgreementCheck(
      LayoutTerms terms,
      Findings findings,
      Documents documents,
      IdentityModel identity,
      ObsModel obs,
      Optional<VarModel> var,
      Optional<GraphModel> graph) {
    this.terms = terms;
    this.findings = findings;
    this.documents = documents;
    this.identity = identity;
    this.obs = obs;
    this.var = var;
    this.graph = graph;
  }

  void check() {
    checkCells();
    if (identity.obsFields().isPresent()) {
      checkObsFields(identity.obsFields().get());
    }
    checkGenes();
    checkGraph();
    checkCompression();
    if (identity.settings().isPresent()) {
      checkSettings(identity.settings().get());
    }
  }

  private void checkCells() {
    OptionalLong agreed = DatasetBuilder.agreedCells(identity, obs, var, graph);
    if (agreed.isEmpty()) {
      return;
    }
    checkCells(agreed, Spot.memberOf(documents.identity(), "stats"), "n_cells");
    checkCells(agreed, documents.obs(), "n_points");
    checkCells(agreed, documents.var(), "n_points");
    checkCells(agreed, documents.connectivity(), "n_cells");
  }

  private void checkCells(OptionalLong agreed, Optional<Spot> object, String member) {
    Optional<Spot> spot = Spot.memberOf(object, member);
    if (spot.isPresent() && spot.get().count().isPresent()) {
      findings.require(
          Rule.CELL_COUNTS,
          spot.get().count().equals(agreed),
          spot.get(),
          agreed.getAsLong() + " cells as the other documents say");
    }
  }

  private void checkObsFields(List<IdentityModel.ObsEntry> entries) {
    Optional<Spot> list = Spot.memberOf(documents.identity(), "obs_fields");
    boolean understood = list.isPresent() && entries.size() == list.get().size();
    if (documents.obs().isEmpty() || !obs.complete() || !understood) {
      return;
    }
    List<ExpectedField> expected = expectedFields();
    List<IdentityModel.ObsEntry> found =
        terms.has(LayoutTerms.Trait.FIELD_ORDER_FIXED) ? entries : continuousFirst(entries);
    int differences = 0;
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      IdentityModel.ObsEntry entry = found.get(i);
      ExpectedField field = new ExpectedField(entry.key(), entry.nCategories());
      if (!findings.holds(Rule.OBS_FIELDS_DIFFER, field.agrees(expected.get(i)))
          && differences++ < MAX_DIFFERENCES) {
        findings.add(
            Rule.OBS_FIELDS_DIFFER,
            entry.at(),
            expected.get(i) + " as in the obs manifest",
            field.toString());
      }
    }
    if (!findings.holds(Rule.OBS_FIELDS_DIFFER, expected.size() == found.size())) {
      findings.add(
          Rule.OBS_FIELDS_DIFFER,
          list.get(),
          expected.size() + " fields as in the obs manifest",
          String.valueOf(found.size()));
    }
  }

  private List<ExpectedField> expectedFields() {
    List<ExpectedField> expected = new ArrayList<>();
    for (ValueField field : obs.continuous()) {
      expected.add(new ExpectedField(field.key().orElseThrow(), OptionalLong.empty()));
    }
    for (CategoryField field : obs.categorical()) {
      OptionalLong nCategories = OptionalLong.of(field.nCategories());
      expected.add(new ExpectedField(field.key().orElseThrow(), nCategories));
    }
    return expected;
  }

  /** Within a kind the order counts in both layouts. */
  private static List<IdentityModel.ObsEntry> continuousFirst(
      List<IdentityModel.ObsEntry> entries) {
    List<IdentityModel.ObsEntry> ordered = new ArrayList<>();
    List<IdentityModel.ObsEntry> categories = new ArrayList<>();
    for (IdentityModel.ObsEntry entry : entries) {
      (entry.nCategories().isPresent() ? categories : ordered).add(entry);
    }
    ordered.addAll(categories);
    return ordered;
  }

  /**
   * A field as both documents describe it.
   *
   * @param key its key
   * @param nCategories number of categories, empty for a continuous field
   */
  private record ExpectedField(String key, OptionalLong nCategories) {
    boolean agrees(ExpectedField other) {
      return key.equals(other.key) && nCategories.equals(other.nCategories);
    }

    @Override
    public String toString() {
      return Shown.name(key)
          + (nCategories.isPresent()
              ? " of " + nCategories.getAsLong() + " categories"
              : " (continuous)");
    }
  }

  private void checkGenes() {
    OptionalLong nGenes = identity.stats().nGenes();
    if (nGenes.isEmpty()) {
      return;
    }
    Spot spot = Spot.memberOf(identity.stats().at(), "n_genes").orElseThrow();
    boolean there = documents.isThere(Layout.VAR_MANIFEST_FILE);
    boolean maybeEmpty = there && terms.has(LayoutTerms.Trait.EMPTY_VAR_MANIFEST);
    if (!findings.holds(Rule.GENE_COUNT, maybeEmpty || there == nGenes.getAsLong() > 0)) {
      findings.add(
          Rule.GENE_COUNT,
          spot,
          there
              ? "more than 0, because there is a var manifest"
              : "0, because there is no var manifest",
          spot.shown());
      return;
    }
    Optional<Spot> fields = Spot.memberOf(documents.var(), "fields");
    if (fields.isEmpty() || !fields.get().isArray()) {
      return;
    }
    long genes = fields.get().size();
    boolean input = nGenes.getAsLong() > genes && terms.has(Rule.GENE_COUNT_OF_INPUT);
    Rule rule = input ? Rule.GENE_COUNT_OF_INPUT : Rule.GENE_COUNT;
    findings.require(
        rule, nGenes.getAsLong() == genes, spot, genes + " as the var manifest has genes");
  }

  private void checkGraph() {
    Optional<Boolean> connected = identity.stats().connected();
    if (connected.isEmpty()) {
      return;
    }
    Spot stats = identity.stats().at().orElseThrow();
    boolean there = documents.isThere(Layout.CONNECTIVITY_MANIFEST_FILE);
    boolean agrees =
        findings.require(
            Rule.GRAPH_AGREEMENT,
            connected.get() == there,
            stats.member("has_connectivity").orElseThrow(),
            there
                ? "true, because there is a connectivity manifest"
                : "false, because there is no connectivity manifest");
    OptionalLong edges = graph.isPresent() ? graph.get().nEdges() : OptionalLong.empty();
    if (agrees && edges.isPresent() && identity.stats().nEdges().isPresent()) {
      findings.require(
          Rule.GRAPH_AGREEMENT,
          identity.stats().nEdges().equals(edges),
          stats.member("n_edges").orElseThrow(),
          edges.getAsLong() + " as the connectivity manifest says");
    }
  }

  private void checkCompression() {
    List<Spot> settings = new ArrayList<>();
    addCompression(settings, documents.obs());
    addCompression(settings, documents.var());
    addCompression(settings, documents.connectivity());
    addCompression(settings, identity.settings());
    if (settings.isEmpty()) {
      return;
    }
    List<String> votes = new ArrayList<>();
    for (Spot spot : settings) {
      votes.add(spot.shown());
    }
    String agreed = DatasetBuilder.mostFrequent(votes);
    for (Spot spot : settings) {
      findings.require(
          Rule.COMPRESSION_DIFFERS,
          spot.shown().equals(agreed),
          spot,
          agreed + " as the other documents say");
    }
    boolean gzipped = !agreed.equals("null");
    List<IdentityModel.PointsFile> files = new ArrayList<>(identity.points());
    files.addAll(identity.vectors());
    for (IdentityModel.PointsFile file : files) {
      findings.require(
          Rule.COMPRESSION_DIFFERS,
          file.path().endsWith(".gz") == gzipped,
          file.at(),
          "a path " + (gzipped ? "with" : "without") + " .gz, because compression is " + agreed);
    }
  }

  private static void addCompression(List<Spot> settings, Optional<Spot> object) {
    if (object.isPresent()) {
      Optional<Spot> compression = SettingsCheck.compression(object.get());
      if (compression.isPresent()) {
        settings.add(compression.get());
      }
    }
  }

  private void checkSettings(Spot settings) {
    Optional<Spot> obsBits = SettingsCheck.bits(settings, "obs_continuous_quantization");
    if (!obs.continuous().isEmpty()) {
      checkBits(obsBits, obs.continuousStorage().type(), "continuous obs values");
    }
    if (obs.outliers().isPresent()) {
      checkBits(obsBits, obs.outliers().get().type(), "outlier quantiles");
    }
    if (var.isPresent()) {
      Optional<Spot> varBits = SettingsCheck.bits(settings, "var_quantization");
      checkBits(varBits, var.get().storage().type(), "genes");
    }
    Optional<Spot> dtype = settings.member("obs_categorical_dtype");
    boolean given = dtype.isPresent() && dtype.get().isOneOf(terms.categoryTypes());
    if (given && !dtype.get().isText("auto")) {
      checkCodes(dtype.get());
    }
  }

  private void checkCodes(Spot dtype) {
    for (CategoryField field : obs.categorical()) {
      if (field.type().isPresent()) {
        Spot spot = field.at().item(terms.headSize() + 1);
        findings.require(
            Rule.SETTINGS_DIFFER,
            dtype.isText(field.type().get().dtype()),
            spot,
            dtype.shown() + " as export_settings says");
      }
    }
  }

  private void checkBits(Optional<Spot> setting, Optional<SampleType> type, String what) {
    if (setting.isEmpty() || type.isEmpty()) {
      return;
    }
    long bits = 8L * type.get().bytes();
    boolean agrees =
        type.get().coded() ? setting.get().isWhole(bits, bits) : setting.get().isNull();
    findings.require(
        Rule.SETTINGS_DIFFER,
        agrees,
        setting.get(),
        (type.get().coded() ? bits : "null") + ", because " + what + " are " + type.get().dtype());
  }
}
