package io.cellfolio.format;

import static io.cellfolio.format.JsonEdit.of;
import static io.cellfolio.format.JsonEdit.removal;
import static io.cellfolio.format.JsonEdit.schemaOnly;
import static io.cellfolio.format.JsonEdit.seenAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goldens with one fault each: the schema refuses all, the codec all that matters to a reader. */
class BrokenDocumentsTest {

  static List<JsonEdit> edits() {
    List<JsonEdit> edits = new ArrayList<>();
    for (Layout layout : Layout.all()) {
      addIdentity(edits, layout + "/full/" + Layout.IDENTITY_FILE);
      addObs(edits, layout);
      addVar(edits, layout);
      addConnectivity(edits, layout);
    }
    addOfKeyed(edits);
    addOfIndexed(edits);
    addCatalog(edits);
    return edits;
  }

  static List<JsonEdit> editsThatASchemaSees() {
    return edits().stream().filter(JsonEdit::schemaRefuses).toList();
  }

  private static void addIdentity(List<JsonEdit> edits, String doc) {
    edits.add(of(doc, "/version", "1"));
    edits.add(of(doc, "/version", "\"2\""));
    edits.add(removal(doc, "/id"));
    edits.add(of(doc, "/id", "7"));
    edits.add(schemaOnly(doc, "/id", "\"\""));
    edits.add(schemaOnly(doc, "/name", "\" \""));
    edits.add(of(doc, "/description", "null"));
    edits.add(of(doc, "/extra", "1"));
    edits.add(of(doc, "/created_at", "\"2026-13-01T00:00:00Z\""));
    edits.add(of(doc, "/created_at", "\"2026-11-22 08:10:33\""));
    edits.add(of(doc, "/created_at", "\"2026-11-22T08:10:33.000Z\""));
    edits.add(schemaOnly(doc, "/cellucid_data_version", "\"\""));
    edits.add(of(doc, "/stats", "[]"));
    edits.add(of(doc, "/stats/n_cells", "-1"));
    edits.add(of(doc, "/stats/n_cells", "1.5"));
    edits.add(of(doc, "/stats/n_genes", "9007199254740992"));
    edits.add(of(doc, "/stats/has_connectivity", "1"));
    edits.add(of(doc, "/stats/n_edges", "null"));
    edits.add(seenAt(doc, "/stats/has_connectivity", "false", "/stats/n_edges"));
    edits.add(of(doc, "/stats/n_layers", "0"));
    edits.add(removal(doc, "/stats/n_obs_fields"));
    edits.add(of(doc, "/embeddings/available_dimensions", "[]"));
    edits.add(
        seenAt(
            doc,
            "/embeddings/available_dimensions",
            "[3, 2]",
            "/embeddings/available_dimensions/1"));
    edits.add(
        seenAt(
            doc,
            "/embeddings/available_dimensions",
            "[1, 2, 4]",
            "/embeddings/available_dimensions/2"));
    edits.add(seenAt(doc, "/embeddings/available_dimensions", "[2, 3]", "/embeddings/files"));
    edits.add(of(doc, "/embeddings/default_dimension", "4"));
    edits.add(removal(doc, "/embeddings/files/2d"));
    edits.add(of(doc, "/embeddings/files/2d", "\"../points_2d.bin.gz\""));
    edits.add(of(doc, "/embeddings/files/2d", "\"/points_2d.bin.gz\""));
    edits.add(of(doc, "/embeddings/files/2d", "\"a//points_2d.bin.gz\""));
    edits.add(of(doc, "/embeddings/files/2d", "\"C:/points_2d.bin.gz\""));
    edits.add(of(doc, "/embeddings/files/2d", "\"points_2d.bin.gz?x\""));
    edits.add(schemaOnly(doc, "/embeddings/files/2d", "\"points_2d.bin\""));
    edits.add(schemaOnly(doc, "/embeddings/files/2d", "\"coordinates.bin.gz\""));
    edits.add(of(doc, "/obs_fields/0/kind", "\"number\""));
    edits.add(of(doc, "/obs_fields/0/key", "\"\""));
    edits.add(
        schemaOnly(doc, "/obs_fields/-", "{\"key\": \"n counts\", \"kind\": \"continuous\"}"));
    edits.add(
        seenAt(
            doc,
            "/obs_fields/0",
            "{\"key\": \"a\", \"kind\": \"continuous\", \"n_categories\": 2}",
            "/obs_fields/0/n_categories"));
    edits.add(of(doc, "/obs_fields/0", "{\"key\": \"a\", \"kind\": \"category\"}"));
    edits.add(of(doc, "/export_settings/compression", "0"));
    edits.add(of(doc, "/export_settings/compression", "10"));
    edits.add(of(doc, "/export_settings/var_quantization", "12"));
    edits.add(of(doc, "/export_settings/obs_categorical_dtype", "\"uint32\""));
    edits.add(removal(doc, "/export_settings/obs_continuous_quantization"));
    edits.add(of(doc, "/source/url", "\"\""));
    edits.add(of(doc, "/source/filename", "\"x.h5ad\""));
    edits.add(of(doc, "/vector_fields/default_field", "\"none\"").onlyCodec());
    edits.add(schemaOnly(doc, "/vector_fields/default_field", "null"));
    edits.add(of(doc, "/vector_fields/fields", "{}"));
    edits.add(removal(doc, "/vector_fields/fields/T_fwd_umap/label"));
    edits.add(schemaOnly(doc, "/vector_fields/fields/T_fwd_umap/default_dimension", "2"));
    edits.add(of(doc, "/vector_fields/fields/T_fwd_umap/default_dimension", "1"));
    edits.add(
        schemaOnly(doc, "/vector_fields/fields/T_fwd_umap/files/2d", "\"other/0_2d.bin.gz\""));
  }

