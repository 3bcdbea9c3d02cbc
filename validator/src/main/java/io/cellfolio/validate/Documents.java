package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The documents of one export as far as they could be read. */
final class Documents {
  /** The largest document that browsers take. */
  static final long MAX_BROWSER_BYTES = 64L << 20;

  private static final long MAX_BYTES = 256L << 20;
  private static final List<String> NAMES =
      List.of(
          Layout.IDENTITY_FILE,
          Layout.OBS_MANIFEST_FILE,
          Layout.VAR_MANIFEST_FILE,
          Layout.CONNECTIVITY_MANIFEST_FILE);
  private static final Set<String> REQUIRED =
      Set.of(Layout.IDENTITY_FILE, Layout.OBS_MANIFEST_FILE);

  private final ExportFiles files;
  private final Findings findings;
  private final Map<String, Spot> roots = new HashMap<>();
  private final Map<String, FileFacts> present = new HashMap<>();
  private final Map<String, Integer> sizes = new HashMap<>();

  private Documents(ExportFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  /** Names of the documents that an export can have. */
  static List<String> names() {
    return NAMES;
  }

  /** Reads the documents of an export. */
  static Documents read(ExportFiles files, Findings findings, Guard guard) {
    Documents documents = new Documents(files, findings);
    for (String name : NAMES) {
      guard.run(
          "the text of a document",
          name,
          false,
          () -> {
            documents.readOne(name);
            return true;
          });
    }
    return documents;
  }

  /** Reads one document of a directory, for example a catalog. */
  static Optional<Spot> readOne(ExportFiles files, Findings findings, String name) {
    Documents documents = new Documents(files, findings);
    documents.readOne(name);
    return documents.root(name);
  }

  Optional<Spot> identity() {
    return root(Layout.IDENTITY_FILE);
  }

  Optional<Spot> obs() {
    return root(Layout.OBS_MANIFEST_FILE);
  }

  Optional<Spot> var() {
    return root(Layout.VAR_MANIFEST_FILE);
  }

  Optional<Spot> connectivity() {
    return root(Layout.CONNECTIVITY_MANIFEST_FILE);
  }

  Optional<Spot> root(String name) {
    return Optional.ofNullable(roots.get(name));
  }

  /** Whether there is anything of that name, readable or not. */
  boolean isThere(String name) {
    return present.containsKey(name);
  }

  /** How many values a document holds. */
  int values(String name) {
    return sizes.getOrDefault(name, 0);
  }

  /** How many documents were read. */
  int count() {
    return sizes.size();
  }

  private void readOne(String name) {
    FileFacts facts = files.facts(name);
    boolean there = facts.kind() != FileFacts.Kind.MISSING;
    if (!there) {
      if (REQUIRED.contains(name) && !findings.holds(Rule.DOCUMENT_MISSING, false)) {
        findings.add(
            Rule.DOCUMENT_MISSING,
            name,
            Place.whole(),
            "this document in every export",
            "no such file");
      }
      return;
    }
    present.put(name, facts);
    findings.ran(Rule.DOCUMENT_MISSING, 1);
    if (!findings.holds(Rule.FILE_NOT_REGULAR, facts.isRegular())) {
      boolean unreadable = facts.kind() == FileFacts.Kind.UNREADABLE;
      findings.add(
          unreadable ? Rule.FILE_UNREADABLE : Rule.FILE_NOT_REGULAR,
          name,
          Place.whole(),
          FileFacts.Kind.REGULAR.shown(),
          facts.kind().shown());
      return;
    }
    if (!findings.holds(Rule.DOCUMENT_LARGE, facts.size() <= MAX_BROWSER_BYTES)) {
      findings.add(
          Rule.DOCUMENT_LARGE,
          name,
          Place.whole(),
          "at most " + Shown.count(MAX_BROWSER_BYTES) + " bytes",
          Shown.count(facts.size()));
    }
    if (!findings.holds(Rule.CHECK_LIMIT, facts.size() <= MAX_BYTES)) {
      findings.add(
          Rule.CHECK_LIMIT,
          name,
          Place.whole(),
          "a document of at most " + Shown.count(MAX_BYTES) + " bytes, to be read",
          Shown.count(facts.size()));
      return;
    }
    parse(name, facts);
  }

  private void parse(String name, FileFacts facts) {
    DocumentMemory memory = files.memory();
    long before = memory.left();
    try (InputStream in = Channels.newInputStream(files.open(name))) {
      JsonReader.Result result = JsonReader.read(new LimitedInput(in, facts.size()), memory);
      if (result.root() == null) {
        memory.giveBackTo(before);
      }
      sizes.put(name, result.values());
      report(name, result.problems());
      checkUnchanged(name, facts);
      if (result.root() instanceof Json.Members members) {
        roots.put(name, Spot.root(name, members));
      } else if (result.root() != null) {
        Spot root = Spot.root(name, result.root());
        findings.add(Rule.DOCUMENT_SYNTAX, root, "an object", root.shown());
      }
    } catch (IOException e) {
      findings.add(
          Rule.FILE_UNREADABLE, name, Place.whole(), "a file that can be read", Reasons.of(e));
    }
    findings.ran(Rule.FILE_UNREADABLE, 1);
  }

  private void report(String name, List<JsonProblem> problems) {
    findings.ran(Rule.DOCUMENT_SYNTAX, 1);
    findings.ran(Rule.DOCUMENT_NUMBER_TOKEN, 1);
    findings.ran(Rule.DOCUMENT_ENCODING, 1);
    findings.ran(Rule.DOCUMENT_DUPLICATE_NAME, 1);
    for (JsonProblem problem : problems) {
      Rule rule =
          switch (problem.kind()) {
            case SYNTAX -> Rule.DOCUMENT_SYNTAX;
            case NUMBER_TOKEN -> Rule.DOCUMENT_NUMBER_TOKEN;
            case ENCODING -> Rule.DOCUMENT_ENCODING;
            case REPEATED_NAME -> Rule.DOCUMENT_DUPLICATE_NAME;
            case LIMIT -> Rule.CHECK_LIMIT;
          };
      findings.add(
          rule, name, Place.byteOffset(problem.offset()), problem.expected(), problem.found());
    }
  }

  private void checkUnchanged(String name, FileFacts before) {
    if (!findings.holds(Rule.FILE_CHANGED, files.facts(name).equals(before))) {
      findings.add(
          Rule.FILE_CHANGED,
          name,
          Place.whole(),
          "the size and time that it had before it was read",
          "another size or time");
    }
  }
}
