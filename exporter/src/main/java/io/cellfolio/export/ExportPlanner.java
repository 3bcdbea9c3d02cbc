package io.cellfolio.export;

import io.cellfolio.format.ConnectivityManifest;
import io.cellfolio.format.DatasetId;
import io.cellfolio.format.DatasetIdentity;
import io.cellfolio.format.DisplayText;
import io.cellfolio.format.Layout;
import io.cellfolio.quant.NeighborEdges;
import io.cellfolio.quant.UnusableCoordinatesException;
import io.cellfolio.quant.UnusableGraphException;
import io.cellfolio.source.CellSource;
import io.cellfolio.source.ExactRows;
import io.cellfolio.source.MatrixSummary;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;

/** Fixes every name, shape and choice of an export, and gathers all that speaks against it. */
final class ExportPlanner {
  private static final String CONNECTIVITIES = "connectivities";

  private final CellSource source;
  private final String directoryName;
  private final ExportOptions options;
  private final LayoutRules rules;
  private final Findings findings = new Findings();

  ExportPlanner(CellSource source, String directoryName, ExportOptions options) {
    this.source = source;
    this.directoryName = directoryName;
    this.options = options;
    this.rules = LayoutRules.of(options.layout());
  }

  /** Plans, or refuses with every problem. */
  PlannedDataset plan() throws IOException {
    for (String text : source.notices()) {
      findings.add(Notice.skipped(text));
    }
    if (source.nCells() == 0) {
      findings.add(Problem.data(source.name() + ": there are no cells to export"));
    }
    findings.refuseIfAny();
    String name = options.datasetName().orElse(directoryName);
    String id = datasetId(name);
    checkTexts(name);
    Optional<PlannedPoints> points;
    PlannedObs obs;
    Optional<PlannedGraph> graph;
    Optional<PlannedVectors> vectors;
    Optional<PlannedGenes> genes;
    Findings ofVectors = new Findings();
    Findings ofGraph = new Findings();
    Findings ofGenes = new Findings();
    try (PlanningCrew crew = PlanningCrew.of(options.threads())) {
      Findings ofLatent = new Findings();
      Findings ofObs = new Findings();
      FutureTask<Optional<String>> latent =
          crew.begin(() -> new LatentSelection(source, ofLatent).select(options.latent()));
      ObsPlanner obsPlanner = new ObsPlanner(source, options, ofObs);
      obsPlanner.begin(crew);
      points = points();
      graph = graph(points, ofGraph);
      vectors = new VectorPlanner(source, options, ofVectors).plan(points);
      genes = new GenePlanner(source, options, ofGenes).plan();
      Optional<String> latentKey = PlanningCrew.resultOf(latent);
      findings.addAll(ofLatent);
      obs = obsPlanner.plan(latentKey);
      findings.addAll(ofObs);
    }
    findings.addAll(ofVectors);
    findings.addAll(ofGraph);
    findings.addAll(ofGenes);
    findings.refuseIfAny();
    PlannedDataset dataset =
        new PlannedDataset(
            options,
            id,
            name,
            source.nCells(),
            points.orElseThrow(),
            obs,
            genes,
            graph,
            vectors,
            findings.notices());
    findings.addIfAny(ObsDemand.of(source, dataset).problem());
    findings.addIfAny(
        HeapDemand.ofWriting(source, dataset).problem(Runtime.getRuntime().maxMemory()));
    findings.refuseIfAny();
    return dataset;
  }

  private String datasetId(String name) {
    if (options.datasetId().isEmpty()) {
      return DatasetId.fromName(options.datasetName().orElse(directoryName));
    }
    String id = options.datasetId().get();
    report("--dataset-id", id, DatasetId.problem(id));
    return id;
  }

  private void checkTexts(String name) {
    checkText("--dataset-name", name);
    if (!options.description().isEmpty()) {
      checkText("--dataset-description", options.description());
    }
    if (options.source().isPresent()) {
      checkTexts(options.source().get());
    }
  }

  private void checkTexts(DatasetIdentity.Source origin) {
    checkText("--source-name", origin.name());
    checkText("--source-url", origin.url());
    checkText("--source-citation", origin.citation());
    if (origin.name().isEmpty()) {
      findings.add(Problem.option("--source-url and --source-citation need a --source-name"));
    }
  }

