package io.cellfolio.validate;

import io.cellfolio.format.DatasetId;
import io.cellfolio.format.DisplayText;
import io.cellfolio.format.FileNames;
import io.cellfolio.format.UtcTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code dataset_identity.json} by itself.
 *
 * <p>Normative text: {@code docs/format/identity.md}; {@code reader.md}, V4 to V23.
 */
final class IdentityCheck {
  private static final Set<String> REQUIRED =
      Set.of(
          "version",
          "id",
          "name",
          "description",
          "cellucid_data_version",
          "stats",
          "embeddings",
          "obs_fields");
  private static final Set<String> OPTIONAL =
      Set.of("created_at", "export_settings", "source", "vector_fields");

  /** The members that say what the dataset is, not what it holds. */
  private static final List<String> ABOUT =
      List.of(
          "version", "name", "description", "cellucid_data_version", "id", "created_at", "source");

  private static final Set<String> SOURCE_TEXTS = Set.of("name", "url", "citation");
  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final LayoutTerms terms;
  private final Findings findings;

  private IdentityCheck(LayoutTerms terms, Findings findings) {
    this.terms = terms;
    this.findings = findings;
  }

  static IdentityModel check(Spot root, LayoutTerms terms, Findings findings) {
    return new IdentityCheck(terms, findings).check(root);
  }

  private IdentityModel check(Spot root) {
    Members.check(findings, Rule.IDENTITY_MEMBERS, root, REQUIRED, OPTIONAL);
    for (String name : ABOUT) {
      Optional<Spot> spot = root.member(name);
      if (spot.isPresent()) {
        checkAbout(name, spot.get());
      }
    }
    Optional<Spot> stats = root.member("stats");
    IdentityModel.Stats counts =
        stats.isPresent() ? StatsCheck.check(stats.get(), findings) : IdentityModel.Stats.NONE;
    EmbeddingsCheck embeddings = new EmbeddingsCheck(findings);
    Optional<Spot> points = root.member("embeddings");
    if (points.isPresent()) {
      embeddings.check(points.get());
    }
    ObsEntriesCheck entries = new ObsEntriesCheck(findings);
    Optional<Spot> fields = root.member("obs_fields");
    if (fields.isPresent()) {
      entries.check(fields.get(), stats);
    }
    Optional<Spot> settings = root.member("export_settings");
    if (settings.isPresent()) {
      SettingsCheck.check(settings.get(), terms, findings);
    }
    VectorFieldsCheck vectors = new VectorFieldsCheck(terms, findings, embeddings.dimensions());
    Optional<Spot> vectorFields = root.member("vector_fields");
    if (vectorFields.isPresent()) {
      vectors.check(vectorFields.get());
    }
    boolean set = settings.isPresent() && settings.get().isObject();
    return new IdentityModel(
        counts,
        embeddings.points(),
        entries.entries(),
        set ? settings : Optional.empty(),
        vectors.files());
  }

  private void checkAbout(String name, Spot spot) {
    switch (name) {
      case "version" -> findings.require(Rule.IDENTITY_VERSION, spot.isWhole(2, 2), spot, "2");
      case "name" -> checkVisible(Rule.IDENTITY_NAME, spot);
      case "description" -> checkDescription(spot);
      case "cellucid_data_version" -> checkVisible(Rule.IDENTITY_WRITER, spot);
      case "id" -> checkId(spot);
      case "created_at" -> checkTime(spot);
      case "source" -> checkSource(spot);
      default -> throw new IllegalArgumentException(name);
    }
  }

  private void checkVisible(Rule rule, Spot text) {
    if (findings.require(rule, text.isVisibleText(), text, "a string that is not blank")) {
      DisplayChecks.check(findings, text);
    }
  }

  private void checkDescription(Spot text) {
    if (findings.require(Rule.IDENTITY_DESCRIPTION, text.isText(), text, "a string")) {
      Optional<String> problem = DisplayText.problemUnlessEmpty(text.text().orElseThrow());
      DisplayChecks.report(findings, text, problem);
    }
  }

  private void checkId(Spot spot) {
    String id = spot.text().orElse("");
    boolean readable =
        !id.isEmpty()
            && id.strip().equals(id)
            && PathText.isName(id.replace("\\", "").replace("/", ""));
    boolean plain =
        !terms.has(LayoutTerms.Trait.STRICT_IDS)
            || (PLAIN_ID.matcher(id).matches() && !id.endsWith("."));
    boolean good =
        findings.require(
            Rule.IDENTITY_ID,
            readable && plain,
            spot,
            terms.has(LayoutTerms.Trait.STRICT_IDS)
                ? "letters, digits, '.', '_', '-', first a letter or digit, last no '.'"
                : "a string without white space at its ends and control characters");
    Optional<String> problem = good ? DatasetId.problem(id) : Optional.empty();
    if (!findings.holds(Rule.ID_NOT_PORTABLE, problem.isEmpty())) {
      String reason = FileNames.isWindowsDevice(id) ? "a device name of Windows" : spot.shown();
      findings.add(
          Rule.ID_NOT_PORTABLE,
          spot,
          "at most " + DatasetId.MAX_LENGTH + " letters, digits, '.', '_', '-', no device name",
          id.length() > DatasetId.MAX_LENGTH ? id.length() + " characters" : reason);
    }
  }

  private void checkTime(Spot spot) {
    boolean good = spot.isText() && UtcTime.isTime(spot.text().orElseThrow());
    findings.require(Rule.CREATED_AT, good, spot, "a UTC time YYYY-MM-DDTHH:MM:SSZ");
  }

  private void checkSource(Spot source) {
    Set<String> required =
        terms.has(LayoutTerms.Trait.SOURCE_NAME_REQUIRED) ? Set.of("name") : Set.of();
    // Viewers take a file name, though no export should hold one; the schema says so.
    Set<String> optional = Set.of("name", "url", "citation", "filename");
    if (!Members.check(findings, Rule.IDENTITY_SOURCE, source, required, optional)) {
      return;
    }
    for (String name : source.names()) {
      Spot text = source.member(name).orElseThrow();
      boolean good = !optional.contains(name) || text.isVisibleText();
      if (findings.require(Rule.IDENTITY_SOURCE, good, text, "a string that is not blank")
          && SOURCE_TEXTS.contains(name)) {
        DisplayChecks.check(findings, text);
      }
    }
  }
}