  private static void addObs(List<JsonEdit> edits, Layout layout) {
    String doc = layout + "/full/" + Layout.OBS_MANIFEST_FILE;
    String small = layout + "/small/" + Layout.OBS_MANIFEST_FILE;
    String tuple = "/_categoricalFields/0/";
    int body = layout == Layout.keyed() ? 1 : 2;
    edits.add(of(doc, "/_format", "\"compact_v2\""));
    edits.add(schemaOnly(doc, "/n_points", "0"));
    edits.add(of(doc, "/latent_key", "null"));
    edits.add(of(doc, "/centroid_outlier_quantile", "\"0.95\""));
    edits.add(seenAt(doc, "/compression", "null", "/_obsSchemas/continuous/pathPattern"));
    edits.add(of(doc, "/_obsSchemas/continuous/ext", "\"u8\""));
    edits.add(
        seenAt(doc, "/_obsSchemas/continuous/dtype", "\"uint8\"", "/_obsSchemas/continuous/ext"));
    edits.add(of(doc, "/_obsSchemas/continuous/dtype", "\"float64\""));
    edits.add(of(doc, "/_obsSchemas/continuous/quantized", "false"));
    edits.add(of(doc, "/_obsSchemas/continuous/quantizationBits", "8"));
    edits.add(removal(doc, "/_obsSchemas/continuous/quantizationBits"));
    edits.add(of(doc, "/_obsSchemas/continuous/pathPattern", "\"obs/{id}.values.u16.gz\""));
    edits.add(of(doc, "/_obsSchemas/continuous/pathPattern", "\"obs/a.values.u16.gz\""));
    edits.add(
        of(
            doc,
            "/_obsSchemas/continuous/pathPattern",
            "\"obs/../%s.values.u16.gz\"".formatted(layout.placeholder())));
    edits.add(
        of(
            doc,
            "/_obsSchemas/continuous/pathPattern",
            "\"%1$s/%1$s.values.u16.gz\"".formatted(layout.placeholder())));
    edits.add(
        schemaOnly(
            doc,
            "/_obsSchemas/continuous/pathPattern",
            "\"cells/%s.values.u16.gz\"".formatted(layout.placeholder())));
    edits.add(
        of(
            doc,
            "/_obsSchemas/categorical/codesPathPattern",
            "\"obs/%s.codes.u8.gz\"".formatted(layout.placeholder())));
    edits.add(of(doc, "/_obsSchemas/categorical/outlierExt", "\"f32\""));
    edits.add(of(doc, "/_obsSchemas/categorical/outlierQuantized", "false"));
    edits.add(of(doc, "/_obsSchemas/categorical/outlierDtype", "null"));
    edits.add(of(doc, "/_obsSchemas/boolean", "{}"));
    edits.add(removal(doc, "/_obsSchemas/continuous").atCodec("/_continuousFields/0"));
    edits.add(seenAt(doc, "/_continuousFields", "[]", "/_obsSchemas"));
    edits.add(seenAt(doc, "/_categoricalFields", "[]", "/_obsSchemas"));
    edits.add(removal(doc, "/_continuousFields/0/" + body));
    edits.add(of(doc, "/_continuousFields/0/" + (body - 1), "\"\""));
    edits.add(of(doc, "/_continuousFields/0/" + body, "null"));
    edits.add(of(doc, "/_continuousFields/0/" + body, "\"0.5\""));
    edits.add(of(doc, "/_continuousFields/0/" + (body + 1), "-1").onlyCodec());
    edits.add(of(doc, tuple + body, "{}"));
    edits.add(seenAt(doc, tuple + body + "/-", "null", tuple + body + "/3"));
    edits.add(seenAt(doc, tuple + body + "/-", "[\"x\"]", tuple + body + "/3"));
    edits.add(of(doc, tuple + (body + 1), "\"int8\""));
    edits.add(of(doc, tuple + (body + 2), "254"));
    edits.add(of(doc, tuple + (body + 2), "65535"));
    edits.add(of(doc, tuple + (body + 3), "[]"));
    edits.add(of(doc, tuple + (body + 3) + "/4", "[]").atCodec(tuple + (body + 3) + "/4"));
    edits.add(of(doc, tuple + (body + 3) + "/2/0/position", "[1.0]"));
    edits.add(of(doc, tuple + (body + 3) + "/2/0/position/0", "null"));
    edits.add(of(doc, tuple + (body + 3) + "/2/0/n_points", "-1"));
    edits.add(of(doc, tuple + (body + 3) + "/2/0/label", "1"));
    edits.add(removal(doc, tuple + (body + 3) + "/2/0/category"));
    edits.add(seenAt(small, tuple + "-", "0.0", "/_categoricalFields/0"));
    edits.add(seenAt(doc, tuple + body, labels(257), "/_categoricalFields/0"));
  }

