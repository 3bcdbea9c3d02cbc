package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportMarksTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(ReportedExports.class)
  void reportsAreKnownAgain(ReportedExports kind) throws IOException {
    ValidationResult result = kind.in(directory.resolve("export"));
    for (ReportFormat format : ReportFormat.values()) {
      Path file = Files.write(directory.resolve("report"), ReportedExports.render(format, result));

      assertThat(ReportFormat.isReport(file)).as("%s of %s", format, kind).isTrue();
    }
  }

  @Test
  void anEmptyFileCanBeReplaced() throws IOException {
    assertThat(ReportFormat.isReport(Files.createFile(directory.resolve("empty")))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my notes\n",
        "checked: the mail\n",
        "{}",
        "{\"verdict\": \"guilty\"}",
        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[]}",
        "<testsuite name=\"my tests\" tests=\"1\"/>",
        "<!DOCTYPE html><title>cellfolio validate</title>",
        "\n\u0003tmp"
      })
  void otherFilesAreNot(String text) throws IOException {
    Path file = directory.resolve("other");

    assertThat(ReportFormat.isReport(Files.writeString(file, text))).isFalse();
  }

  @Test
  void filesOfExportsAndNoiseAreNot() throws IOException {
    Mutant.of(Golden.KEYED).write(directory);
    for (String path : Golden.KEYED.files().keySet()) {
      assertThat(ReportFormat.isReport(directory.resolve(path))).as(path).isFalse();
    }
    Random random = new Random(9);
    for (int i = 0; i < 500; i++) {
      byte[] noise = new byte[1 + random.nextInt(60)];
      random.nextBytes(noise);
      Path file = Files.write(directory.resolve("noise"), noise);
      assertThat(ReportFormat.isReport(file))
          .as("seed 9, run %d: %s", i, new String(noise, StandardCharsets.ISO_8859_1))
          .isFalse();
    }
  }
}
