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
    vectors.ifPresent(sections::add);
    graph.ifPresent(sections::add);
    genes.ifPresent(sections::add);
    return sections;
  }

  /** The identity document, but for its time. */
  DatasetIdentity identity(Optional<String> createdAt) {
    DatasetIdentity.Stats stats =
        new DatasetIdentity.Stats(
            nCells,
            genes.map(g -> g.names().size()).orElse(0),
            obs.categorical().size(),
            obs.continuous().size(),
            graph.map(g -> OptionalLong.of(g.manifest().nEdges())).orElse(OptionalLong.empty()));
    SortedMap<Integer, String> files = new TreeMap<>();
    points.embeddings().forEach((dimension, e) -> files.put(dimension, e.path()));
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
        vectors.map(PlannedVectors::describe));
  }

  private List<DatasetIdentity.ObsField> fieldSummaries() {
    List<IndexedField> fields = new ArrayList<>();
    obs.continuous().forEach(f -> fields.add(new IndexedField(f.index(), f.key(), -1)));
    obs.categorical()
        .forEach(f -> fields.add(new IndexedField(f.index(), f.key(), f.labels().size())));
    LayoutRules.of(options.layout()).orderForIdentity(fields);
    return fields.stream().map(IndexedField::describe).toList();
  }

  /**
   * An obs field in brief.
   *
   * @param index position among the exported columns
   * @param key name
   * @param nCategories number of categories, or -1 for numbers
   */
  record IndexedField(int index, String key, int nCategories) {
    DatasetIdentity.ObsField describe() {
      return new DatasetIdentity.ObsField(
          key, nCategories < 0 ? OptionalInt.empty() : OptionalInt.of(nCategories));
    }
  }
}
