package io.cellfolio.validate;

import io.cellfolio.format.Compression;
import io.cellfolio.format.ConnectivityManifest;
import io.cellfolio.format.DatasetIdentity.VectorField;
import io.cellfolio.format.FieldEntry;
import io.cellfolio.format.MalformedDatasetException;
import io.cellfolio.format.ObsManifest;
import io.cellfolio.format.SampleType;
import io.cellfolio.format.ValueSchema;
import io.cellfolio.format.VarManifest;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which payload files the documents of an export declare, and under which paths. */
final class DeclaredPayloads {
  private final DatasetDocuments documents;
  private final SortedMap<String, DeclaredPayload> byPath = new TreeMap<>();

  private DeclaredPayloads(DatasetDocuments documents) {
    this.documents = documents;
  }

  /**
   * Collects the payloads of an export.
   *
   * @throws MalformedDatasetException when one path is declared with two types or shapes
   */
  static DeclaredPayloads of(DatasetDocuments documents) throws MalformedDatasetException {
    DeclaredPayloads payloads = new DeclaredPayloads(documents);
    payloads.addPoints();
    payloads.addObs(documents.obs());
    if (documents.var().isPresent()) {
      payloads.addVar(documents.var().get());
    }
    if (documents.connectivity().isPresent()) {
      payloads.addConnectivity(documents.connectivity().get());
    }
    return payloads;
  }

  /** Every payload once, in path order. */
  List<DeclaredPayload> inPathOrder() {
    return List.copyOf(byPath.values());
  }

  /** The path of a field's values. */
  String valuesPath(ValueSchema schema, FieldEntry field) {
    return documents.layout().fill(schema.pathPattern(), field.index(), field.key());
  }

  /** The path of a field's category codes. */
  String codesPath(FieldEntry.Categorical field) {
    String pattern = documents.obs().codesPathPattern().orElseThrow();
    return documents.layout().fillCodes(pattern, field.index(), field.key(), field.codesType());
  }

  private void addPoints() throws MalformedDatasetException {
    for (Map.Entry<Integer, String> points : documents.identity().embeddings().files().entrySet()) {
      addCells(points.getValue(), SampleType.F32, points.getKey());
    }
    if (documents.identity().vectorFields().isPresent()) {
      for (VectorField field : documents.identity().vectorFields().get().fields()) {
        for (Map.Entry<Integer, String> file : field.files().entrySet()) {
          addCells(file.getValue(), SampleType.F32, file.getKey());
        }
      }
    }
  }

  private void addObs(ObsManifest obs) throws MalformedDatasetException {
    for (FieldEntry.Continuous field : obs.continuous()) {
      ValueSchema schema = obs.continuousSchema().orElseThrow();
      addCells(valuesPath(schema, field), schema.type());
    }
    for (FieldEntry.Categorical field : obs.categorical()) {
      addCells(codesPath(field), field.codesType());
      if (obs.outlierSchema().isPresent()) {
        ValueSchema outliers = obs.outlierSchema().get();
        addCells(valuesPath(outliers, field), outliers.type());
      }
    }
  }

  private void addVar(VarManifest var) throws MalformedDatasetException {
    for (FieldEntry.Continuous gene : var.genes()) {
      addCells(valuesPath(var.schema(), gene), var.schema().type());
    }
  }

  private void addConnectivity(ConnectivityManifest graph) throws MalformedDatasetException {
    List<Long> shape = List.of(graph.nEdges());
    add(graph.sourcesPath(), graph.indexType(), shape);
    add(graph.destinationsPath(), graph.indexType(), shape);
    if (graph.weightsPath().isPresent()) {
      add(graph.weightsPath().get(), SampleType.F64, shape);
    }
  }

  private void addCells(String path, SampleType type) throws MalformedDatasetException {
    add(path, type, List.of(documents.identity().stats().nCells()));
  }

  private void addCells(String path, SampleType type, int dimension)
      throws MalformedDatasetException {
    add(path, type, List.of(documents.identity().stats().nCells(), (long) dimension));
  }

  private void add(String path, SampleType type, List<Long> shape)
      throws MalformedDatasetException {
    DeclaredPayload payload =
        new DeclaredPayload(path, type, shape, path.endsWith(Compression.SUFFIX));
    DeclaredPayload other = byPath.putIfAbsent(path, payload);
    if (other != null && !other.equals(payload)) {
      throw new MalformedDatasetException(
          path,
          "",
          "expected one declaration of this file, found %s %s and %s %s"
              .formatted(other.type(), other.shape(), type, shape));
    }
  }
}
