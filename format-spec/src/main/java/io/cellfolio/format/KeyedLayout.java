package io.cellfolio.format;

import java.util.Optional;

/**
 * The layout of Cellucid 0.9.0 (0.0.9 on PyPI). A payload is named after its field's key, sanitized
 * by {@link FileNames#sanitize}; manifest tuples begin with the key.
 *
 * <p>Normative text: {@code docs/format/directory.md}.
 */
public final class KeyedLayout implements Layout {
  static final KeyedLayout INSTANCE = new KeyedLayout();

  private static final int MAX_U16_CELLS = 65_535;

  private KeyedLayout() {}

  @Override
  public String name() {
    return "keyed";
  }

  @Override
  public String viewer() {
    return "the Cellucid 0.9.0 viewer";
  }

  @Override
  public String placeholder() {
    return "{key}";
  }

  @Override
  public String payloadName(int index, String key) {
    return FileNames.sanitize(key);
  }

  @Override
  public SampleType edgeIndexType(long nCells) {
    return Layout.edgeIndexType(nCells, MAX_U16_CELLS);
  }

  @Override
  public Optional<String> edgeWeightsPath(Compression compression) {
    return Optional.empty();
  }

  @Override
  public Optional<String> geneIndexName() {
    return Optional.of("index");
  }

  @Override
  public String toString() {
    return name();
  }
}
