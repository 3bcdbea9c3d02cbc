package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    identity.obsFields().ifPresent(this::checkObsFields);
    checkGenes();
    checkGraph();
    checkCompression();
    identity.settings().ifPresent(this::checkSettings);
  }

  private void checkCells() {
    OptionalLong agreed = DatasetBuilder.agreedCells(identity, obs, var, graph);
    if (agreed.isEmpty()) {
      return;
    }
    List<Spot> counts = new ArrayList<>();
    documents.identity().flatMap(root -> root.member("stats", "n_cells")).ifPresent(counts::add);
    documents.obs().flatMap(root -> root.member("n_points")).ifPresent(counts::add);
    documents.var().flatMap(root -> root.member("n_points")).ifPresent(counts::add);
    documents.connectivity().flatMap(root -> root.member("n_cells")).ifPresent(counts::add);
    for (Spot spot : counts) {
      OptionalLong count = spot.count();
      if (count.isPresent()) {
        findings.require(
            Rule.CELL_COUNTS,
            count.equals(agreed),
            spot,
            agreed.getAsLong() + " cells as the other documents say");
      }
    }
  }

  private void checkObsFields(List<IdentityModel.ObsEntry> entries) {
    Optional<Spot> list = documents.identity().flatMap(root -> root.member("obs_fields"));
    boolean understood = list.isPresent() && entries.size() == list.get().size();
    if (documents.obs().isEmpty() || !obs.complete() || !understood) {
      return;
    }
    List<ExpectedField> expected = new ArrayList<>();
    obs.continuous()
        .forEach(
            field ->
                expected.add(new ExpectedField(field.key().orElseThrow(), OptionalLong.empty())));
    obs.categorical()
        .forEach(
            field ->
                expected.add(
                    new ExpectedField(
                        field.key().orElseThrow(), OptionalLong.of(field.nCategories()))));
    List<IdentityModel.ObsEntry> found = new ArrayList<>(entries);
    if (!terms.has(LayoutTerms.Trait.FIELD_ORDER_FIXED)) {
      // Stable: within a kind the order counts in both layouts.
      found.sort(
          (a, b) -> Boolean.compare(a.nCategories().isPresent(), b.nCategories().isPresent()));
    }
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
    Spot spot = identity.stats().at().flatMap(stats -> stats.member("n_genes")).orElseThrow();
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
    Optional<Spot> fields = documents.var().flatMap(root -> root.member("fields"));
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
    documents.obs().flatMap(root -> root.member("compression")).ifPresent(settings::add);
    documents.var().flatMap(root -> root.member("compression")).ifPresent(settings::add);
    documents.connectivity().flatMap(root -> root.member("compression")).ifPresent(settings::add);
    identity.settings().flatMap(spot -> spot.member("compression")).ifPresent(settings::add);
    settings.removeIf(spot -> !SettingsCheck.isCompression(spot));
    if (settings.isEmpty()) {
      return;
    }
    Map<String, Integer> votes = new HashMap<>();
    settings.forEach(spot -> votes.merge(spot.shown(), 1, Integer::sum));
    String agreed = settings.get(0).shown();
    for (Spot spot : settings) {
      agreed = votes.get(spot.shown()) > votes.get(agreed) ? spot.shown() : agreed;
    }
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
          "a path %s .gz, because compression is %s"
              .formatted(gzipped ? "with" : "without", agreed));
    }
  }

  private void checkSettings(Spot settings) {
    Optional<Spot> obsBits = bits(settings, "obs_continuous_quantization");
    if (!obs.continuous().isEmpty()) {
      checkBits(obsBits, obs.continuousStorage().type(), "continuous obs values");
    }
    if (obs.outliers().isPresent()) {
      checkBits(obsBits, obs.outliers().get().type(), "outlier quantiles");
    }
    if (var.isPresent()) {
      checkBits(bits(settings, "var_quantization"), var.get().storage().type(), "genes");
    }
    Optional<Spot> dtype =
        settings
            .member("obs_categorical_dtype")
            .filter(spot -> spot.isOneOf(terms.categoryTypes()));
    if (dtype.isEmpty() || dtype.get().isText("auto")) {
      return;
    }
    for (CategoryField field : obs.categorical()) {
      if (field.type().isPresent()) {
        Spot spot = field.at().item(terms.headSize() + 1);
        findings.require(
            Rule.SETTINGS_DIFFER,
            dtype.get().isText(field.type().get().dtype()),
            spot,
            dtype.get().shown() + " as export_settings says");
      }
    }
  }

  private static Optional<Spot> bits(Spot settings, String member) {
    return settings.member(member).filter(SettingsCheck::isBits);
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
