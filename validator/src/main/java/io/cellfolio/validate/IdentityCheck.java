package io.cellfolio.validate;

import io.cellfolio.format.DatasetId;
import io.cellfolio.format.DisplayText;
import io.cellfolio.format.FileNames;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
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
  private static final Set<String> SOURCE_TEXTS = Set.of("name", "url", "citation");
  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'")
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern TIME_FORM =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

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
    root.member("version")
        .ifPresent(v -> findings.require(Rule.IDENTITY_VERSION, v.isWhole(2, 2), v, "2"));
    root.member("name").ifPresent(name -> checkVisible(Rule.IDENTITY_NAME, name));
    root.member("description").ifPresent(this::checkDescription);
    root.member("cellucid_data_version").ifPresent(v -> checkVisible(Rule.IDENTITY_WRITER, v));
    root.member("id").ifPresent(this::checkId);
    root.member("created_at").ifPresent(this::checkTime);
    root.member("source").ifPresent(this::checkSource);
    IdentityModel.Stats stats =
        root.member("stats")
            .map(spot -> StatsCheck.check(spot, findings))
            .orElse(IdentityModel.Stats.NONE);
    EmbeddingsCheck embeddings = new EmbeddingsCheck(findings);
    root.member("embeddings").ifPresent(embeddings::check);
    ObsEntriesCheck entries = new ObsEntriesCheck(findings);
    root.member("obs_fields").ifPresent(spot -> entries.check(spot, root.member("stats")));
    Optional<Spot> settings = root.member("export_settings");
    settings.ifPresent(spot -> SettingsCheck.check(spot, terms, findings));
    VectorFieldsCheck vectors = new VectorFieldsCheck(terms, findings, embeddings.dimensions());
    root.member("vector_fields").ifPresent(vectors::check);
    return new IdentityModel(
        stats,
        embeddings.points(),
        entries.entries(),
        settings.filter(Spot::isObject),
        vectors.files());
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
    boolean good = spot.text().filter(IdentityCheck::isTime).isPresent();
    findings.require(Rule.CREATED_AT, good, spot, "a UTC time YYYY-MM-DDTHH:MM:SSZ");
  }

  private static boolean isTime(String text) {
    try {
      TIME.parse(text);
      return TIME_FORM.matcher(text).matches();
    } catch (DateTimeException e) {
      // The text is no time, which is the answer.
      return false;
    }
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