  private static void addVar(List<JsonEdit> edits, Layout layout) {
    String doc = layout + "/full/" + Layout.VAR_MANIFEST_FILE;
    int body = layout == Layout.keyed() ? 1 : 2;
    edits.add(of(doc, "/_format", "\"\""));
    edits.add(of(doc, "/n_points", "null"));
    edits.add(of(doc, "/var_gene_id_column", "\"\""));
    edits.add(of(doc, "/quantization", "16"));
    edits.add(of(doc, "/quantization", "null"));
    edits.add(of(doc, "/_varSchema/kind", "\"category\""));
    edits.add(removal(doc, "/_varSchema/kind"));
    edits.add(of(doc, "/_varSchema/pathPattern", "\"var/%s.bin\"".formatted(layout.placeholder())));
    edits.add(removal(doc, "/fields/1/" + body));
    edits.add(of(doc, "/fields/1", "\"MS4A1\""));
    edits.add(of(doc, "/fields/1/" + (body - 1), "null"));
    edits.add(of(doc, "/genes", "[]"));
    edits.add(removal(doc, "/compression"));
    edits.add(of(doc, "/compression", "true"));
  }

  private static void addConnectivity(List<JsonEdit> edits, Layout layout) {
    String doc = layout + "/full/" + Layout.CONNECTIVITY_MANIFEST_FILE;
    String small = layout + "/small/" + Layout.CONNECTIVITY_MANIFEST_FILE;
    edits.add(of(doc, "/format", "\"edges\""));
    edits.add(schemaOnly(doc, "/n_cells", "0"));
    edits.add(of(doc, "/n_edges", "0.5"));
    edits.add(schemaOnly(doc, "/max_neighbors", "0"));
    edits.add(of(doc, "/index_bytes", "2"));
    edits.add(seenAt(doc, "/index_dtype", "\"uint16\"", "/index_bytes"));
    edits.add(of(doc, "/index_dtype", "\"uint64\""));
    edits.add(schemaOnly(doc, "/n_cells", "65535"));
    edits.add(schemaOnly(small, "/n_cells", "65537"));
    edits.add(of(doc, "/sourcesPath", "\"connectivity/edges.src.bin\""));
    edits.add(of(doc, "/sourcesPath", "\"connectivity/%2e%2e/edges.src.bin.gz\""));
    edits.add(of(small, "/destinationsPath", "\"connectivity/edges.dst.bin.gz\""));
    edits.add(schemaOnly(doc, "/sourcesPath", "\"connectivity/edges.dst.bin.gz\""));
    edits.add(removal(doc, "/destinationsPath"));
    edits.add(of(doc, "/directed", "false"));
  }

