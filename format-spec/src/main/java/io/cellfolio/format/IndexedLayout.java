package io.cellfolio.format;

import java.util.Optional;

/**
 * The layout of Cellucid 0.9.1. A payload is named after its field's position; manifest tuples
 * begin with that position; the graph carries weights.
 *
 * <p>Normative text: {@code docs/format/directory.md}.
 */
public final class IndexedLayout implements Layout {
  static final IndexedLayout INSTANCE = new IndexedLayout();

  private static final int MAX_U16_CELLS = 65_536;

  private IndexedLayout() {}

  @Override
  public String name() {
    return "indexed";
  }

  @Override
  public String viewer() {
    return "the Cellucid 0.9.1 viewer";
  }

  @Override
  public String placeholder() {
    return "{index}";
  }

  @Override
  public String payloadName(int index, String key) {
    return Integer.toString(index);
  }

  @Override
  public SampleType edgeIndexType(long nCells) {
    return Layout.edgeIndexType(nCells, MAX_U16_CELLS);
  }

  @Override
  public Optional<String> edgeWeightsPath(Compression compression) {
    return Optional.of(CONNECTIVITY_DIRECTORY + "/edges.weights.f64.bin" + compression.suffix());
  }

  @Override
  public Optional<String> geneIndexName() {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return name();
  }
}
