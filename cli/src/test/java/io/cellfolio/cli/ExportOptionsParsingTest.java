package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cellfolio.export.CategoryWidth;
import io.cellfolio.export.Choice;
import io.cellfolio.export.DuplicateNames;
import io.cellfolio.export.ExportOptions;
import io.cellfolio.export.GeneSelection;
import io.cellfolio.export.Verification;
import io.cellfolio.format.Compression;
import io.cellfolio.format.DatasetIdentity;
import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Rounding;
import io.cellfolio.quant.Symmetrization;
import io.cellfolio.source.MemoryBudget;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What arguments mean as options of the library. */
class ExportOptionsParsingTest {
  @TempDir Path directory;

  @Test
  void withoutOptionsEverythingIsAsRecommended() throws Exception {
    int threads = ExportOptions.defaults().threads();
    assertThat(options(Map.of()))
        .isEqualTo(ExportOptions.builder().stagingCheck(new StagingValidation(threads)).build());
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        setting("--layout keyed", ExportOptions::layout, Layout.keyed()),
        setting("--layout indexed", ExportOptions::layout, Layout.indexed()),
        setting("--dataset-id a.b-c_d", ExportOptions::datasetId, Optional.of("a.b-c_d")),
        setting("--dataset-name PBMC", ExportOptions::datasetName, Optional.of("PBMC")),
        setting("--dataset-description text", ExportOptions::description, "text"),
        setting(
            "--source-name atlas --source-citation Who",
            ExportOptions::source,
            Optional.of(
                new DatasetIdentity.Source(
                    Optional.of("atlas"), Optional.empty(), Optional.of("Who")))),
        setting(
            "--source-url https://example.org",
            ExportOptions::source,
            Optional.of(
                new DatasetIdentity.Source(
                    Optional.empty(), Optional.of("https://example.org"), Optional.empty()))),
        setting(
            "--created-at 2026-03-31T08:15:00Z",
            ExportOptions::createdAt,
            Optional.of(Instant.parse("2026-03-31T08:15:00Z"))),
        setting(
            "--embedding 2=X_tsne --embedding 3d=a=b",
            ExportOptions::embeddings,
            Map.of(2, "X_tsne", 3, "a=b")),
        setting("--latent X_scvi", ExportOptions::latent, Choice.key("X_scvi")),
        setting("--latent none", ExportOptions::latent, Choice.none()),
        setting("--connectivities knn", ExportOptions::connectivities, Choice.key("knn")),
        setting("--connectivities none", ExportOptions::connectivities, Choice.none()),
        setting("--graph-symmetrize max", ExportOptions::symmetrization, Symmetrization.MAX),
        setting("--graph-symmetrize mean", ExportOptions::symmetrization, Symmetrization.MEAN),
        setting(
            "--vector-field a_umap --vector-field b_umap_2d",
            ExportOptions::vectorFields,
            Optional.of(List.of("a_umap", "b_umap_2d"))),
        setting("--vector-field none", ExportOptions::vectorFields, Optional.of(List.of())),
        setting(
            "--vector-field-default a_umap",
            ExportOptions::defaultVectorField,
            Optional.of("a_umap")),
        setting("--obs-keys b,a", ExportOptions::obsKeys, Optional.of(List.of("b", "a"))),
        setting(
            "--genes CD3D,CD19", ExportOptions::genes, GeneSelection.of(List.of("CD3D", "CD19"))),
        setting("--genes none", ExportOptions::genes, GeneSelection.none()),
        setting("--ignore-missing-genes", ExportOptions::ignoreMissingGenes, true),
        setting(
            "--var-gene-id-column feature_name",
            ExportOptions::geneIdColumn,
            Optional.of("feature_name")),
        setting("--var-gene-id-column index", ExportOptions::geneIdColumn, Optional.empty()),
        setting("--duplicates fail", ExportOptions::duplicates, DuplicateNames.FAIL),
        setting("--duplicates suffix", ExportOptions::duplicates, DuplicateNames.SUFFIX),
        setting("--var-quantization 8", ExportOptions::varType, SampleType.U8),
        setting("--var-quantization 16", ExportOptions::varType, SampleType.U16),
        setting("--var-quantization none", ExportOptions::varType, SampleType.F32),
        setting("--obs-continuous-quantization 16", ExportOptions::obsType, SampleType.U16),
        setting("--obs-continuous-quantization none", ExportOptions::obsType, SampleType.F32),
        setting("--obs-categorical-dtype auto", ExportOptions::categoryWidth, CategoryWidth.AUTO),
        setting("--obs-categorical-dtype uint8", ExportOptions::categoryWidth, CategoryWidth.UINT8),
        setting(
            "--obs-categorical-dtype uint16", ExportOptions::categoryWidth, CategoryWidth.UINT16),
        setting("--rounding truncate", ExportOptions::rounding, Rounding.TRUNCATE),
        setting("--rounding nearest", ExportOptions::rounding, Rounding.NEAREST),
        setting("--compression 1", ExportOptions::compression, Compression.gzip(1)),
        setting("--compression 9", ExportOptions::compression, Compression.gzip(9)),
        setting("--compression none", ExportOptions::compression, Compression.none()),
        setting(
            "--centroid-outlier-quantile 0.9",
            ExportOptions::centroidOutlierQuantile,
            OptionalDouble.of(0.9)),
        setting(
            "--centroid-outlier-quantile none",
            ExportOptions::centroidOutlierQuantile,
            OptionalDouble.empty()),
        setting("--centroid-min-points 3", ExportOptions::centroidMinPoints, 3),
        setting("--threads 3", ExportOptions::threads, 3),
        setting("--memory 512m", ExportOptions::memory, MemoryBudget.megabytes(512)),
        setting("--force", ExportOptions::force, true),
        setting("--verify none", ExportOptions::verification, Verification.NONE),
        setting("--verify lengths", ExportOptions::verification, Verification.LENGTHS),
        setting("--verify content", ExportOptions::verification, Verification.CONTENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--force", "--verify content", "--threads 3"})
  void letsTheValidatorSeeEveryExport(String arguments) throws Exception {
    assertThat(options(Map.of(), arguments.split(" ")).stagingCheck().orElseThrow())
        .isInstanceOf(StagingValidation.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void setsWhatTheArgumentSays(
      String arguments, Function<ExportOptions, Object> component, Object expected)
      throws Exception {
    assertThat(component.apply(options(Map.of(), arguments.split(" ")))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--layout|0.9.1|expected keyed or indexed",
        "--var-quantization|32|expected 8, 16 or none",
        "--obs-continuous-quantization|none8|expected 8, 16 or none",
        "--obs-categorical-dtype|int8|expected one of auto, uint16, uint8",
        "--rounding|up|expected one of nearest, truncate",
        "--compression|0|from 1 to 9 or none",
        "--compression|10|from 1 to 9 or none",
        "--compression|gzip|from 1 to 9 or none",
        "--centroid-outlier-quantile|0.5|above 0.5 and below 1",
        "--centroid-outlier-quantile|1|above 0.5 and below 1",
        "--centroid-outlier-quantile|NaN|above 0.5 and below 1",
        "--centroid-outlier-quantile|high|above 0.5 and below 1",
        "--centroid-min-points|0|of 1 or more",
        "--threads|0|from 1 to 1024",
        "--threads|99999999999|from 1 to 1024",
        "--memory|lots|is no size",
        "--memory|1k|at least",
        "--memory|999999999999g|is too large",
        "--embedding|X_umap|for example 2=X_umap",
        "--embedding|4=X_umap|from 1 to 3",
        "--embedding|2=|for example 2=X_umap",
        "--created-at|yesterday|2026-03-31T08:15:00Z",
        "--created-at|2026-02-30T00:00:00Z|not in the calendar",
        "--created-at|2026-03-31T08:15:00+02:00|UTC",
        "--verify|deeply|expected one of content, lengths, none",
        "--duplicates|drop|expected one of fail, suffix",
        "--graph-symmetrize|min|expected one of max, mean",
        "--obs-keys|a,,b|empty name",
        "--obs-keys|a,b,a|more than once: a",
        "--genes|A,B,B|more than once: B",
        "--genes|markers.txt|no file 'markers.txt'",
        "--no-such-option|x|Unknown option",
      })
  void refusesWithTheOptionsName(String option, String argument, String expected) {
    assertThatThrownBy(() -> options(Map.of(), option, argument))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(option)
        .hasMessageContaining(expected);
  }

  @Test
  void refusesOptionsThatContradictThemselves() {
    assertThatThrownBy(() -> options(Map.of(), "--embedding", "2=a", "--embedding", "2=b"))
        .hasMessageContaining("--embedding: 2=... is given more than once");
    assertThatThrownBy(() -> options(Map.of(), "--vector-field", "a", "--vector-field", "none"))
        .hasMessageContaining("'none' cannot stand beside keys");
    assertThatThrownBy(() -> options(Map.of(), "--layout", "keyed", "--layout", "indexed"))
        .hasMessageContaining("--layout");
  }

  @Test
  void optionsOfOneSectionDoNotDisplaceEachOther() throws Exception {
    ExportOptions options =
        options(
            Map.of(),
            ("--embedding 2=a --latent b --embedding 3=c --rounding nearest --force"
                    + " --compression 1 --threads 2")
                .split(" "));
    assertThat(options.embeddings()).containsOnlyKeys(2, 3);
    assertThat(options.latent()).isEqualTo(Choice.key("b"));
    assertThat(options.rounding()).isEqualTo(Rounding.NEAREST);
    assertThat(options.compression()).isEqualTo(Compression.gzip(1));
    assertThat(options.force()).isTrue();
    assertThat(options.threads()).isEqualTo(2);
  }

  @Test
  void aQuotedNameKeepsItsComma() throws Exception {
    assertThat(options(Map.of(), "--obs-keys", "\"age, years\",sex").obsKeys())
        .contains(List.of("age, years", "sex"));
    assertThatThrownBy(() -> options(Map.of(), "--obs-keys", "\"age"))
        .hasMessageContaining("without a closing one");
  }

  @Test
  void readsGenesFromAFile() throws Exception {
    Files.writeString(
        directory.resolve("markers"), "\uFEFFCD3D\r\n\n  CD19  \n# comment\n#\nHLA-DRB1/2\n");
    assertThat(options(Map.of(), "--genes", "markers").genes())
        .isEqualTo(GeneSelection.of(List.of("CD3D", "CD19", "HLA-DRB1/2")));
    Files.writeString(directory.resolve("empty"), "# nothing\n\n");
    assertThatThrownBy(() -> options(Map.of(), "--genes", "empty"))
        .hasMessageContaining("'empty' names no gene");
    Files.write(directory.resolve("binary"), new byte[] {(byte) 0xc3, (byte) 0x28});
    assertThatThrownBy(() -> options(Map.of(), "--genes", "binary"))
        .hasMessageContaining("no UTF-8 text");
  }

  @Test
  void takesTheTimeFromTheEnvironmentUnlessTold() throws Exception {
    Map<String, String> epoch = Map.of("SOURCE_DATE_EPOCH", "1700000000");
    assertThat(options(epoch).createdAt()).contains(Instant.ofEpochSecond(1_700_000_000));
    assertThat(options(epoch, "--created-at", "2026-03-31T08:15:00Z").createdAt())
        .contains(Instant.parse("2026-03-31T08:15:00Z"));
    assertThat(options(Map.of("SOURCE_DATE_EPOCH", "")).createdAt()).isEmpty();
    for (String bad : List.of("soon", "99999999999999999999", "999999999999999")) {
      assertThatThrownBy(() -> options(Map.of("SOURCE_DATE_EPOCH", bad)))
          .isInstanceOf(ParameterException.class)
          .hasMessageContaining("SOURCE_DATE_EPOCH")
          .hasMessageContaining(bad);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pbmc.h5ad,exports/pbmc",
    "data/PBMC.H5AD,exports/PBMC",
    "some file.h5ad,exports/some file",
    "noending,exports/noending",
    ".h5ad,exports/.h5ad"
  })
  void namesTheDirectoryAfterTheInput(String input, String expected) {
    CommandLine top = commandLine(Map.of());
    top.parseArgs("export", input);
    ExportCommand export = top.getSubcommands().get("export").getCommand();
    assertThat(export.target()).isEqualTo(Path.of(expected));
  }

  private ExportOptions options(Map<String, String> environment, String... arguments)
      throws Exception {
    CommandLine top = commandLine(environment);
    String[] line =
        Stream.concat(Stream.of("export", "in.h5ad"), Stream.of(arguments)).toArray(String[]::new);
    top.parseArgs(line);
    ExportCommand export = top.getSubcommands().get("export").getCommand();
    return export.options();
  }

  private CommandLine commandLine(Map<String, String> environment) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return Main.commandLine(
        new Invocation(nowhere, nowhere, false, "cellfolio", environment, directory),
        ErrorPresenter.withStackTraces(false));
  }

  private static <T> Arguments setting(
      String arguments, Function<ExportOptions, T> component, Object expected) {
    return arguments(arguments, component, expected);
  }
}
