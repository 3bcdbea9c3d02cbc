package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import io.cellfolio.source.CellSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One validation of one directory. */
final class ValidationRun {
  private final Path directory;
  private final ValidationOptions options;
  private final ExportFiles.Opener opener;
  private final Findings findings;
  private final RunCounts counts = new RunCounts();
  private final List<Structure> structures = new ArrayList<>();
  private boolean stopped;
  private CellSource source;
  private List<Alternative> alternatives = List.of();
  private IOException sourceFailure;
  private Optional<FidelityReport> fidelity = Optional.empty();

  ValidationRun(Path directory, ValidationOptions options) {
    this(directory, options, ExportFiles.DIRECT);
  }

  ValidationRun(Path directory, ValidationOptions options, ExportFiles.Opener opener) {
    this.directory = directory;
    this.options = options;
    this.opener = opener;
    this.findings = Findings.with(options.rules(), options.findingsPerRule());
  }

  /** Validates, and compares with a source. */
  ValidationResult compare(CellSource data, List<Alternative> others) throws IOException {
    source = data;
    alternatives = List.copyOf(others);
    ValidationResult result = run();
    if (sourceFailure != null) {
      throw sourceFailure;
    }
    return result;
  }

  ValidationResult run() {
    Optional<ExportFiles> files = ExportFiles.of(directory, opener);
    if (files.isEmpty()) {
      boolean there = Files.exists(directory);
      return notAnExport(there ? "a file" : "no such directory");
    }
    boolean export =
        isThere(files.get(), Layout.IDENTITY_FILE)
            || isThere(files.get(), Layout.OBS_MANIFEST_FILE);
    boolean catalog = isThere(files.get(), Layout.CATALOG_FILE);
    if (!export && !catalog) {
      return notAnExport("a directory without these documents");
    }
    findings.ran(Rule.NOT_AN_EXPORT, 1);
    options.listener().phase("reading documents");
    List<Part> parts = new ArrayList<>();
    List<SchemaCheck> schemas = new ArrayList<>();
    if (export) {
      parts.add(check(files.get(), findings, schemas));
    } else {
      CatalogCheck catalogCheck = new CatalogCheck(files.get(), findings);
      catalogCheck.check().forEach((folder, scope) -> parts.add(check(folder, scope, schemas)));
      schemas.add(catalogCheck.schema());
    }
    finished(Level.STRUCTURE);
    checkSchemasBeside(schemas, parts);
    return result(null);
  }

  /**
   * One export.
   *
   * @param files its files
   * @param scope where its findings go
   * @param structure its documents
   */
  private record Part(ExportFiles files, Findings scope, Structure structure) {}

  private Part check(ExportFiles files, Findings scope, List<SchemaCheck> schemas) {
    Structure structure = Structure.check(files, scope);
    counts.files(structure.documents().count());
    structures.add(structure);
    schemas.add(structure.schemas());
    return new Part(files, scope, structure);
  }

  /** The schema library takes its time, so payloads are read meanwhile. */
  private void checkSchemasBeside(List<SchemaCheck> schemas, List<Part> parts) {
    if (!options.rules().contains(Rule.DOCUMENT_SCHEMA)) {
      checkPayloads(parts);
      return;
    }
    Guard guard = new Guard(findings);
    Thread thread =
        new Thread(
            () ->
                guard.run(
                    "the schemas",
                    "",
                    false,
                    () -> {
                      schemas.forEach(SchemaCheck::run);
                      return true;
                    }),
            "cellfolio-schemas");
    if (!stopped) {
      thread.start();
    }
    checkPayloads(parts);
    try {
      thread.join();
    } catch (InterruptedException e) {
      guard.report("the schemas", "", e);
      Thread.currentThread().interrupt();
    }
  }

  private void checkPayloads(List<Part> parts) {
    for (Part part : parts) {
      checkPayloads(part.files(), part.structure(), part.scope());
    }
  }

  private void checkPayloads(ExportFiles files, Structure structure, Findings scope) {
    if (stopped || options.level() == Level.STRUCTURE) {
      return;
    }
    PayloadChecks checks = new PayloadChecks(files, structure, scope, counts, options);
    if (options.level() == Level.LENGTHS || options.failFast()) {
      checks.checkLengths();
      finished(Level.LENGTHS);
    }
    if (!stopped && options.level() == Level.CONTENT) {
      checks.checkContent();
      boolean failed = options.failFast() && findings.count(Severity.ERROR) > 0;
      if (source != null && structures.size() == 1 && !failed) {
        compare(files, structure, checks.opener());
      }
      finished(Level.CONTENT);
    }
  }

  private void compare(ExportFiles files, Structure structure, PayloadOpener payloads) {
    Comparison comparison = new Comparison(files, structure, payloads, counts, options, source);
    FidelityCheck check = new FidelityCheck(comparison, structure, alternatives);
    fidelity =
        new Guard(findings)
            .run(
                "the source",
                "",
                Optional.of(new FidelityReport(source.name(), comparison.fields())),
                () -> {
                  try {
                    return Optional.of(check.run());
                  } catch (IOException e) {
                    // The source's fault, not the export's: the caller hears of it.
                    sourceFailure = e;
                    return Optional.empty();
                  }
                });
  }

  private void finished(Level level) {
    long errors = findings.count(Severity.ERROR);
    options.listener().finished(level, errors, findings.count(Severity.WARNING));
    stopped |= options.failFast() && errors > 0 && level != options.level();
  }

  private static boolean isThere(ExportFiles files, String name) {
    return files.facts(name).kind() != FileFacts.Kind.MISSING;
  }

  private ValidationResult notAnExport(String found) {
    findings.ran(Rule.NOT_AN_EXPORT, 1);
    findings.add(
        Rule.NOT_AN_EXPORT,
        "",
        Place.whole(),
        "a directory with %s, %s or %s"
            .formatted(Layout.IDENTITY_FILE, Layout.OBS_MANIFEST_FILE, Layout.CATALOG_FILE),
        found);
    return result(Verdict.NOT_AN_EXPORT);
  }

  private ValidationResult result(Verdict given) {
    Map<Rule, Long> violations = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      if (findings.count(rule) > 0) {
        violations.put(rule, findings.count(rule));
      }
    }
    Verdict verdict = given == null ? verdict() : given;
    boolean single = structures.size() == 1;
    Optional<Layout> layout = single ? structures.get(0).layout() : Optional.empty();
    return new ValidationResult(
        directory,
        verdict,
        layout,
        single ? structures.get(0).evidence() : List.of(),
        viewer(layout),
        options.level(),
        stopped,
        findings.sorted(),
        violations,
        findings.rulesRun(),
        findings.checksRun(),
        counts.filesRead(),
        counts.bytesInflated(),
        fidelity);
  }

  private Verdict verdict() {
    if (findings.count(Severity.ERROR) > 0) {
      return Verdict.ERRORS;
    }
    return findings.count(Severity.WARNING) > 0 ? Verdict.WARNINGS : Verdict.CLEAN;
  }

  private String viewer(Optional<Layout> layout) {
    if (structures.isEmpty()) {
      return "no viewer";
    }
    if (findings.has(Rule.LAYOUT_MIXED)) {
      return "no viewer, because the documents mix two layouts";
    }
    if (structures.size() > 1) {
      return "the viewer of each export's layout";
    }
    return layout.isPresent()
        ? layout.get().viewer()
        : Layout.keyed().viewer() + " or " + Layout.indexed().viewer();
  }
}