  private static void addOfKeyed(List<JsonEdit> edits) {
    String identity = "keyed/full/" + Layout.IDENTITY_FILE;
    String obs = "keyed/full/" + Layout.OBS_MANIFEST_FILE;
    String vectors = "/vector_fields/fields/";
    edits.add(schemaOnly(identity, "/source", "{}"));
    edits.add(
        schemaOnly(
            identity,
            vectors + "a b",
            "{\"label\": \"a\", \"available_dimensions\": [2], \"default_dimension\": 2,"
                + " \"files\": {\"2d\": \"vectors/a_2d.bin.gz\"}}"));
    edits.add(of(identity, vectors + "drift/basis", "\"\""));
    edits.add(of(obs, "/_categoricalFields/0/1/0", "1"));
    edits.add(of(obs, "/_categoricalFields/0/1/0", "true"));
    edits.add(schemaOnly(obs, "/_categoricalFields/0/1", labels(255)));
    edits.add(of(obs, "/_obsSchemas/categorical/outlierPathPattern", "null"));
    edits.add(of("keyed/full/" + Layout.CONNECTIVITY_MANIFEST_FILE, "/weight_bytes", "8"));
  }

  private static void addOfIndexed(List<JsonEdit> edits) {
    String identity = "indexed/full/" + Layout.IDENTITY_FILE;
    String obs = "indexed/full/" + Layout.OBS_MANIFEST_FILE;
    String connectivity = "indexed/full/" + Layout.CONNECTIVITY_MANIFEST_FILE;
    String var = "indexed/full/" + Layout.VAR_MANIFEST_FILE;
    String vectors = "/vector_fields/fields/";
    edits.add(schemaOnly(identity, "/id", "\"con.txt\""));
    edits.add(schemaOnly(identity, "/id", "\"a.\""));
    edits.add(schemaOnly(identity, "/id", "\"a b\""));
    edits.add(schemaOnly(identity, "/id", "\"%s\"".formatted("a".repeat(181))));
    edits.add(of(identity, "/export_settings/obs_categorical_dtype", "\"auto\""));
    edits.add(removal(identity, "/source/name"));
    edits.add(removal(identity, vectors + "velocity_umap/basis"));
    edits.add(schemaOnly(identity, vectors + "velocity_umap/basis", "\"pca\""));
    edits.add(schemaOnly(identity, vectors + "velocity_umap/files/2d", "\"vectors/01_2d.bin.gz\""));
    edits.add(
        schemaOnly(
            identity,
            vectors + "drift",
            "{\"label\": \"drift\", \"available_dimensions\": [2], \"default_dimension\": 2,"
                + " \"files\": {\"2d\": \"vectors/2_2d.bin.gz\"}, \"basis\": \"umap\"}"));
    edits.add(of(obs, "/centroid_outlier_quantile", "1.0"));
    edits.add(of(obs, "/centroid_outlier_quantile", "0"));
    edits.add(of(obs, "/_continuousFields/0/0", "-1"));
    edits.add(of(obs, "/_continuousFields/0/0", "\"0\""));
    edits.add(of(obs, "/_categoricalFields/0/2/0", "9007199254740992"));
    edits.add(schemaOnly(obs, "/_categoricalFields/0/2", "[\"a\", \"b\", \"a\"]"));
    edits.add(
        seenAt(
            obs,
            "/_obsSchemas/categorical/outlierPathPattern",
            "null",
            "/_obsSchemas/categorical/outlierExt"));
    edits.add(
        of(
            "indexed/no-outliers/" + Layout.OBS_MANIFEST_FILE,
            "/_obsSchemas/categorical/outlierQuantized",
            "true"));
    edits.add(of(var, "/fields/0/0", "0.5"));
    edits.add(removal(connectivity, "/weightsPath").atCodec(""));
    edits.add(of(connectivity, "/weight_dtype", "\"float32\""));
    edits.add(of(connectivity, "/weight_bytes", "4"));
  }

