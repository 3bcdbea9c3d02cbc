package io.cellfolio.validate;

import io.cellfolio.format.DatasetId;
import io.cellfolio.format.DatasetsCatalog;
import io.cellfolio.format.FileNames;
import io.cellfolio.format.Layout;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A folder of exports and its {@code datasets.json}.
 *
 * <p>Normative text: {@code docs/format/catalog.md}.
 */
final class CatalogCheck {
  private static final int MOST_EXPORTS = 1000;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final String STATE_FILE = "state-snapshots.json";

  private final ExportFiles files;
  private final Findings findings;
  private final Set<String> ids = new HashSet<>();
  private final Set<String> paths = new HashSet<>();
  private final Set<String> folded = new HashSet<>();
  private Optional<Spot> root = Optional.empty();
  private final Map<ExportFiles, Findings> exports = new LinkedHashMap<>();

  CatalogCheck(ExportFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  /**
   * Checks the catalog.
   *
   * @return the exports that it lists, each with a scope for its findings
   */
  Map<ExportFiles, Findings> check() {
    root = Documents.readOne(files, findings, Layout.CATALOG_FILE);
    if (root.isPresent()) {
      checkShape(root.get());
    }
    listDirectories();
    return exports;
  }

  /** The check of the catalog against its schema. */
  SchemaCheck schema() {
    return SchemaCheck.ofCatalog(root, findings);
  }

  private void checkShape(Spot root) {
    for (String name : Set.of("version", "default", "datasets")) {
      if (!findings.holds(Rule.CATALOG_SHAPE, root.member(name).isPresent())) {
        findings.add(Rule.CATALOG_SHAPE, root, "the member '" + name + "'", "none");
      }
    }
    root.member("version")
        .ifPresent(
            spot ->
                findings.require(
                    Rule.CATALOG_SHAPE,
                    spot.isWhole(DatasetsCatalog.VERSION, DatasetsCatalog.VERSION),
                    spot,
                    String.valueOf(DatasetsCatalog.VERSION)));
    Optional<Spot> datasets = root.member("datasets");
    if (datasets.isPresent()
        && findings.require(
            Rule.CATALOG_SHAPE,
            datasets.get().size() > 0 && datasets.get().isArray(),
            datasets.get(),
            "an array of at least one dataset")) {
      datasets.get().items().forEach(this::checkEntry);
    }
    root.member("default")
        .ifPresent(
            spot ->
                findings.require(
                    Rule.CATALOG_DEFAULT,
                    spot.text().filter(ids::contains).isPresent(),
                    spot,
                    "the id of a listed dataset"));
  }

  private void checkEntry(Spot entry) {
    if (!findings.require(Rule.CATALOG_SHAPE, entry.isObject(), entry, "an object")) {
      return;
    }
    Optional<String> id = text(entry, "id", true);
    text(entry, "name", false);
    Optional<String> path = text(entry, "path", true);
    id.ifPresent(
        value ->
            findings.require(
                Rule.CATALOG_UNIQUE,
                ids.add(value),
                entry.member("id").orElseThrow(),
                "an id that no other dataset has"));
    checkState(entry);
    if (path.isEmpty()) {
      return;
    }
    Spot spot = entry.member("path").orElseThrow();
    findings.require(
        Rule.CATALOG_UNIQUE, paths.add(path.get()), spot, "a path that no other dataset has");
    boolean safe =
        path.get().endsWith("/")
            && PathText.isInside(path.get().substring(0, path.get().length() - 1));
    if (findings.require(
        Rule.CATALOG_PATH, safe, spot, "a relative path below the catalog that ends in '/'")) {
      checkExport(entry, spot, path.get(), id);
    }
  }

  private Optional<String> text(Spot entry, String member, boolean required) {
    Optional<Spot> spot = entry.member(member);
    if (!findings.holds(Rule.CATALOG_SHAPE, spot.isPresent() || !required)) {
      findings.add(Rule.CATALOG_SHAPE, entry, "the member '" + member + "'", "none");
    }
    return spot.filter(
            s ->
                findings.require(
                    Rule.CATALOG_SHAPE, s.isVisibleText(), s, "a string that is not blank"))
        .flatMap(Spot::text);
  }

  private void checkState(Spot entry) {
    Optional<Spot> manifest = entry.member("state_manifest");
    Optional<Spot> hash = entry.member("state_sha256");
    if (!findings.holds(Rule.CATALOG_STATE, manifest.isPresent() == hash.isPresent())) {
      findings.add(
          Rule.CATALOG_STATE,
          entry,
          "state_manifest and state_sha256, or neither",
          manifest.isPresent() ? "state_manifest alone" : "state_sha256 alone");
    }
    manifest.ifPresent(
        spot ->
            findings.require(
                Rule.CATALOG_STATE, spot.isText(STATE_FILE), spot, '"' + STATE_FILE + '"'));
    hash.ifPresent(
        spot ->
            findings.require(
                Rule.CATALOG_STATE,
                spot.text().filter(text -> SHA256.matcher(text).matches()).isPresent(),
                spot,
                "64 lower-case hexadecimal digits"));
  }

  private void checkExport(Spot entry, Spot pathSpot, String path, Optional<String> id) {
    String folder = path.substring(0, path.length() - 1);
    FileFacts facts = files.facts(folder);
    if (!findings.holds(Rule.CATALOG_DATASET, facts.kind() == FileFacts.Kind.DIRECTORY)) {
      findings.add(Rule.CATALOG_DATASET, pathSpot, "a directory", facts.kind().shown());
      return;
    }
    if (exports.size() >= MOST_EXPORTS) {
      findings.add(
          Rule.CHECK_LIMIT,
          pathSpot,
          "at most " + MOST_EXPORTS + " exports, to be checked",
          "more");
      return;
    }
    ExportFiles below = files.below(folder);
    exports.put(below, findings.below(path));
    Findings unheard = Findings.with(Set.of(), 1);
    long before = below.memory().left();
    Optional<Spot> identity = Documents.readOne(below, unheard, Layout.IDENTITY_FILE);
    below.memory().giveBackTo(before);
    if (identity.isEmpty()) {
      return;
    }
    Optional<String> found = identity.get().member("id").flatMap(Spot::text);
    if (id.isPresent() && found.isPresent()) {
      findings.require(
          Rule.CATALOG_DATASET,
          id.equals(found),
          entry.member("id").orElseThrow(),
          Shown.name(found.get()) + ", the id in " + path + Layout.IDENTITY_FILE);
    }
    checkCount(entry, "n_cells", identity.get());
    checkCount(entry, "n_genes", identity.get());
  }

  private void checkCount(Spot entry, String member, Spot identity) {
    Optional<Spot> listed = entry.member(member);
    Optional<Spot> found = identity.member("stats", member);
    if (listed.isPresent() && found.isPresent()) {
      findings.require(
          Rule.CATALOG_COUNTS,
          listed.get().count().isPresent() && listed.get().count().equals(found.get().count()),
          listed.get(),
          found.get().shown() + " as the identity says");
    }
  }

  private void listDirectories() {
    try (DirectoryStream<Path> entries = files.list("")) {
      int seen = 0;
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (++seen > MOST_EXPORTS * 10) {
          return;
        }
        if (PathText.isInside(name) && files.facts(name).kind() == FileFacts.Kind.DIRECTORY) {
          checkDirectory(name);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      findings.add(
          Rule.FILE_UNREADABLE, "", Place.whole(), "a folder that can be listed", e.toString());
    }
  }

  private void checkDirectory(String name) {
    boolean listed = paths.stream().anyMatch(path -> path.startsWith(name + "/"));
    if (!findings.holds(Rule.CATALOG_UNLISTED, listed)) {
      findings.add(
          Rule.CATALOG_UNLISTED,
          name,
          Place.whole(),
          "a directory that " + Layout.CATALOG_FILE + " lists",
          "one that it does not");
    }
    boolean portable =
        NAME.matcher(name).matches()
            && name.length() <= DatasetId.MAX_LENGTH
            && !name.endsWith(".")
            && !FileNames.isWindowsDevice(name.toUpperCase(Locale.ROOT));
    boolean alone = folded.add(name.toLowerCase(Locale.ROOT));
    if (!findings.holds(Rule.CATALOG_DIRECTORY_NAME, portable && alone)) {
      findings.add(
          Rule.CATALOG_DIRECTORY_NAME,
          name,
          Place.whole(),
          "at most %d letters, digits, '.', '_', '-', no device name, not a neighbor's in other case"
              .formatted(DatasetId.MAX_LENGTH),
          Shown.name(name));
    }
  }
}
