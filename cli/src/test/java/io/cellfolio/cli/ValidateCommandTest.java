package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command takes, prints and returns. */
class ValidateCommandTest {
  private static final String LAST_LINE =
      "out: %s \\(%s\\); checked \\d+ rules [\\d,]+ times, \\d+ files and [\\d,]+ bytes of payloads, level %s%s\n$";

  @TempDir Path directory;

  @BeforeEach
  void export() throws IOException {
    DemoFixture.write(directory, "marrow.h5ad");
    DemoFixture.succeed(directory, "export", "marrow.h5ad", "-o", "out", "--layout", "indexed");
  }

  private ExportTree.Outcome validate(String... arguments) {
    String[] line =
        Stream.concat(Stream.of("validate"), Arrays.stream(arguments)).toArray(String[]::new);
    return ExportTree.run(directory, line);
  }

  private void damage() throws IOException {
    Files.delete(directory.resolve("out/points_3d.bin.gz"));
  }

  private void litter() throws IOException {
    Files.writeString(directory.resolve("out/notes.txt"), "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"structure", "lengths", "content"})
  void acceptsAnExport(String level) {
    ExportTree.Outcome outcome = validate("out", "--level", level);

    assertThat(outcome.exitCode()).isEqualTo(ExitCodes.OK);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .containsPattern(LAST_LINE.formatted("[a-z, ]+", "0 errors, .*", level, ""))
        .contains("layout: indexed", "opened by the Cellucid 0.9.1 viewer");
  }

  @Test
  void refusesADamagedExportAndSaysWhatToDo() throws IOException {
    damage();

    ExportTree.Outcome outcome = validate("out");

    assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(outcome.out())
        .startsWith("CF-FILE-001 error: Every declared payload is there.\n  points_3d.bin.gz\n")
        .contains("    expected ", "    found    no such file", "  fix: ", "  see: docs/format/")
        .containsPattern(LAST_LINE.formatted("NOT fit to be shared", "1 error, .*", "content", ""));
  }

  @Test
  void letsWarningsFailWhenStrict() throws IOException {
    litter();

    assertThat(validate("out").exitCode()).isEqualTo(ExitCodes.OK);
    assertThat(validate("out", "--strict").exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(validate("out", "--strict", "--ignore", "CF-FILE-002,CF-DATA").exitCode())
        .isEqualTo(ExitCodes.OK);
    assertThat(validate("out", "--strict", "--only", "cf-gzip").exitCode()).isEqualTo(ExitCodes.OK);
  }

  @Test
  void reportsWantedRulesOnly() throws IOException {
    damage();
    litter();

    assertThat(validate("out", "--only", "CF-FILE-002").out())
        .contains("CF-FILE-002 warning")
        .doesNotContain("CF-FILE-001");
    assertThat(validate("out", "--only", "CF-FILE", "--ignore", "CF-FILE-001").exitCode())
        .isEqualTo(ExitCodes.OK);
    assertThat(validate("out", "--ignore", "CF-FILE-002").out())
        .contains("CF-FILE-001 error")
        .doesNotContain("CF-FILE-002");
  }

  @Test
  void stopsAtTheFirstLevelWithAnError() throws IOException {
    damage();

    ExportTree.Outcome outcome = validate("out", "--fail-fast");

    assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(outcome.out())
        .containsPattern(", 4 files and 0 bytes of payloads, level content, stopped at the first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "empty", "marrow.h5ad", "out/var"})
  void tellsWhatIsNoExport(String place) throws IOException {
    Files.createDirectories(directory.resolve("empty"));

    ExportTree.Outcome outcome = validate(place);

    assertThat(outcome.exitCode()).isEqualTo(ExitCodes.DAMAGED);
    assertThat(outcome.out()).contains("CF-DOC-001 error").contains(place + ": not an export");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "out --level deep|--level: expected structure, lengths or content, got 'deep'",
        "out --only CF-NONE-001|--only: no rule has the code 'CF-NONE-001'",
        "out --ignore X|--ignore: no rule has the code 'X'; docs/rules.md",
        "out --format pdf|--format: expected one of text, json, proto, junit, sarif, html",
        "out --report sarif|--report: expected a format, an equals sign and a file",
        "out --report sarif=|--report: expected a format, an equals sign and a file",
        "out --report pdf=x|--report: expected one of text, json",
        "out --report html=x --report json=x|--report: x is named twice",
        "out --layer counts|--layer: means nothing without --source",
        "out --modality rna|--modality: means nothing without --source",
        "out --memory 8m|--memory: means nothing without --source",
        "out --source marrow.h5ad --level lengths|--source: values are compared with --level content",
        "out --source marrow.h5ad --layer none|--layer: ",
        "out --threads 0|--threads",
        "--strict|DIR",
        "out other|other"
      })
  void explainsWrongArguments(String arguments, String said) {
    ExportTree.Outcome outcome = validate(arguments.split(" "));

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCodes.USAGE);
    assertThat(outcome.err()).startsWith("cellfolio validate: ").contains(said, "--help");
    assertThat(outcome.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"json|{", "junit|<?xml", "sarif|{", "html|<!DOCTYPE html>", "text|layout: indexed"})
  void writesOtherReports(String format, String begin) throws IOException {
    ExportTree.Outcome printed = validate("out", "--format", format);
    ExportTree.Outcome written =
        validate("out", "--quiet", "--report", format + "=r", "--report", "proto=r.pb");

    assertThat(printed.out()).contains(begin);
    assertThat(written.out()).isEmpty();
    assertThat(directory.resolve("r")).content().contains(begin);
    assertThat(directory.resolve("r.pb")).isNotEmptyFile();
  }

  @Test
  void neverWritesToTheExport() throws IOException {
    Map<String, byte[]> before = ExportTree.read(directory.resolve("out")).files();
    validate("out", "--source", "marrow.h5ad", "--report", "html=r.html");
    assertThat(ExportTree.read(directory.resolve("out")).files()).containsExactlyEntriesOf(before);
  }

  @Test
  void showsProgressToAPersonAndErasesIt() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Invocation terminal =
        new Invocation(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            true,
            "cellfolio",
            Map.of(),
            directory);

    Main.run(terminal, "validate", "out");
    String shown = err.toString(StandardCharsets.UTF_8);
    assertThat(shown).contains("reading documents", "structure: 0 errors").endsWith("\r");

    err.reset();
    Main.run(terminal, "validate", "out", "--no-progress");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void readsAFolderOfExports() throws IOException {
    Path site = Files.createDirectory(directory.resolve("site"));
    Files.move(directory.resolve("out"), site.resolve("out"));
    Files.writeString(
        site.resolve("datasets.json"),
        """
        {"version": 1, "default": "out", "datasets": [{"id": "out", "path": "out/", "name": "Out"}]}
        """);

    assertThat(validate("site").exitCode()).isEqualTo(ExitCodes.OK);

    Files.delete(site.resolve("out/points_3d.bin.gz"));
    assertThat(validate("site").out()).contains("  out/points_3d.bin.gz\n");
  }
}