  private void checkText(String option, Optional<String> text) {
    if (text.isPresent()) {
      checkText(option, text.get());
    }
  }

  private void checkText(String option, String text) {
    report(option, text, DisplayText.problem(text));
  }

  private void report(String option, String text, Optional<String> why) {
    if (why.isPresent()) {
      findings.add(Problem.option(option + " '" + text + "': " + why.get()));
    }
  }

  private Optional<PlannedPoints> points() throws IOException {
    SortedMap<Integer, String> keys =
        new EmbeddingSelection(source, findings).select(options.embeddings());
    int coordinates = 0;
    for (int dimension : keys.keySet()) {
      coordinates += dimension;
    }
    boolean hold = MemoryShares.holdsPoints(source.nCells(), coordinates, options);
    SortedMap<Integer, PlannedPoints.Embedding> embeddings = new TreeMap<>();
    for (var entry : keys.entrySet()) {
      int dimension = entry.getKey();
      String key = entry.getValue();
      try {
        ExactRows rows = source.obsmExactRows(key).first(dimension);
        embeddings.put(
            dimension,
            new PlannedPoints.Embedding(
                key,
                options.layout().pointsPath(dimension, options.compression()),
                rules.arithmetic().normalize(rows, hold)));
      } catch (UnusableCoordinatesException e) {
        findings.add(Problem.data("embedding obsm '" + key + "': " + e.getMessage()));
      }
    }
    return embeddings.isEmpty() ? Optional.empty() : Optional.of(new PlannedPoints(embeddings));
  }

  private Optional<PlannedGraph> graph(Optional<PlannedPoints> points, Findings ofGraph)
      throws IOException {
    Optional<MatrixSummary> summary = graphSummary(ofGraph);
    if (summary.isEmpty()) {
      return Optional.empty();
    }
    String key = summary.get().key();
    ofGraph.addIfAny(
        HeapDemand.ofReading(source, key, options).problem(Runtime.getRuntime().maxMemory()));
    if (ofGraph.hasProblems()) {
      return Optional.empty();
    }
    long pointsBytes = points.isPresent() ? points.get().heldBytes(rules.arithmetic()) : 0;
    try {
      Layout layout = options.layout();
      NeighborEdges edges =
          rules
              .arithmetic()
              .edges(
                  source.obspRows(key),
                  options.symmetrization(),
                  MemoryShares.ofEdges(source.nCells(), pointsBytes, options),
                  options.threads());
      ConnectivityManifest manifest =
          new ConnectivityManifest(
              source.nCells(),
              edges.nEdges(),
              edges.maxNeighbors(),
              layout.edgeIndexType(source.nCells()),
              layout.edgeSourcesPath(options.compression()),
              layout.edgeDestinationsPath(options.compression()),
              layout.edgeWeightsPath(options.compression()),
              options.compression());
      return Optional.of(new PlannedGraph(key, edges, manifest));
    } catch (UnusableGraphException e) {
      ofGraph.add(
          Problem.data(
              "graph obsp '%s': %s; leave it out with --connectivities none"
                  .formatted(key, e.getMessage())));
      return Optional.empty();
    }
  }

  private Optional<MatrixSummary> graphSummary(Findings ofGraph) {
    if (options.connectivities() instanceof Choice.None) {
      return Optional.empty();
    }
    boolean asked = options.connectivities() instanceof Choice.Key;
    String key =
        options.connectivities() instanceof Choice.Key named ? named.key() : CONNECTIVITIES;
    Optional<MatrixSummary> summary = Matrices.find(source.obsp(), key);
    if (summary.isEmpty()) {
      if (asked) {
        ofGraph.add(
            Problem.option(
                "--connectivities %s: there is no such graph; obsp holds %s"
                    .formatted(key, source.obsp().stream().map(MatrixSummary::key).toList())));
      }
      return summary;
    }
    if (!summary.get().readable()) {
      String text = "graph obsp '%s': %s".formatted(key, summary.get().unreadable());
      if (asked) {
        ofGraph.add(Problem.option(text));
      } else {
        ofGraph.add(Notice.skipped(text + "; it is left out"));
      }
      return Optional.empty();
    }
    return summary;
  }
}
