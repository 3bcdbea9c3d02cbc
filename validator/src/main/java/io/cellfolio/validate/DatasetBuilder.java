package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Puts what the documents declare together into one dataset. */
final class DatasetBuilder {
  private final LayoutTerms terms;
  private final long nCells;
  private final Set<String> uncertain = new HashSet<>();

  private DatasetBuilder(LayoutTerms terms, long nCells) {
    this.terms = terms;
    this.nCells = nCells;
  }

  static Dataset build(
      LayoutTerms terms,
      IdentityModel identity,
      ObsModel obs,
      Optional<VarModel> var,
      Optional<GraphModel> graph,
      Documents documents) {
    long nCells = agreedCells(identity, obs, var, graph).orElse(0);
    DatasetBuilder builder = new DatasetBuilder(terms, nCells);
    builder.doubt(documents);
    return builder.build(identity, obs, var, graph);
  }

  /** What a document that cannot be read declares is anybody's guess. */
  private void doubt(Documents documents) {
    if (documents.identity().isEmpty()) {
      uncertain.add("");
      uncertain.add(Layout.VECTORS_DIRECTORY);
    }
    if (documents.var().isEmpty() && documents.isThere(Layout.VAR_MANIFEST_FILE)) {
      uncertain.add(Layout.VAR_DIRECTORY);
    }
    if (documents.connectivity().isEmpty()
        && documents.isThere(Layout.CONNECTIVITY_MANIFEST_FILE)) {
      uncertain.add(Layout.CONNECTIVITY_DIRECTORY);
    }
  }

  /**
   * The number of cells that most documents name; the obs manifest's where they are equally many.
   */
  static OptionalLong agreedCells(
      IdentityModel identity, ObsModel obs, Optional<VarModel> var, Optional<GraphModel> graph) {
    List<Long> votes = new ArrayList<>();
    addIfPresent(votes, obs.nPoints());
    addIfPresent(votes, identity.stats().nCells());
    if (var.isPresent()) {
      addIfPresent(votes, var.get().nPoints());
    }
    if (graph.isPresent()) {
      addIfPresent(votes, graph.get().nCells());
    }
    return votes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(mostFrequent(votes));
  }

  private static void addIfPresent(List<Long> votes, OptionalLong vote) {
    if (vote.isPresent()) {
      votes.add(vote.getAsLong());
    }
  }

  /** The value that is most often in a list, the first of equally many. */
  static <T> T mostFrequent(List<T> values) {
    T frequent = values.get(0);
    for (T value : values) {
      if (Collections.frequency(values, value) > Collections.frequency(values, frequent)) {
        frequent = value;
      }
    }
    return frequent;
  }

  private Dataset build(
      IdentityModel identity, ObsModel obs, Optional<VarModel> var, Optional<GraphModel> graph) {
    if (!obs.complete()) {
      uncertain.add(Layout.OBS_DIRECTORY);
    }
    List<Dataset.ValuesPart> continuous =
        values(obs.continuous(), obs.continuousStorage(), Layout.OBS_DIRECTORY, "obs field");
    List<Dataset.CategoryPart> categories = new ArrayList<>();
    for (CategoryField field : obs.categorical()) {
      Optional<Dataset.CategoryPart> part = category(field, obs);
      if (part.isPresent()) {
        categories.add(part.get());
      }
    }
    List<Dataset.ValuesPart> genes = List.of();
    if (var.isPresent()) {
      if (!var.get().complete()) {
        uncertain.add(Layout.VAR_DIRECTORY);
      }
      genes = values(var.get().genes(), var.get().storage(), Layout.VAR_DIRECTORY, "gene");
    }
    return new Dataset(
        terms,
        nCells,
        points(identity.points(), "embedding"),
        points(identity.vectors(), "vector field"),
        continuous,
        categories,
        genes,
        graph.isPresent() ? graph(graph.get()) : Optional.empty(),
        uncertain);
  }

  private List<Dataset.PointsPart> points(List<IdentityModel.PointsFile> files, String what) {
    List<Dataset.PointsPart> parts = new ArrayList<>();
    for (IdentityModel.PointsFile file : files) {
      Payload payload =
          new Payload(
              file.path(),
              SampleType.F32,
              Math.multiplyExact(nCells, file.dimension()),
              file.at(),
              what,
              file.name());
      parts.add(new Dataset.PointsPart(file, payload));
    }
    return parts;
  }

  private List<Dataset.ValuesPart> values(
      List<ValueField> fields, Storage storage, String folder, String what) {
    List<Dataset.ValuesPart> parts = new ArrayList<>(fields.size());
    for (ValueField field : fields) {
      Optional<Payload> payload =
          payload(storage, storage.type(), field.index(), field.key(), field.at(), folder, what);
      if (payload.isPresent()) {
        parts.add(new Dataset.ValuesPart(field, payload.get()));
      }
    }
    return parts;
  }

  private Optional<Dataset.CategoryPart> category(CategoryField field, ObsModel obs) {
    Optional<Payload> codes = payload(obs.codes(), field.type(), field, "codes of");
    Optional<Payload> outliers = Optional.empty();
    if (obs.outliers().isPresent()) {
      Storage storage = obs.outliers().get();
      outliers = payload(storage, storage.type(), field, "outlier quantiles of");
    }
    return codes.isPresent()
        ? Optional.of(new Dataset.CategoryPart(field, codes.get(), outliers))
        : Optional.empty();
  }

  private Optional<Payload> payload(
      Storage storage, Optional<SampleType> type, CategoryField field, String what) {
    return payload(
        storage, type, field.index(), field.key(), field.at(), Layout.OBS_DIRECTORY, what);
  }

  private Optional<Payload> payload(
      Storage storage,
      Optional<SampleType> type,
      OptionalInt index,
      Optional<String> key,
      Spot at,
      String folder,
      String what) {
    if (storage.pattern().isEmpty() || type.isEmpty() || index.isEmpty() || key.isEmpty()) {
      uncertain.add(folder);
      return Optional.empty();
    }
    String name = terms.layout().payloadName(index.getAsInt(), key.get());
    String path =
        storage
            .pattern()
            .get()
            .replace(terms.layout().placeholder(), name)
            .replace(Layout.EXTENSION_PLACEHOLDER, type.get().extension());
    return Optional.of(new Payload(path, type.get(), nCells, at, what, key.get()));
  }

  private Optional<Dataset.GraphPart> graph(GraphModel model) {
    Spot sources = model.paths().get("sourcesPath");
    Spot destinations = model.paths().get("destinationsPath");
    Spot weights = model.paths().get("weightsPath");
    boolean whole =
        sources != null
            && destinations != null
            && (weights != null || !terms.has(LayoutTerms.Trait.WEIGHTED_EDGES))
            && model.nEdges().isPresent()
            && model.indexType().isPresent();
    if (!whole) {
      uncertain.add(Layout.CONNECTIVITY_DIRECTORY);
      return Optional.empty();
    }
    SampleType type = model.indexType().get();
    Optional<Payload> weighted =
        weights == null
            ? Optional.empty()
            : Optional.of(edges(weights, SampleType.F64, model, "weights of edges"));
    return Optional.of(
        new Dataset.GraphPart(
            model,
            edges(sources, type, model, "first cells of edges"),
            edges(destinations, type, model, "second cells of edges"),
            weighted));
  }

  private static Payload edges(Spot path, SampleType type, GraphModel model, String what) {
    return new Payload(path.text().orElseThrow(), type, model.nEdges().getAsLong(), path, what, "");
  }
}
