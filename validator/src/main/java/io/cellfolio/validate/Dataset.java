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
    points.forEach(part -> all.add(part.payload()));
    continuous.forEach(part -> all.add(part.payload()));
    for (CategoryPart part : categories) {
      all.add(part.codes());
      part.outliers().ifPresent(all::add);
    }
    genes.forEach(part -> all.add(part.payload()));
    graph.ifPresent(
        part -> {
          all.add(part.sources());
          all.add(part.destinations());
          part.weights().ifPresent(all::add);
        });
    vectors.forEach(part -> all.add(part.payload()));
    return all;
  }
}
