package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellfolio.format.proto.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option {@code --report} of {@code validate}. */
class ReportFilesTest {
  private static final List<String> FORMATS =
      List.of("text", "json", "proto", "junit", "sarif", "html");

  @TempDir Path directory;

  @BeforeEach
  void export() throws IOException {
    DemoFixture.write(directory, "marrow.h5ad");
    DemoFixture.succeed(directory, "export", "marrow.h5ad", "-o", "marrow");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".lock"))
          .sorted()
          .toList();
    }
  }

  private static Object key(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    Object key = attributes.fileKey();
    return key == null ? attributes.creationTime() : key;
  }

  private String[] allReports(String folder) {
    List<String> arguments = new ArrayList<>(List.of("validate", "marrow"));
    for (String format : FORMATS) {
      arguments.addAll(List.of("--report", format + "=" + folder + "out." + format));
    }
    return arguments.toArray(String[]::new);
  }

  @Test
  void oneRunWritesSeveralAndReplacesThemLater() throws IOException {
    Files.createFile(directory.resolve("out.html"));
    DemoFixture.succeed(directory, allReports(""));

    assertThat(files())
        .containsExactly(
            "marrow",
            "marrow.h5ad",
            "out.html",
            "out.json",
            "out.junit",
            "out.proto",
            "out.sarif",
            "out.text");
    byte[] message = Files.readAllBytes(directory.resolve("out.proto"));
    assertThat(ValidationReport.parseFrom(message).getChecksRun()).isGreaterThan(1000);
    for (String format : FORMATS) {
      Path file = directory.resolve("out." + format);
      byte[] first = Files.readAllBytes(file);
      assertThat(first).as(format).isNotEmpty();
      Object key = key(file);
      DemoFixture.succeed(
          directory, "validate", "marrow", "--quiet", "--report", format + "=out." + format);
      assertThat(file).hasBinaryContent(first);
      // Another file took its place; nobody can have read half of it.
      assertThat(key(file)).isNotEqualTo(key);
    }
    assertThat(files()).hasSize(8);
  }

  @Test
  void foldersAreMade() throws IOException {
    DemoFixture.succeed(directory, allReports("reports/today/"));

    try (Stream<Path> list = Files.list(directory.resolve("reports/today"))) {
      assertThat(list).hasSize(FORMATS.size());
    }
  }

  @Test
  void nothingElseIsReplaced() throws IOException {
    Files.writeString(directory.resolve("notes.html"), "my notes");
    byte[] source = Files.readAllBytes(directory.resolve("marrow.h5ad"));
    for (String file : List.of("notes.html", "marrow.h5ad")) {
      assertThat(
              DemoFixture.fail(
                  directory, ExitCodes.USAGE, "validate", "marrow", "--report", "html=" + file))
          .contains("--report: " + file + " exists and is no report; name another file");
    }
    assertThat(directory.resolve("notes.html")).hasContent("my notes");
    assertThat(directory.resolve("marrow.h5ad")).hasBinaryContent(source);
  }

  @Test
  void theExportIsNotWrittenTo() throws IOException {
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("marrow"));
    for (String file : List.of("marrow/report.html", "marrow/x/../new/r.html", "link/r.html")) {
      assertThat(
              DemoFixture.fail(
                  directory, ExitCodes.USAGE, "validate", "marrow", "--report", "html=" + file))
          .contains("--report: ", " lies in ");
    }
    assertThat(directory.resolve("marrow/report.html")).doesNotExist();
  }

  @Test
  void whatCannotBeFollowedIsRefusedBeforeAnythingIsRead() {
    assertThat(refusal("html")).contains("expected a format, an equals sign and a file");
    assertThat(refusal("pdf=x.pdf")).contains("expected one of text, json, ", "'pdf=x.pdf'");
    assertThat(refusal("html=.")).contains(" is a directory; name a file in it");
    assertThat(
            DemoFixture.fail(
                directory,
                ExitCodes.USAGE,
                "validate",
                "nowhere",
                "--report",
                "html=a",
                "--report",
                "json=./x/../a"))
        .contains(" is named twice");
  }

  private String refusal(String report) {
    return DemoFixture.fail(directory, ExitCodes.USAGE, "validate", "nowhere", "--report", report);
  }

  @Test
  void aFullDiskIsToldOfAndTheOtherReportsAreWritten() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no device that is always full");

    ExportTree.Outcome outcome =
        ExportTree.run(
            directory,
            "validate",
            "marrow",
            "--quiet",
            "--report",
            "html=/dev/full",
            "--report",
            "json=out.json");

    assertThat(outcome.exitCode()).isEqualTo(ExitCodes.IO);
    assertThat(outcome.err())
        .isEqualTo("cellfolio: /dev/full: the report cannot be written: the disk is full\n");
    assertThat(directory.resolve("out.json")).isNotEmptyFile();
  }

  @Test
  void aFileInTheWayIsToldOf() throws IOException {
    Files.writeString(directory.resolve("file"), "x");

    ExportTree.Outcome outcome =
        ExportTree.run(
            directory, "validate", "marrow", "--quiet", "--report", "html=file/report.html");

    assertThat(outcome.exitCode()).isEqualTo(ExitCodes.IO);
    assertThat(outcome.err())
        .isEqualTo(
            "cellfolio: file/report.html: the report cannot be written: %s is a file, not a directory\n"
                .formatted(directory.resolve("file")));
    assertThat(directory.resolve("file")).hasContent("x");
  }

  @Test
  void aDeviceIsWrittenTo() {
    Path sink = Path.of("/dev/null");
    assumeTrue(Files.exists(sink), "no device that takes all");

    DemoFixture.succeed(directory, "validate", "marrow", "--report", "sarif=/dev/null");

    assertThat(sink).exists();
    assertThat(Files.isRegularFile(sink)).isFalse();
  }
}
