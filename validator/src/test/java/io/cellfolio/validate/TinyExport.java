package io.cellfolio.validate;

import io.cellfolio.format.Bounds;
import io.cellfolio.format.Compression;
import io.cellfolio.format.ConnectivityManifest;
import io.cellfolio.format.DatasetIdentity;
import io.cellfolio.format.FieldEntry;
import io.cellfolio.format.JsonScalar;
import io.cellfolio.format.Layout;
import io.cellfolio.format.ManifestCodec;
import io.cellfolio.format.ObsManifest;
import io.cellfolio.format.SampleType;
import io.cellfolio.format.ValueSchema;
import io.cellfolio.format.VarManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** An export of three cells, made by hand for tests. */
final class TinyExport {
  static final int CELLS = 3;

  private final Layout layout;
  private final Compression compression;
  private final Path root;

  private TinyExport(Layout layout, Compression compression, Path root) {
    this.layout = layout;
    this.compression = compression;
    this.root = root;
  }

  /** Writes one below a directory. */
  static Path write(Layout layout, Compression compression, Path root) throws IOException {
    new TinyExport(layout, compression, root).write();
    return root;
  }

  private void write() throws IOException {
    ManifestCodec codec = ManifestCodec.of(layout);
    document(Layout.IDENTITY_FILE, codec.write(identity()));
    document(Layout.OBS_MANIFEST_FILE, codec.write(obs()));
    document(Layout.VAR_MANIFEST_FILE, codec.write(var()));
    document(Layout.CONNECTIVITY_MANIFEST_FILE, codec.write(connectivity()));
    payload(layout.pointsPath(2, compression), CELLS * 2 * 4);
    payload(layout.vectorPath(0, "velocity_umap", 2, compression), CELLS * 2 * 4);
    payload(layout.obsValuesPath(0, "age", SampleType.U8, compression), CELLS);
    payload(layout.obsCodesPath(1, "cell type", SampleType.U8, compression), CELLS);
    payload(layout.obsOutliersPath(1, "cell type", SampleType.F32, compression), CELLS * 4);
    payload(layout.varValuesPath(0, "CD3D", SampleType.U16, compression), CELLS * 2);
    payload(layout.varValuesPath(1, "MS4A1", SampleType.U16, compression), CELLS * 2);
    payload(layout.edgeSourcesPath(compression), 2 * 2);
    payload(layout.edgeDestinationsPath(compression), 2 * 2);
    if (layout.edgeWeightsPath(compression).isPresent()) {
      payload(layout.edgeWeightsPath(compression).get(), 2 * 8);
    }
  }

  private DatasetIdentity identity() {
    TreeMap<Integer, String> points = new TreeMap<>(Map.of(2, layout.pointsPath(2, compression)));
    TreeMap<Integer, String> vectors =
        new TreeMap<>(Map.of(2, layout.vectorPath(0, "velocity_umap", 2, compression)));
    return new DatasetIdentity(
        "tiny",
        "Tiny",
        "three cells",
        Optional.of("2026-01-02T03:04:05Z"),
        "by hand",
        new DatasetIdentity.Stats(CELLS, 2, 1, 1, OptionalLong.of(2)),
        new DatasetIdentity.Embeddings(points, 2),
        List.of(
            new DatasetIdentity.ObsField("age", OptionalInt.empty()),
            new DatasetIdentity.ObsField("cell type", OptionalInt.of(2))),
        Optional.empty(),
        Optional.of(
            new DatasetIdentity.Source(Optional.of("nowhere"), Optional.empty(), Optional.empty())),
        Optional.of(
            new DatasetIdentity.VectorFields(
                Optional.of("velocity_umap"),
                List.of(
                    new DatasetIdentity.VectorField(
                        "velocity_umap", "velocity_umap", Optional.of("umap"), vectors, 2)))));
  }

  private ObsManifest obs() {
    return new ObsManifest(
        CELLS,
        OptionalDouble.of(0.95),
        compression,
        Optional.of(
            new ValueSchema(layout.obsValuesPattern(SampleType.U8, compression), SampleType.U8)),
        Optional.of(layout.obsCodesPattern(compression)),
        Optional.of(
            new ValueSchema(
                layout.obsOutliersPattern(SampleType.F32, compression), SampleType.F32)),
        List.of(new FieldEntry.Continuous(0, "age", Optional.of(new Bounds(1, 5)))),
        List.of(
            new FieldEntry.Categorical(
                1,
                "cell type",
                List.of(new JsonScalar.Text("B"), new JsonScalar.Text("T")),
                SampleType.U8,
                new TreeMap<>(
                    Map.of(
                        2,
                        List.of(
                            new FieldEntry.Centroid(
                                new JsonScalar.Text("T"), List.of(0.5, -0.5), 2)))),
                Optional.empty())));
  }

  private VarManifest var() {
    return new VarManifest(
        CELLS,
        layout.geneIndexName(),
        compression,
        new ValueSchema(layout.varValuesPattern(SampleType.U16, compression), SampleType.U16),
        List.of(
            new FieldEntry.Continuous(0, "CD3D", Optional.of(new Bounds(0, 2.5))),
            new FieldEntry.Continuous(1, "MS4A1", Optional.of(new Bounds(0, 1)))));
  }

  private ConnectivityManifest connectivity() {
    return new ConnectivityManifest(
        CELLS,
        2,
        2,
        SampleType.U16,
        layout.edgeSourcesPath(compression),
        layout.edgeDestinationsPath(compression),
        layout.edgeWeightsPath(compression),
        compression);
  }

  private void document(String name, byte[] json) throws IOException {
    Files.createDirectories(root);
    Files.write(root.resolve(name), json);
  }

  private void payload(String path, int bytes) throws IOException {
    byte[] raw = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      raw[i] = (byte) (i + path.length());
    }
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, compression.gzipped() ? gzip(raw) : raw);
  }

  static byte[] gzip(byte[] raw) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(stored)) {
      out.write(raw);
    }
    return stored.toByteArray();
  }
}
