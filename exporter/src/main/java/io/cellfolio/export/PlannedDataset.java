package io.cellfolio.export;

import io.cellfolio.format.DatasetIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The contents of an export, whatever directory it goes to.
 *
 * @param options how it is made
 * @param id machine name
 * @param name title
 * @param nCells number of cells
 * @param points embeddings
 * @param obs obs fields
 * @param genes genes; empty without a var manifest
 * @param graph neighbor graph; empty without one
 * @param vectors vector fields; empty without any
 * @param notices what a user should know
 */
record PlannedDataset(
    ExportOptions options,
    String id,
    String name,
    int nCells,
    PlannedPoints points,
    PlannedObs obs,
    Optional<PlannedGenes> genes,
    Optional<PlannedGraph> graph,
    Optional<PlannedVectors> vectors,
    List<Notice> notices) {
  PlannedDataset {
    notices = List.copyOf(notices);
  }

  /** The sections that the export has, in the order in which they are written. */
  List<PlannedSection> sections() {
    List<PlannedSection> sections = new ArrayList<>();
    sections.add(points);
    sections.add(obs);
    addIfAny(sections, vectors);
    addIfAny(sections, graph);
    addIfAny(sections, genes);
    return sections;
  }

  private static void addIfAny(
      List<PlannedSection> sections, Optional<? extends PlannedSection> section) {
    if (section.isPresent()) {
      sections.add(section.get());
    }
  }

  int nGenes() {
    return genes.isPresent() ? genes.get().names().size() : 0;
  }

  OptionalLong nEdges() {
    return graph.isPresent()
        ? OptionalLong.of(graph.get().manifest().nEdges())
        : OptionalLong.empty();
  }

  /** The identity document, but for its time. */
  DatasetIdentity identity(Optional<String> createdAt) {
    DatasetIdentity.Stats stats =
        new DatasetIdentity.Stats(
            nCells, nGenes(), obs.categorical().size(), obs.continuous().size(), nEdges());
    SortedMap<Integer, String> files = new TreeMap<>();
    for (var entry : points.embeddings().entrySet()) {
      files.put(entry.getKey(), entry.getValue().path());
    }
    return new DatasetIdentity(
        id,
        name,
        options.description(),
        createdAt,
        Writer.VERSION,
        stats,
        new DatasetIdentity.Embeddings(files, files.lastKey()),
        fieldSummaries(),
        Optional.of(
            new DatasetIdentity.ExportSettings(
                options.compression(),
                options.varType(),
                options.obsType(),
                LayoutRules.of(options.layout()).recordedWidth(options.categoryWidth(), obs))),
        options.source(),
        vectors.isPresent() ? Optional.of(vectors.get().describe()) : Optional.empty());
  }

  private List<DatasetIdentity.ObsField> fieldSummaries() {
    List<IndexedField> fields = new ArrayList<>();
    for (PlannedObs.Continuous field : obs.continuous()) {
      fields.add(new IndexedField(field.index(), field.key(), -1));
    }
    for (PlannedObs.Categorical field : obs.categorical()) {
      fields.add(new IndexedField(field.index(), field.key(), field.labels().size()));
    }
    LayoutRules.of(options.layout()).orderForIdentity(fields);
    List<DatasetIdentity.ObsField> summaries = new ArrayList<>(fields.size());
    for (IndexedField field : fields) {
      summaries.add(field.describe());
    }
    return summaries;
  }

  /**
   * An obs field in brief. Fields are ordered by their position.
   *
   * @param index position among the exported columns
   * @param key name
   * @param nCategories number of categories, or -1 for numbers
   */
  record IndexedField(int index, String key, int nCategories) implements Comparable<IndexedField> {
    @Override
    public int compareTo(IndexedField other) {
      return Integer.compare(index, other.index);
    }

    DatasetIdentity.ObsField describe() {
      return new DatasetIdentity.ObsField(
          key, nCategories < 0 ? OptionalInt.empty() : OptionalInt.of(nCategories));
    }
  }
}
