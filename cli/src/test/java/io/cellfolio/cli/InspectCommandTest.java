package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cellfolio.format.proto.ExportDescriptor;
import io.cellfolio.validate.ExportDescriber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code inspect}. */
class InspectCommandTest {
  @TempDir static Path directory;

  @BeforeAll
  static void exportBothLayouts() throws IOException {
    DemoFixture.write(directory, "marrow.h5ad");
    DemoFixture.succeed(directory, "export", "marrow.h5ad", "-o", "keyed");
    DemoFixture.succeed(directory, "export", "marrow.h5ad", "-o", "indexed", "--layout", "indexed");
  }

  @Test
  void describesAnExportForPeople() {
    assertThat(DemoFixture.succeed(directory, "inspect", "keyed"))
        .startsWith("keyed: keyed layout, for the Cellucid 0.9.0 viewer\n")
        .contains("cells        200\n")
        .contains("genes        40, named by the var index\n")
        .contains("compression  gzip level 6\n")
        .contains("embeddings   2D, 3D (shown first)\n")
        .contains("vectors      velocity_umap 2D, 3D (shown first)\n")
        .containsPattern("cell_type +category +uint8 +10: HSC, Erythroid progenitor, ")
        .containsPattern("total_counts +continuous +uint8 +[\\d.]+ to [\\d.]+\n")
        .contains("... and 20 more (--json lists all)")
        .containsPattern("var +40 files +8.00 kB raw")
        .contains("payloads, all read and intact:");
    assertThat(DemoFixture.succeed(directory, "inspect", "indexed"))
        .contains("indexed layout, for the Cellucid 0.9.1 viewer")
        .contains("float64 weights");
  }

  @Test
  void writesJsonThatListsEverything() throws IOException {
    String json = DemoFixture.succeed(directory, "inspect", "keyed", "--json");
    JsonNode export = new ObjectMapper().readTree(json);
    assertThat(export.get("layout").asText()).isEqualTo("LAYOUT_KEYED");
    assertThat(export.get("genes")).hasSize(40);
    assertThat(export.get("payloads").size()).isEqualTo(2 + 5 + 2 * 5 + 40 + 2 + 2);
    assertThat(DemoFixture.succeed(directory, "inspect", "keyed", "--format", "json"))
        .isEqualTo(json);
  }

  @Test
  void writesTheMessageToAFile() throws IOException {
    assertThat(
            DemoFixture.succeed(
                directory, "inspect", "indexed", "--format", "proto", "-o", "indexed.pb"))
        .isEmpty();
    ExportDescriptor message =
        ExportDescriptor.parseFrom(Files.readAllBytes(directory.resolve("indexed.pb")));
    assertThat(message).isEqualTo(ExportDescriber.describe(directory.resolve("indexed")));
  }

  @Test
  void showsAFileAsATree() {
    assertThat(DemoFixture.succeed(directory, "inspect", "marrow.h5ad"))
        .startsWith("marrow.h5ad: anndata >= 0.8, ")
        .contains("200 cells x 40 genes\n")
        .containsPattern("X +csr_matrix float32 200 x 40, [\\d,]+ stored values")
        .contains("  layers\n    counts")
        .containsPattern("obs +11 columns\n    cell_type +categorical")
        .containsPattern("    X_umap_3d +array float32 200 x 3")
        .contains("  uns\n    cell_type_colors\n");
  }

  @Test
  void saysWhatAnExportPassesOverAndWhy() throws IOException {
    assertThat(DemoFixture.succeed(directory, "inspect", "marrow.h5ad"))
        .contains("and would pass over:\n")
        .containsPattern("  layers/counts +genes come from X; --layer counts takes them from here")
        .containsPattern("  columns of var +genes are named by the index; --var-gene-id-column")
        .containsPattern("  uns +the format has no place for it")
        .doesNotContainPattern("  obsm/X_(umap_[23]d|pca) +no ");
    JsonNode file =
        new ObjectMapper()
            .readTree(DemoFixture.succeed(directory, "inspect", "marrow.h5ad", "--json"));
    assertThat(file.get("export").get("not_taken"))
        .extracting(part -> part.get("what").asText())
        .contains("layers/counts", "uns");
  }

  @Test
  void showsAFileAsJson() throws IOException {
    JsonNode file =
        new ObjectMapper()
            .readTree(DemoFixture.succeed(directory, "inspect", "marrow.h5ad", "--json"));
    assertThat(file.get("n_obs").asInt()).isEqualTo(200);
    assertThat(file.get("X").get("shape").get(1).asInt()).isEqualTo(40);
    assertThat(file.get("obs")).hasSize(11);
    assertThat(file.get("obs").get(0).get("name").asText()).isEqualTo("cell_type");
    assertThat(file.get("layers").get(0).get("path").asText()).isEqualTo("/layers/counts");
    assertThat(file.get("uns").get(0).asText()).isEqualTo("cell_type_colors");
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThat(
            DemoFixture.fail(
                directory, ExitCodes.USAGE, "inspect", "marrow.h5ad", "--format", "proto"))
        .contains("--format");
    assertThat(
            DemoFixture.fail(
                directory, ExitCodes.USAGE, "inspect", "keyed", "--json", "--format", "text"))
        .contains("--json");
    assertThat(DemoFixture.fail(directory, ExitCodes.IO, "inspect", "nothing"))
        .contains("nothing: no such file");
  }

  @Test
  void reportsDamage(@TempDir Path elsewhere) throws IOException {
    DemoFixture.write(elsewhere, "marrow.h5ad");
    DemoFixture.succeed(elsewhere, "export", "marrow.h5ad", "-o", "out");
    Path gene = elsewhere.resolve("out/var/HBB.values.u8.gz");
    byte[] bytes = Files.readAllBytes(gene);
    bytes[bytes.length - 6] ^= 1;
    Files.write(gene, bytes);
    assertThat(DemoFixture.fail(elsewhere, ExitCodes.DAMAGED, "inspect", "out"))
        .contains("var/HBB.values.u8.gz")
        .contains("CRC-32");
    Files.delete(elsewhere.resolve("out/obs_manifest.json"));
    assertThat(DemoFixture.fail(elsewhere, ExitCodes.DAMAGED, "inspect", "out"))
        .contains("obs_manifest.json");
  }

  @Test
  void saysThatMixedLayoutsAreNotSupported(@TempDir Path mixed) throws IOException {
    for (String name : new String[] {"dataset_identity.json", "obs_manifest.json"}) {
      Files.copy(directory.resolve("keyed").resolve(name), mixed.resolve(name));
    }
    Files.copy(directory.resolve("indexed/var_manifest.json"), mixed.resolve("var_manifest.json"));
    assertThat(DemoFixture.fail(mixed, ExitCodes.UNSUPPORTED, "inspect", "."))
        .contains("keyed")
        .contains("indexed");
  }
}
