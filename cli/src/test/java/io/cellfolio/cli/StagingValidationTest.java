package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.export.ExportListener;
import io.cellfolio.export.ExportOptions;
import io.cellfolio.export.Exporter;
import io.cellfolio.export.StagingCheck;
import io.cellfolio.export.UnsoundExportException;
import io.cellfolio.export.Verification;
import io.cellfolio.format.Compression;
import io.cellfolio.format.Layout;
import io.cellfolio.h5ad.H5adFile;
import io.cellfolio.h5ad.H5adOptions;
import io.cellfolio.validate.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A defect of the exporter's own never reaches the target. */
class StagingValidationTest {
  @TempDir Path directory;
  private Path input;
  private Path target;

  /** What a defective exporter could do to its own export. */
  private interface Tampering {
    void edit(Path staged) throws IOException;
  }

  private record Defect(
      String name,
      Layout layout,
      Compression compression,
      Verification level,
      String said,
      Tampering tampering) {
    @Override
    public String toString() {
      return name + ", " + layout.name() + ", " + level;
    }
  }

  @BeforeEach
  void writeInput() throws IOException {
    input = DemoFixture.write(directory, "marrow.h5ad");
    target = directory.resolve("out/marrow");
  }

  static Stream<Defect> defects() {
    return Layout.all().stream()
        .flatMap(
            layout -> {
              Verification lengths = Verification.LENGTHS;
              Verification content = Verification.CONTENT;
              Compression gzip = Compression.gzip(6);
              return Stream.of(
                  new Defect(
                      "a gene is cut",
                      layout,
                      gzip,
                      lengths,
                      Rule.PAYLOAD_LENGTH.code(),
                      s -> edit(first(s, "var"), b -> Arrays.copyOf(b, b.length - 9))),
                  new Defect(
                      "a plain gene is cut",
                      layout,
                      Compression.none(),
                      lengths,
                      Rule.PAYLOAD_LENGTH.code(),
                      s -> edit(first(s, "var"), b -> Arrays.copyOf(b, b.length - 1))),
                  new Defect(
                      "a field is gone",
                      layout,
                      gzip,
                      lengths,
                      Rule.PAYLOAD_MISSING.code(),
                      s -> Files.delete(first(s, "obs"))),
                  new Defect(
                      "a file is left over",
                      layout,
                      gzip,
                      lengths,
                      Rule.FILE_UNDECLARED.code(),
                      s -> Files.write(s.resolve("var/left.over"), new byte[1])),
                  new Defect(
                      "a document counts another number of cells",
                      layout,
                      gzip,
                      lengths,
                      Rule.CELL_COUNTS.code(),
                      s ->
                          edit(
                              s.resolve(Layout.VAR_MANIFEST_FILE),
                              b ->
                                  new String(b, StandardCharsets.UTF_8)
                                      .replace("\"n_points\": 200", "\"n_points\": 201")
                                      .getBytes(StandardCharsets.UTF_8))),
                  new Defect(
                      "a flipped byte in a compressed gene",
                      layout,
                      gzip,
                      content,
                      Rule.GZIP_CHECKSUM.code(),
                      s -> edit(first(s, "var"), b -> flipped(b, b.length - 6))),
                  new Defect(
                      "a flipped byte in a plain gene",
                      layout,
                      Compression.none(),
                      content,
                      "reads back as 200 bytes with CRC-32",
                      s -> edit(first(s, "var"), b -> flipped(b, b.length / 2))));
            });
  }

  @ParameterizedTest
  @MethodSource("defects")
  void isRefusedAndTheOldExportStays(Defect defect) throws IOException {
    export(options(defect).datasetName("Old").build());
    var before = new TreeMap<>(ExportTree.read(target).files());
    StagingCheck check =
        (staged, level) -> {
          defect.tampering().edit(staged);
          return new StagingValidation(2).faults(staged, level);
        };
    ExportOptions options =
        options(defect).datasetName("New").force(true).stagingCheck(check).build();

    assertThatThrownBy(() -> export(options))
        .isInstanceOf(UnsoundExportException.class)
        .hasMessageContaining(defect.said())
        .hasMessageContaining("was not published");

    assertThat(ExportTree.read(target).files()).containsExactlyEntriesOf(before);
    assertThat(siblings()).containsExactlyInAnyOrder("marrow", ".marrow.cellucid.lock");
  }

  @Test
  void checksOnlyAsDeepAsWanted() throws IOException {
    Defect flip = defects().filter(d -> d.said().startsWith("CF-GZIP")).findFirst().orElseThrow();
    StagingCheck check =
        (staged, level) -> {
          flip.tampering().edit(staged);
          return new StagingValidation(1).faults(staged, level);
        };

    export(options(flip).verification(Verification.LENGTHS).stagingCheck(check).build());

    assertThat(ExportTree.run(directory, "validate", target.toString()).exitCode())
        .isEqualTo(ExitCodes.FINDINGS);
  }

  @Test
  void isNotAskedWhenNothingIsToBeVerified() throws IOException {
    ExportOptions options =
        ExportOptions.builder()
            .verification(Verification.NONE)
            .stagingCheck(
                (staged, level) -> {
                  throw new AssertionError("asked");
                })
            .build();

    export(options);

    assertThat(target).isDirectory();
  }

  @ParameterizedTest
  @MethodSource("defects")
  void letsSoundExportsPass(Defect sound) throws IOException {
    export(options(sound).stagingCheck(new StagingValidation(2)).build());

    assertThat(target.resolve(Layout.IDENTITY_FILE)).isRegularFile();
  }

  private static ExportOptions.Builder options(Defect defect) {
    return ExportOptions.builder()
        .layout(defect.layout())
        .compression(defect.compression())
        .verification(defect.level())
        .threads(2);
  }

  private void export(ExportOptions options) throws IOException {
    try (H5adFile source = H5adFile.open(input, H5adOptions.defaults())) {
      Exporter.export(source, target, options, ExportListener.silent());
    }
  }

  private List<String> siblings() throws IOException {
    try (Stream<Path> files = Files.list(target.getParent())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Path first(Path staged, String folder) throws IOException {
    try (Stream<Path> files = Files.list(staged.resolve(folder))) {
      return files.sorted().findFirst().orElseThrow();
    }
  }

  private static void edit(Path file, UnaryOperator<byte[]> change) throws IOException {
    Files.write(file, change.apply(Files.readAllBytes(file)));
  }

  private static byte[] flipped(byte[] bytes, int at) {
    bytes[at] ^= 0x10;
    return bytes;
  }
}