  private static void addCatalog(List<JsonEdit> edits) {
    String doc = Layout.CATALOG_FILE;
    edits.add(of(doc, "/version", "2"));
    edits.add(of(doc, "/default", "\"\""));
    edits.add(of(doc, "/default", "\"unlisted\"").onlyCodec());
    edits.add(seenAt(doc, "/datasets", "[]", "/default"));
    edits.add(of(doc, "/datasets/0/path", "\"brain\""));
    edits.add(of(doc, "/datasets/0/path", "\"../brain/\""));
    edits.add(of(doc, "/datasets/0/path", "\"/\""));
    edits.add(of(doc, "/datasets/0/path", "\"a\\\\b/\""));
    edits.add(of(doc, "/datasets/0/path", "\"C:/a/\""));
    edits.add(of(doc, "/datasets/0/name", "\"\""));
    edits.add(removal(doc, "/datasets/0/id"));
    edits.add(of(doc, "/datasets/0/n_cells", "\"7\""));
    edits.add(removal(doc, "/datasets/1/state_sha256"));
    edits.add(of(doc, "/datasets/1/state_sha256", "\"%s\"".formatted("A".repeat(64))));
    edits.add(of(doc, "/datasets/1/state_manifest", "\"states.json\""));
    edits.add(of(doc, "/datasets/1/size", "1"));
  }

  @Test
  void thereAreMany() {
    assertThat(edits()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("edits")
  void theCodecRefusesAndNamesThePlace(JsonEdit edit) throws IOException {
    Golden.Document document = edit.golden();
    byte[] json = edit.edited();
    if (edit.codecPlace() == null) {
      assertThat(document.rewrite(json)).isNotEmpty();
      return;
    }
    assertThatThrownBy(() -> document.rewrite(json))
        .isInstanceOfSatisfying(
            MalformedDatasetException.class,
            e -> {
              assertThat(e.file()).isEqualTo(document.file());
              assertThat(e.pointer()).as(e.getMessage()).isEqualTo(edit.codecPlace());
            });
  }

  @ParameterizedTest
  @MethodSource("editsThatASchemaSees")
  void theSchemaRefuses(JsonEdit edit) {
    assertThat(SchemaCheck.problems(edit.golden(), edit.edited())).isNotEmpty();
  }

  private static String labels(int count) {
    StringBuilder out = new StringBuilder("[\"l0\"");
    for (int i = 1; i < count; i++) {
      out.append(",\"l").append(i).append('"');
    }
    return out.append(']').toString();
  }
}
