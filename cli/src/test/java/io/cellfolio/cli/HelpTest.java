package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says about itself. Other tools call it by these names. */
class HelpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-o, --out-dir=DIR",
        "--layout=keyed|indexed",
        "--dataset-id=",
        "--dataset-name=",
        "--dataset-description=",
        "--source-name=",
        "--source-url=",
        "--source-citation=",
        "--created-at=",
        "--embedding=N=KEY",
        "--latent=KEY|none",
        "--connectivities=KEY|none",
        "--graph-symmetrize=max|mean",
        "--vector-field=KEY|none",
        "--vector-field-default=ID",
        "--obs-keys=A,B,C",
        "--layer=NAME|raw",
        "--modality=NAME",
        "--genes=FILE|A,B,C|none",
        "--ignore-missing-genes",
        "--var-gene-id-column=NAME|index",
        "--duplicates=fail|suffix",
        "--var-quantization=8|16|none",
        "--obs-continuous-quantization=8|16|none",
        "--obs-categorical-dtype=auto|uint8|uint16",
        "--rounding=truncate|nearest",
        "--compression=1..9|none",
        "--centroid-outlier-quantile=Q|none",
        "--centroid-min-points=N",
        "--threads=N",
        "--memory=SIZE",
        "--scratch=DIR",
        "--resume",
        "--force",
        "--dry-run",
        "--json",
        "--verify=none|lengths|content",
        "--quiet",
        "--no-progress",
        "--debug"
      })
  void exportHelpNamesTheOption(String option) {
    assertThat(help("export").lines().map(String::strip)).anyMatch(line -> line.startsWith(option));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--cells=N",
        "--genes=N",
        "--seed=S",
        "-o, --out-dir=DIR",
        "--h5ad=FILE",
        "--quiet"
      })
  void demoHelpNamesTheOption(String option) {
    assertThat(help("demo").lines().map(String::strip)).anyMatch(line -> line.startsWith(option));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--format=text|json|proto", "--json", "-o, --output=FILE", "--modality=NAME"})
  void inspectHelpNamesTheOption(String option) {
    assertThat(help("inspect").lines().map(String::strip))
        .anyMatch(line -> line.startsWith(option));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--level=structure|lengths|content",
        "--source=FILE.h5ad",
        "--layer=NAME|raw",
        "--modality=NAME",
        "--format=text|json|proto|junit|sarif|html",
        "--report=FORMAT=FILE",
        "--strict",
        "--ignore=CODE",
        "--only=CODE",
        "--fail-fast",
        "--threads=N",
        "--memory=SIZE",
        "Exit codes:",
        "cellfolio validate exports/pbmc --source pbmc.h5ad"
      })
  void validateHelpNamesTheOption(String option) {
    assertThat(help("validate").lines().map(String::strip))
        .anyMatch(line -> line.startsWith(option));
  }

  @Test
  void theTopHelpNamesCommandsExamplesAndExitCodes() {
    ExportTree.Outcome outcome = ExportTree.run(Path.of(""), "--help");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("export ", "inspect ", "validate ", "demo ", "generate-completion ")
        .contains("Examples:", "Exit codes:", "CELLFOLIO_JAVA_OPTS");
    assertThat(ExportTree.run(Path.of("")).out()).isEqualTo(outcome.out());
  }

  @Test
  void theTopHelpIsTheOneOfAllCommandsInFull() {
    StringWriter full = new StringWriter();
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Main.commandLine(
            new Invocation(nowhere, nowhere, false, "cellfolio", Map.of(), Path.of("")),
            ErrorPresenter.withStackTraces(false))
        .usage(new PrintWriter(full));
    assertThat(ExportTree.run(Path.of(""), "--help").out()).isEqualTo(full.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"export", "inspect", "validate", "demo", "generate-completion"})
  void noLineOfHelpIsTooLong(String command) {
    assertThat(help(command).lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void tellsItsVersion() {
    ExportTree.Outcome outcome = ExportTree.run(Path.of(""), "--version");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).containsPattern("^cellfolio \\d+\\.\\d+\\.\\d+");
  }

  @Test
  void printsACompletionScript() {
    ExportTree.Outcome outcome = ExportTree.run(Path.of(""), "generate-completion");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("_complete_cellfolio", "--obs-categorical-dtype");
  }

  @Test
  void answersAWrongCommandWithAHint() {
    ExportTree.Outcome outcome = ExportTree.run(Path.of(""), "exprt");
    assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(outcome.err()).contains("exprt", "export", "--help");
    assertThat(outcome.out()).isEmpty();
  }

  private static String help(String command) {
    ExportTree.Outcome outcome = ExportTree.run(Path.of(""), command, "--help");
    assertThat(outcome.exitCode()).isZero();
    return outcome.out();
  }
}
