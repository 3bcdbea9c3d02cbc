package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cellfolio.format.Compression;
import io.cellfolio.format.Layout;
import io.cellfolio.format.MalformedDatasetException;
import io.cellfolio.format.UnsupportedLayoutException;
import io.cellfolio.format.proto.Dtype;
import io.cellfolio.format.proto.ExportDescriptor;
import io.cellfolio.format.proto.ObsField;
import io.cellfolio.format.proto.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a description says, and what is refused. */
class ExportDescriberTest {
  @TempDir Path directory;

  static List<Arguments> kinds() {
    return List.of(
        arguments(Layout.keyed(), Compression.gzip(6)),
        arguments(Layout.keyed(), Compression.none()),
        arguments(Layout.indexed(), Compression.gzip(1)),
        arguments(Layout.indexed(), Compression.none()));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("kinds")
  void saysWhatTheDocumentsSay(Layout layout, Compression compression) throws IOException {
    ExportDescriptor export = describe(layout, compression);
    assertThat(export.getId()).isEqualTo("tiny");
    assertThat(export.getName()).isEqualTo("Tiny");
    assertThat(export.getDescription()).isEqualTo("three cells");
    assertThat(export.getCreatedAt()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(export.getWriterVersion()).isEqualTo("by hand");
    assertThat(export.getNCells()).isEqualTo(3);
    assertThat(export.getNGenes()).isEqualTo(2);
    assertThat(export.getGeneIdColumn()).isEmpty();
    assertThat(export.hasCompression()).isEqualTo(compression.gzipped());
    assertThat(export.getCentroidOutlierQuantile()).isEqualTo(0.95);
    assertThat(export.getSource().getName()).isEqualTo("nowhere");
    assertThat(export.getEmbeddingsList()).hasSize(1);
    assertThat(export.getDefaultDimension()).isEqualTo(2);
    assertThat(export.getDefaultVectorField()).isEqualTo("velocity_umap");
    assertThat(export.getLayoutEvidenceList()).isNotEmpty();
    assertThat(export.getGraph().getNEdges()).isEqualTo(2);
    assertThat(export.getGraph().getWeightsPath().isEmpty()).isEqualTo(layout == Layout.keyed());
    ObsField age = export.getObsFields(0);
    assertThat(age.getKind()).isEqualTo(ObsField.Kind.KIND_CONTINUOUS);
    assertThat(age.getBounds().getMax()).isEqualTo(5);
    ObsField type = export.getObsFields(1);
    assertThat(type.getCategories(1).getText()).isEqualTo("T");
    assertThat(type.getCentroidsByDimension(0).getCentroids(0).getCategory()).isEqualTo(1);
    assertThat(type.getOutliersDtype()).isEqualTo(Dtype.DTYPE_FLOAT32);
    assertThat(type.hasOutliersBounds()).isFalse();
    assertThat(export.getGenes(1).getName()).isEqualTo("MS4A1");
    assertThat(export.getGenes(0).getDtype()).isEqualTo(Dtype.DTYPE_UINT16);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("kinds")
  void measuresEveryPayload(Layout layout, Compression compression) throws IOException {
    ExportDescriptor export = describe(layout, compression);
    assertThat(export.getPayloadsCount()).isEqualTo(layout == Layout.keyed() ? 9 : 10);
    assertThat(export.getPayloadsList()).extracting(Payload::getPath).isSorted();
    for (Payload payload : export.getPayloadsList()) {
      byte[] stored = Files.readAllBytes(directory.resolve(payload.getPath()));
      assertThat(payload.getStoredBytes()).isEqualTo(stored.length);
      long elements = payload.getShapeList().stream().reduce(1L, Math::multiplyExact);
      assertThat(payload.getRawBytes() % elements).isZero();
      byte[] raw = new byte[(int) payload.getRawBytes()];
      for (int i = 0; i < raw.length; i++) {
        raw[i] = (byte) (i + payload.getPath().length());
      }
      CRC32 crc = new CRC32();
      crc.update(raw);
      assertThat(Integer.toUnsignedLong(payload.getCrc32()))
          .as(payload.getPath())
          .isEqualTo(crc.getValue());
    }
  }

  @Test
  void pathsOfFieldsAreThoseOfPayloads() throws IOException {
    ExportDescriptor export = describe(Layout.keyed(), Compression.gzip(6));
    List<String> payloads = export.getPayloadsList().stream().map(Payload::getPath).toList();
    assertThat(payloads)
        .contains(export.getObsFields(0).getPath(), export.getObsFields(1).getPath())
        .contains(export.getObsFields(1).getOutliersPath(), export.getGenes(0).getPath())
        .contains(export.getVectorFields(0).getFiles(0).getPath());
    assertThat(export.getObsFields(1).getPath()).isEqualTo("obs/cell_type.codes.u8.gz");
  }

  @Test
  void isTheSameForAnyThreadsAndPlace(@TempDir Path elsewhere) throws IOException {
    ExportDescriptor one = describe(Layout.indexed(), Compression.gzip(6));
    TinyExport.write(Layout.indexed(), Compression.gzip(6), elsewhere);
    for (int threads : new int[] {1, 2, 7, 50}) {
      assertThat(ExportDescriber.describe(elsewhere, threads)).isEqualTo(one);
    }
    assertThatThrownBy(() -> ExportDescriber.describe(elsewhere, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "{0}: {1} by {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "obs_manifest.json|\"n_points\": 3|\"n_points\": 4|/n_points|expected 3, the n_cells of",
        "var_manifest.json|\"n_points\": 3|\"n_points\": 2|/n_points|expected 3",
        "connectivity_manifest.json|\"n_cells\": 3|\"n_cells\": 9|/n_cells|found 9",
        "var_manifest.json|\"compression\": 6|\"compression\": 7|/compression|expected 6 as in",
        "dataset_identity.json|\"key\": \"age\"|\"key\": \"Age\"|/obs_fields/0|found 'Age'",
        "dataset_identity.json|\"n_categories\": 2|\"n_categories\": 3|/obs_fields/1|cell type",
        "obs_manifest.json|\"category\": \"T\"|\"category\": \"NK\"|obs_manifest|declared",
        "connectivity_manifest.json|\"n_edges\": 2|\"n_edges\": 3|edges.dst|expected 6 bytes",
        "var_manifest.json|\"MS4A1\"|\"CD4\"|var/CD4.values.u16.gz|no such file",
        "dataset_identity.json|{|[|dataset_identity|",
      })
  void refusesDocumentsThatContradict(
      String document, String from, String to, String place, String problem) throws IOException {
    TinyExport.write(Layout.keyed(), Compression.gzip(6), directory);
    Path file = directory.resolve(document);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
    assertThatThrownBy(() -> ExportDescriber.describe(directory))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining(place)
        .hasMessageContaining(problem == null ? "" : problem);
  }

  @Test
  void refusesWhatIsMissing() throws IOException {
    TinyExport.write(Layout.keyed(), Compression.gzip(6), directory);
    Files.delete(directory.resolve("var/CD3D.values.u16.gz"));
    assertThatThrownBy(() -> ExportDescriber.describe(directory))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageStartingWith("var/CD3D.values.u16.gz: ")
        .hasMessageContaining("no such file");
    Files.delete(directory.resolve(Layout.OBS_MANIFEST_FILE));
    assertThatThrownBy(() -> ExportDescriber.describe(directory))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageStartingWith("obs_manifest.json: expected this document");
    assertThatThrownBy(() -> ExportDescriber.describe(directory.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> ExportDescriber.describe(directory.resolve(Layout.IDENTITY_FILE)))
        .isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void refusesPayloadsOfAnotherLength() throws IOException {
    TinyExport.write(Layout.indexed(), Compression.none(), directory);
    Files.write(directory.resolve("var/1.values.u16"), new byte[5]);
    assertThatThrownBy(() -> ExportDescriber.describe(directory))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessage("var/1.values.u16: expected 6 bytes, got 5 (uint16 [3])");
  }

  @Test
  void theFirstOfSeveralFaultsIsReportedForAnyThreads() throws IOException {
    TinyExport.write(Layout.keyed(), Compression.gzip(6), directory);
    for (String name :
        List.of("obs/age.values.u8.gz", "points_2d.bin.gz", "var/CD3D.values.u16.gz")) {
      Files.write(directory.resolve(name), TinyExport.gzip(new byte[1]));
    }
    for (int repetition = 0; repetition < 20; repetition++) {
      int threads = 1 + repetition % 4;
      assertThatThrownBy(() -> ExportDescriber.describe(directory, threads))
          .hasMessage("obs/age.values.u8.gz: expected 3 bytes after inflating, got 1 (uint8 [3])");
    }
  }

  @Test
  void refusesAGzipBombEarly() throws IOException {
    TinyExport.write(Layout.keyed(), Compression.gzip(6), directory);
    Files.write(directory.resolve("points_2d.bin.gz"), TinyExport.gzip(new byte[50_000_000]));
    assertThatThrownBy(() -> ExportDescriber.describe(directory))
        .hasMessage(
            "points_2d.bin.gz: expected 24 bytes after inflating, got more (float32 [3, 2])");
  }

  @Test
  void followsNoLinkOutOfTheDirectory(@TempDir Path elsewhere) throws IOException {
    TinyExport.write(Layout.keyed(), Compression.none(), directory);
    Path gene = directory.resolve("var/CD3D.values.u16");
    Path moved = Files.move(gene, elsewhere.resolve("secret"));
    Files.createSymbolicLink(gene, moved);
    assertThatThrownBy(() -> ExportDescriber.describe(directory))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageStartingWith("var/CD3D.values.u16: ")
        .hasMessageContaining("leads out of it");
    Files.delete(gene);
    Files.move(moved, directory.resolve("inside"));
    Files.createSymbolicLink(gene, Path.of("..", "inside"));
    assertThat(ExportDescriber.describe(directory).getPayloadsCount()).isEqualTo(9);
  }

  @Test
  void refusesPathsThatLeadOutOfTheDirectory() throws IOException {
    TinyExport.write(Layout.keyed(), Compression.none(), directory);
    Path file = directory.resolve(Layout.IDENTITY_FILE);
    Files.writeString(file, Files.readString(file).replace("points_2d.bin", "../points_2d.bin"));
    assertThatThrownBy(() -> ExportDescriber.describe(directory))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("../points_2d.bin");
  }

  @Test
  void refusesAMixtureOfLayouts(@TempDir Path other) throws IOException {
    TinyExport.write(Layout.keyed(), Compression.gzip(6), directory);
    TinyExport.write(Layout.indexed(), Compression.gzip(6), other);
    Files.delete(directory.resolve(Layout.VAR_MANIFEST_FILE));
    Files.copy(
        other.resolve(Layout.VAR_MANIFEST_FILE), directory.resolve(Layout.VAR_MANIFEST_FILE));
    assertThatThrownBy(() -> ExportDescriber.describe(directory))
        .isInstanceOf(UnsupportedLayoutException.class);
  }

  private ExportDescriptor describe(Layout layout, Compression compression) throws IOException {
    TinyExport.write(layout, compression, directory);
    return ExportDescriber.describe(directory);
  }
}
