package io.cellfolio.format;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code connectivity_manifest.json}.
 *
 * <p>Normative text: {@code docs/format/connectivity.md}.
 */
final class ConnectivityDocument {
  private static final Set<String> KEYS =
      Set.of(
          "format",
          "n_cells",
          "n_edges",
          "max_neighbors",
          "index_bytes",
          "index_dtype",
          "sourcesPath",
          "destinationsPath",
          "compression");
  private static final Set<String> WEIGHT_KEYS =
      Set.of("weightsPath", "weight_dtype", "weight_bytes");
  private static final List<String> INDEX_DTYPES =
      List.of(SampleType.U16.dtype(), SampleType.U32.dtype());

  private final Tuples tuples;

  ConnectivityDocument(Tuples tuples) {
    this.tuples = tuples;
  }

  byte[] write(ConnectivityManifest manifest) {
    if (manifest.weightsPath().isPresent() != tuples.weighted()) {
      throw new IllegalArgumentException(
          "%s edge weights in the %s layout"
              .formatted(tuples.weighted() ? "expected" : "no", tuples.layout().name()));
    }
    PythonJsonWriter out = PythonJsonWriter.oneLine().beginObject();
    out.name("format").text(ConnectivityManifest.FORMAT);
    out.name("n_cells").whole(manifest.nCells());
    out.name("n_edges").whole(manifest.nEdges());
    out.name("max_neighbors").whole(manifest.maxNeighbors());
    out.name("index_bytes").whole(manifest.indexType().bytes());
    out.name("index_dtype").text(manifest.indexType().dtype());
    out.name("sourcesPath").text(manifest.sourcesPath());
    out.name("destinationsPath").text(manifest.destinationsPath());
    if (manifest.weightsPath().isPresent()) {
      out.name("weightsPath").text(manifest.weightsPath().get());
      out.name("weight_dtype").text(SampleType.F64.dtype());
      out.name("weight_bytes").whole(SampleType.F64.bytes());
    }
    ValueSchemas.write(out, manifest.compression());
    return out.endObject().toBytes();
  }

  ConnectivityManifest read(byte[] json) throws MalformedDatasetException {
    JsonPlace root = JsonDocument.parse(Layout.CONNECTIVITY_MANIFEST_FILE, json);
    Set<String> keys = new TreeSet<>(KEYS);
    if (tuples.weighted()) {
      keys.addAll(WEIGHT_KEYS);
    }
    root.requireKeys(keys, Set.of());
    root.at("format").requireText(ConnectivityManifest.FORMAT);
    long nCells = root.at("n_cells").count();
    long nEdges = root.at("n_edges").count();
    long maxNeighbors = root.at("max_neighbors").count();
    SampleType indexType = SampleType.ofDtype(root.at("index_dtype").oneOf(INDEX_DTYPES));
    root.at("index_bytes").requireWhole(indexType.bytes());
    Compression compression = ValueSchemas.readCompression(root);
    String sources = PathChecks.path(root.at("sourcesPath"), compression);
    String destinations = PathChecks.path(root.at("destinationsPath"), compression);
    Optional<String> weights = Optional.empty();
    if (tuples.weighted()) {
      root.at("weight_dtype").requireText(SampleType.F64.dtype());
      root.at("weight_bytes").requireWhole(SampleType.F64.bytes());
      weights = Optional.of(PathChecks.path(root.at("weightsPath"), compression));
    }
    return new ConnectivityManifest(
        nCells, nEdges, maxNeighbors, indexType, sources, destinations, weights, compression);
  }
}
