package io.cellfolio.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code datasets.json}.
 *
 * <p>Normative text: {@code docs/format/catalog.md}.
 */
final class CatalogDocument {
  private static final Set<String> KEYS = Set.of("version", "default", "datasets");
  private static final Set<String> ENTRY_KEYS = Set.of("id", "path", "name");
  private static final Set<String> ENTRY_OPTIONS =
      Set.of("description", "n_cells", "n_genes", "state_manifest", "state_sha256");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private CatalogDocument() {}

  static byte[] write(DatasetsCatalog catalog) {
    PythonJsonWriter out = PythonJsonWriter.indented().beginObject();
    out.name("version").whole(DatasetsCatalog.VERSION);
    out.name("default").text(catalog.defaultId());
    out.name("datasets").beginArray();
    for (DatasetsCatalog.Entry entry : catalog.datasets()) {
      out.beginObject();
      out.name("id").text(entry.id());
      out.name("path").text(entry.path());
      out.name("name").text(entry.name());
      entry.description().ifPresent(text -> out.name("description").text(text));
      entry.nCells().ifPresent(count -> out.name("n_cells").whole(count));
      entry.nGenes().ifPresent(count -> out.name("n_genes").whole(count));
      entry
          .stateSha256()
          .ifPresent(
              hash ->
                  out.name("state_manifest")
                      .text(DatasetsCatalog.STATE_MANIFEST)
                      .name("state_sha256")
                      .text(hash));
      out.endObject();
    }
    return out.endArray().endObject().toBytes();
  }

  static DatasetsCatalog read(byte[] json) throws MalformedDatasetException {
    JsonPlace root = JsonDocument.parse(Layout.CATALOG_FILE, json);
    root.requireKeys(KEYS, Set.of());
    root.at("version").requireWhole(DatasetsCatalog.VERSION);
    JsonPlace defaultPlace = root.at("default");
    String defaultId = defaultPlace.nonEmptyText();
    List<DatasetsCatalog.Entry> entries = new ArrayList<>();
    for (JsonPlace item : root.at("datasets").items()) {
      item.requireKeys(ENTRY_KEYS, ENTRY_OPTIONS);
      Optional<JsonPlace> description = item.find("description");
      entries.add(
          new DatasetsCatalog.Entry(
              item.at("id").nonEmptyText(),
              PathChecks.directory(item.at("path")),
              item.at("name").nonEmptyText(),
              description.isPresent() ? Optional.of(description.get().text()) : Optional.empty(),
              count(item, "n_cells"),
              count(item, "n_genes"),
              stateHash(item)));
    }
    return defaultPlace.build(() -> new DatasetsCatalog(defaultId, entries));
  }

  private static Optional<String> stateHash(JsonPlace entry) throws MalformedDatasetException {
    if (entry.find("state_manifest").isEmpty() && entry.find("state_sha256").isEmpty()) {
      return Optional.empty();
    }
    entry.at("state_manifest").requireText(DatasetsCatalog.STATE_MANIFEST);
    JsonPlace hash = entry.at("state_sha256");
    if (!SHA256.matcher(hash.text()).matches()) {
      throw hash.expected("64 lower-case hexadecimal digits");
    }
    return Optional.of(hash.text());
  }

  private static OptionalLong count(JsonPlace entry, String key) throws MalformedDatasetException {
    Optional<JsonPlace> place = entry.find(key);
    return place.isPresent() ? OptionalLong.of(place.get().count()) : OptionalLong.empty();
  }
}
