package io.cellfolio.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Dequantizer;
import io.cellfolio.source.ArrayCellSource;
import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.ObsColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.data.FMatrixRMaj;
import org.ejml.ops.DConvertMatrixStruct;

/**
 * Data that an export could have been made from: its own values, decoded. Tests change them, so
 * that the export is unfaithful in a known way.
 */
final class SourceData {
  int nCells;
  final Map<String, float[]> continuous = new TreeMap<>();
  final Map<String, ObsColumn> columns = new TreeMap<>();
  final Map<String, double[][]> obsm = new TreeMap<>();
  final List<String> geneNames = new ArrayList<>();
  final List<float[]> genes = new ArrayList<>();
  final List<double[]> edges = new ArrayList<>();

  /** Decodes an export. */
  static SourceData of(Mutant m) {
    SourceData data = new SourceData();
    data.nCells = m.at(Mutant.OBS, "/n_points").asInt();
    for (int d = 1; d <= 3; d++) {
      if (m.read(Mutant.IDENTITY).at("/embeddings/files/" + d + "d").isTextual()) {
        data.obsm.put("X_umap_" + d + "d", rows(m.raw(m.points(d)), d));
      }
    }
    m.read(Mutant.IDENTITY)
        .at("/vector_fields/fields")
        .properties()
        .forEach(
            field ->
                field
                    .getValue()
                    .get("files")
                    .properties()
                    .forEach(
                        file ->
                            data.obsm.put(
                                field.getKey() + "_" + file.getKey(),
                                rows(
                                    m.raw(file.getValue().asText()),
                                    file.getKey().charAt(0) - '0'))));
    JsonNode obs = m.read(Mutant.OBS);
    for (JsonNode tuple : obs.get("_continuousFields")) {
      String key = tuple.get(m.head() - 1).asText();
      data.continuous.put(
          key,
          values(
              m,
              tuple,
              m.path("obs", key, "values"),
              obs.at("/_obsSchemas/continuous/dtype").asText()));
    }
    for (JsonNode tuple : obs.get("_categoricalFields")) {
      data.addCategories(m, tuple);
    }
    JsonNode var = m.read(Mutant.VAR);
    for (JsonNode tuple : var.get("fields")) {
      String key = tuple.get(m.head() - 1).asText();
      data.geneNames.add(key);
      data.genes.add(
          values(m, tuple, m.path("var", key, "values"), var.at("/_varSchema/dtype").asText()));
    }
    data.addEdges(m);
    return data;
  }

  private void addCategories(Mutant m, JsonNode tuple) {
    String key = tuple.get(m.head() - 1).asText();
    List<CategoryLabel> labels = new ArrayList<>();
    for (JsonNode label : tuple.get(m.head())) {
      labels.add(
          label.isBoolean()
              ? new CategoryLabel.Flag(label.booleanValue())
              : label.isIntegralNumber()
                  ? new CategoryLabel.Whole(label.longValue())
                  : label.isNumber()
                      ? new CategoryLabel.Real(label.doubleValue())
                      : new CategoryLabel.Text(label.asText()));
    }
    byte[] raw = m.raw(m.path("obs", key, "codes"));
    int width = raw.length / nCells;
    int[] codes = new int[nCells];
    for (int i = 0; i < nCells; i++) {
      int code = width == 1 ? raw[i] & 0xff : little(raw).getShort(2 * i) & 0xffff;
      codes[i] = code < labels.size() ? code : -1;
    }
    columns.put(key, new ObsColumn.Categorical(key, labels, codes));
  }

  private void addEdges(Mutant m) {
    ByteBuffer sources = little(m.raw(m.file("connectivity/edges.src")));
    ByteBuffer destinations = little(m.raw(m.file("connectivity/edges.dst")));
    for (int i = 0; i < sources.limit() / 2; i++) {
      double weight =
          m.keyed() ? 1 : little(m.raw(m.file("connectivity/edges.weights"))).getDouble(8 * i);
      edges.add(
          new double[] {
            sources.getShort(2 * i) & 0xffff, destinations.getShort(2 * i) & 0xffff, weight
          });
    }
  }

  private static ByteBuffer little(byte[] raw) {
    return ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static double[][] rows(byte[] raw, int d) {
    ByteBuffer bytes = little(raw);
    double[][] rows = new double[raw.length / 4 / d][d];
    for (double[] row : rows) {
      for (int axis = 0; axis < d; axis++) {
        row[axis] = bytes.getFloat();
      }
    }
    return rows;
  }

  /** Decoded values; the largest one is the upper bound, which codes cut off. */
  private static float[] values(Mutant m, JsonNode tuple, String path, String dtype) {
    byte[] raw = m.raw(path);
    SampleType type = SampleType.ofDtype(dtype);
    if (!type.coded()) {
      float[] values = new float[raw.length / 4];
      little(raw).asFloatBuffer().get(values);
      return values;
    }
    double min = tuple.get(m.head()).asDouble();
    double max = tuple.get(m.head() + 1).asDouble();
    float[] values = new Dequantizer(type, min, max).decode(raw);
    int top = -1;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i]) && (top < 0 || values[i] > values[top])) {
        top = i;
      }
    }
    if (top >= 0 && values[top] > min) {
      values[top] = (float) max;
    }
    return values;
  }

  float[] gene(String name) {
    return genes.get(geneNames.indexOf(name));
  }

  /** Exchanges two cells in everything. */
  void swapCells(int a, int b) {
    continuous.values().forEach(values -> swap(values, a, b));
    genes.forEach(values -> swap(values, a, b));
    obsm.values().forEach(rows -> swap(rows, a, b));
    columns.values().forEach(column -> swap(((ObsColumn.Categorical) column).codes(), a, b));
    for (double[] edge : edges) {
      for (int end = 0; end < 2; end++) {
        edge[end] = edge[end] == a ? b : edge[end] == b ? a : edge[end];
      }
    }
  }

  static void swap(float[] values, int a, int b) {
    float kept = values[a];
    values[a] = values[b];
    values[b] = kept;
  }

  static void swap(int[] values, int a, int b) {
    int kept = values[a];
    values[a] = values[b];
    values[b] = kept;
  }

  static void swap(double[][] rows, int a, int b) {
    double[] kept = rows[a];
    rows[a] = rows[b];
    rows[b] = kept;
  }

  static void scale(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  ArrayCellSource build() {
    ArrayCellSource.Builder builder = ArrayCellSource.builder("golden", nCells);
    continuous.forEach(builder::obs);
    columns.values().forEach(builder::obs);
    obsm.forEach((key, rows) -> builder.obsm(key, new DMatrixRMaj(rows)));
    builder.obsp("connectivities", graph());
    FMatrixRMaj matrix = new FMatrixRMaj(genes.size(), nCells);
    for (int g = 0; g < genes.size(); g++) {
      System.arraycopy(genes.get(g), 0, matrix.data, g * nCells, nCells);
    }
    return builder.genes(matrix, geneNames).build();
  }

  private DMatrixSparseCSC graph() {
    DMatrixSparseTriplet triplets = new DMatrixSparseTriplet(nCells, nCells, 2 * edges.size());
    for (double[] edge : edges) {
      triplets.addItem((int) edge[0], (int) edge[1], edge[2]);
      triplets.addItem((int) edge[1], (int) edge[0], edge[2]);
    }
    DMatrixSparseCSC graph = DConvertMatrixStruct.convert(triplets, (DMatrixSparseCSC) null);
    graph.sortIndices(null);
    return graph;
  }
}
