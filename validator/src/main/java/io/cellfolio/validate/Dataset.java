package io.cellfolio.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An export as its documents declare it, as far as they make sense.
 *
 * @param terms those of its layout
 * @param nCells number of cells, that most documents agree upon; 0 when none says
 * @param points embeddings
 * @param vectors vector fields
 * @param continuous continuous obs fields
 * @param categories category fields
 * @param genes genes
 * @param graph the neighbor graph
 * @param uncertainFolders folders whose content cannot be told from the documents
 */
record Dataset(
    LayoutTerms terms,
    long nCells,
    List<PointsPart> points,
    List<PointsPart> vectors,
    List<ValuesPart> continuous,
    List<CategoryPart> categories,
    List<ValuesPart> genes,
    Optional<GraphPart> graph,
    Set<String> uncertainFolders) {

  /** Copies the lists. */
  Dataset {
    points = List.copyOf(points);
    vectors = List.copyOf(vectors);
    continuous = List.copyOf(continuous);
    categories = List.copyOf(categories);
    genes = List.copyOf(genes);
    uncertainFolders = Set.copyOf(uncertainFolders);
  }

  /**
   * Coordinates or vectors.
   *
   * @param file what the identity says
   * @param payload the file
   */
  record PointsPart(IdentityModel.PointsFile file, Payload payload) {}

  /**
   * Values of a continuous field or gene.
   *
   * @param field what the manifest says
   * @param payload the file
   */
  record ValuesPart(ValueField field, Payload payload) {}

  /**
   * A category field.
   *
   * @param field what the manifest says
   * @param codes the file of its codes
   * @param outliers the file of its outlier quantiles
   */
  record CategoryPart(CategoryField field, Payload codes, Optional<Payload> outliers) {}

  /**
   * A graph.
   *
   * @param model what the manifest says
   * @param sources the file of the first cells
   * @param destinations the file of the second cells
   * @param weights the file of the weights
   */
  record GraphPart(
      GraphModel model, Payload sources, Payload destinations, Optional<Payload> weights) {}

  /** Every declared payload, in the order of the documents. */
  List<Payload> payloads() {
    List<Payload> all = new ArrayList<>();
    addPoints(all, points);
    addValues(all, continuous);
    for (CategoryPart part : categories) {
      all.add(part.codes());
      addIfPresent(all, part.outliers());
    }
    addValues(all, genes);
    if (graph.isPresent()) {
      all.add(graph.get().sources());
      all.add(graph.get().destinations());
      addIfPresent(all, graph.get().weights());
    }
    addPoints(all, vectors);
    return all;
  }

  private static void addPoints(List<Payload> all, List<PointsPart> parts) {
    for (PointsPart part : parts) {
      all.add(part.payload());
    }
  }

  private static void addValues(List<Payload> all, List<ValuesPart> parts) {
    for (ValuesPart part : parts) {
      all.add(part.payload());
    }
  }

  private static void addIfPresent(List<Payload> all, Optional<Payload> payload) {
    if (payload.isPresent()) {
      all.add(payload.get());
    }
  }
}
