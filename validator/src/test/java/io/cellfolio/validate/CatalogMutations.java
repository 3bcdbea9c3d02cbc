package io.cellfolio.validate;

import java.util.List;
import java.util.TreeMap;

/** Damage to folders of exports. */
final class CatalogMutations {
  private static final String CATALOG = "datasets.json";

  private CatalogMutations() {}

  static List<Mutation> list() {
    Mutation.Collection all = new Mutation.Collection();
    add(all, Rule.CATALOG_SHAPE, "version 2", m -> m.set(CATALOG, "/version", "2"));
    add(
        all,
        Rule.CATALOG_SHAPE,
        "no datasets",
        m -> m.set(CATALOG, "/datasets", "[]"),
        Rule.CATALOG_DEFAULT);
    add(all, Rule.CATALOG_SHAPE, "a blank name", m -> m.set(CATALOG, "/datasets/0/name", "\"\""));
    add(
        all,
        Rule.CATALOG_UNIQUE,
        "an id twice",
        m -> m.set(CATALOG, "/datasets/1/id", "\"one\""),
        Rule.CATALOG_DATASET);
    add(
        all,
        Rule.CATALOG_UNIQUE,
        "a path twice",
        m -> m.set(CATALOG, "/datasets/1/path", "\"a/\""),
        Rule.CATALOG_DATASET);
    add(
        all,
        Rule.CATALOG_DEFAULT,
        "a default that is not listed",
        m -> m.set(CATALOG, "/default", "\"three\""));
    add(
        all,
        Rule.CATALOG_PATH,
        "a path without a slash",
        m -> m.set(CATALOG, "/datasets/0/path", "\"a\""));
    add(
        all,
        Rule.CATALOG_PATH,
        "a path above the catalog",
        m -> m.set(CATALOG, "/datasets/0/path", "\"../a/\""));
    add(
        all,
        Rule.CATALOG_DATASET,
        "a directory that is not there",
        m -> m.set(CATALOG, "/datasets/1/path", "\"c/\""));
    add(
        all,
        Rule.CATALOG_DATASET,
        "another id than the export's",
        m -> m.set(CATALOG, "/datasets/1/id", "\"zwei\""));
    add(
        all,
        Rule.CATALOG_COUNTS,
        "another number of cells",
        m -> m.set(CATALOG, "/datasets/1/n_cells", "49"));
    add(
        all,
        Rule.CATALOG_STATE,
        "a state without its hash",
        m -> m.set(CATALOG, "/datasets/0/state_manifest", "\"state-snapshots.json\""));
    add(
        all,
        Rule.CATALOG_UNLISTED,
        "a directory that is not listed",
        m -> m.files.put("d/x", new byte[1]));
    add(
        all,
        Rule.CATALOG_DIRECTORY_NAME,
        "a directory with a space",
        m -> m.files.put("d e/x", new byte[1]));
    add(
        all,
        Rule.CATALOG_DIRECTORY_NAME,
        "two directories that differ in case",
        m -> m.files.put("A/x", new byte[1]));
    add(
        all,
        Rule.PAYLOAD_MISSING,
        "a payload of a listed export is gone",
        m -> m.files.remove("a/" + Mutant.of(Golden.KEYED).points(2)));
    return all.list();
  }

  private static void add(
      Mutation.Collection all,
      Rule rule,
      String name,
      java.util.function.Consumer<Mutant> edit,
      Rule... also) {
    all.add(
        Golden.KEYED,
        rule,
        "catalog: " + name,
        m -> {
          fill(m);
          edit.accept(m);
        },
        also);
  }

  /** Makes a folder of two exports. */
  static void fill(Mutant m) {
    Mutant one = Mutant.of(Golden.KEYED);
    Mutant two = Mutant.of(Golden.INDEXED);
    one.set(Mutant.IDENTITY, "/id", "\"one\"");
    two.set(Mutant.IDENTITY, "/id", "\"two\"");
    m.files.clear();
    new TreeMap<>(one.files).forEach((path, bytes) -> m.files.put("a/" + path, bytes));
    new TreeMap<>(two.files).forEach((path, bytes) -> m.files.put("b/" + path, bytes));
    m.setText(
        CATALOG,
        """
        {"version": 1, "default": "one", "datasets": [
          {"id": "one", "path": "a/", "name": "One", "n_cells": 48, "n_genes": 16},
          {"id": "two", "path": "b/", "name": "Two", "n_cells": 48, "n_genes": 16}]}
        """);
  }
}
