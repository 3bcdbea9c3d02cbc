package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code export} from end to end. */
class ExportCommandTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void makeInput() throws IOException {
    file = DemoFixture.write(directory, "marrow.h5ad");
  }

  @ParameterizedTest
  @CsvSource({
    "keyed,0.9.0,points_2d.bin.gz",
    "indexed,0.9.1,connectivity/edges.weights.f64.bin.gz"
  })
  void exportsAndSumsUp(String layout, String viewer, String someFile) throws IOException {
    String summary = DemoFixture.succeed(directory, "export", "marrow.h5ad", "--layout", layout);
    Path target = directory.resolve("exports/marrow");
    assertThat(target.resolve(someFile)).isRegularFile();
    assertThat(summary)
        .startsWith("Exported marrow.h5ad to exports/marrow\n")
        .contains("cells        200\n")
        .contains("genes        40 from X\n")
        .contains("obs fields   5 continuous, 5 categorical\n")
        .contains("embeddings   2D from obsm/X_umap_2d, 3D from obsm/X_umap_3d\n")
        .contains("latent       obsm/X_pca\n")
        .containsPattern("graph +[\\d,]+ edges\n")
        .contains("vectors      velocity_umap\n")
        .contains("sections     written: points, obs, var, connectivity, vectors\n")
        .containsPattern("size +.* -> .* \\(\\d+ %\\) in " + files(target).size() + " files\n")
        .contains("'barcode' is left out")
        .contains("the Cellucid " + viewer + " viewer (layout " + layout + ")")
        .endsWith("Next: cellfolio inspect exports/marrow\n");
    DemoFixture.succeed(directory, "inspect", "exports/marrow");
  }

  @Test
  void aSecondRunKeepsWhatAgrees() throws IOException {
    DemoFixture.succeed(directory, "export", "marrow.h5ad");
    Path identity = directory.resolve("exports/marrow/dataset_identity.json");
    byte[] before = Files.readAllBytes(identity);
    assertThat(DemoFixture.succeed(directory, "export", "marrow.h5ad"))
        .startsWith("exports/marrow already holds this export of marrow.h5ad")
        .contains("kept: points, obs, var, connectivity, vectors");
    assertThat(Files.readAllBytes(identity)).isEqualTo(before);
  }

  @Test
  void aContradictionIsRefusedUnlessForced() {
    DemoFixture.succeed(directory, "export", "marrow.h5ad");
    assertThat(
            DemoFixture.fail(
                directory, ExitCodes.FINDINGS, "export", "marrow.h5ad", "--layout", "indexed"))
        .contains("layout")
        .contains("--force");
    assertThat(
            DemoFixture.succeed(
                directory, "export", "marrow.h5ad", "--layout", "indexed", "--force"))
        .contains("layout indexed");
  }

  @Test
  void aDryRunSaysWhatItWouldWriteAndWritesNothing() throws IOException {
    String plan = DemoFixture.succeed(directory, "export", "marrow.h5ad", "--dry-run");
    assertThat(files(directory)).containsExactly("marrow.h5ad");
    assertThat(plan)
        .startsWith("Plan for exports/marrow (nothing is written)\n")
        .contains("layout       keyed, for the Cellucid 0.9.0 viewer")
        .containsPattern("points +2 +4,000 +write\n")
        .containsPattern("var +40 +8,000 +write\n")
        .contains("'barcode' is left out");
    DemoFixture.succeed(directory, "export", "marrow.h5ad");
    long payloads =
        files(directory.resolve("exports/marrow")).stream()
            .filter(path -> path.endsWith(".gz"))
            .count();
    assertThat(plan).containsPattern("total +" + payloads + " ");
  }

  @Test
  void quietPrintsNothing() {
    assertThat(DemoFixture.succeed(directory, "export", "marrow.h5ad", "--quiet")).isEmpty();
    assertThat(DemoFixture.succeed(directory, "export", "marrow.h5ad", "--quiet", "--dry-run"))
        .isEmpty();
    assertThat(directory.resolve("exports/marrow/dataset_identity.json")).exists();
  }

  @Test
  void everyOptionReachesTheExport() throws IOException {
    DemoFixture.succeed(
        directory,
        ("export marrow.h5ad -o out --dataset-id mini --dataset-name Mini --dataset-description D"
                + " --source-name S --source-url https://example.org --source-citation C"
                + " --created-at 2026-01-02T03:04:05Z --embedding 2=X_pca --latent none"
                + " --connectivities none --vector-field none --obs-keys donor,total_counts"
                + " --layer counts --genes CD34,HBB --var-gene-id-column index --duplicates suffix"
                + " --var-quantization 16 --obs-continuous-quantization none"
                + " --obs-categorical-dtype uint16 --rounding nearest --compression none"
                + " --centroid-outlier-quantile none --centroid-min-points 5 --threads 2"
                + " --memory 64m --verify content --no-progress")
            .split(" "));
    assertThat(files(directory.resolve("out")))
        .containsExactly(
            "dataset_identity.json",
            "obs/donor.codes.u16",
            "obs/donor.outliers.f32",
            "obs/total_counts.values.f32",
            "obs_manifest.json",
            "points_2d.bin",
            "var/CD34.values.u16",
            "var/HBB.values.u16",
            "var_manifest.json");
    assertThat(Files.readString(directory.resolve("out/dataset_identity.json")))
        .contains("\"mini\"", "\"Mini\"", "\"D\"", "\"S\"", "https://example.org", "\"C\"")
        .contains("2026-01-02T03:04:05Z", "\"obs_categorical_dtype\": \"uint16\"");
  }

  @Test
  void withoutGenesThereIsNoVarManifest() throws IOException {
    assertThat(DemoFixture.succeed(directory, "export", "marrow.h5ad", "--genes", "none"))
        .contains("genes        none");
    assertThat(directory.resolve("exports/marrow/var_manifest.json")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--embedding 2=X_tsne",
        "--latent X_scvi",
        "--connectivities knn",
        "--vector-field drift_umap",
        "--obs-keys clusters",
        "--genes NOSUCHGENE",
        "--var-gene-id-column names",
        "--layer nolayer",
        "--scratch nowhere"
      })
  void whatIsNotInTheDataIsAUsageError(String option) {
    String[] arguments =
        Stream.concat(Stream.of("export", "marrow.h5ad"), Arrays.stream(option.split(" ")))
            .toArray(String[]::new);
    String wanted = option.substring(option.indexOf(' ') + 1).replace("2=", "");
    assertThat(DemoFixture.fail(directory, ExitCodes.USAGE, arguments)).contains(wanted);
    assertThat(directory.resolve("exports/marrow")).doesNotExist();
  }

  @Test
  void severalProblemsAreReportedAtOnce() {
    assertThat(
            DemoFixture.fail(
                directory,
                ExitCodes.USAGE,
                "export",
                "marrow.h5ad",
                "--latent",
                "X_scvi",
                "--obs-keys",
                "clusters"))
        .contains("2 problems:")
        .contains("X_scvi")
        .contains("clusters");
  }

  @Test
  void inputsThatAreNoneAreRefusedByKind() throws IOException {
    assertThat(DemoFixture.fail(directory, ExitCodes.IO, "export", "none.h5ad"))
        .contains("none.h5ad: no such file");
    assertThat(DemoFixture.fail(directory, ExitCodes.USAGE, "export", "."))
        .contains("is a directory")
        .contains("cellfolio inspect .");
    Files.writeString(directory.resolve("text.h5ad"), "a,b,c\n1,2,3\n");
    assertThat(DemoFixture.fail(directory, ExitCodes.UNSUPPORTED, "export", "text.h5ad"))
        .contains("text.h5ad", "a text table");
    byte[] whole = Files.readAllBytes(file);
    Files.write(directory.resolve("half.h5ad"), Arrays.copyOf(whole, whole.length / 2));
    assertThat(DemoFixture.fail(directory, ExitCodes.DAMAGED, "export", "half.h5ad"))
        .contains("half.h5ad");
  }

  @Test
  void debugAddsTheStack() {
    ExportTree.Outcome outcome = ExportTree.run(directory, "export", "none.h5ad", "--debug");
    assertThat(outcome.exitCode()).isEqualTo(ExitCodes.IO);
    assertThat(outcome.err()).contains("no such file").contains("\tat ");
  }

  @Test
  void aTargetInsideAFileIsAnIoError() {
    assertThat(
            DemoFixture.fail(
                directory, ExitCodes.IO, "export", "marrow.h5ad", "-o", "marrow.h5ad/out"))
        .contains("marrow.h5ad");
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile)
          .map(path -> root.relativize(path).toString())
          .sorted()
          .toList();
    }
  }
}
