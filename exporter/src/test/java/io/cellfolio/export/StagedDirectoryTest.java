package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the exporter itself notices in a directory that it has just written. */
class StagedDirectoryTest {
  private static final byte[] VALUES = {0, 1, 2, 3};

  @TempDir Path directory;
  private StagedDirectory staged;

  @BeforeEach
  void write() throws IOException {
    staged = StagedDirectory.create(directory.resolve("stage"));
    staged.createDirectory("var");
    staged.writeDocument("a.json", "{}".getBytes(StandardCharsets.UTF_8));
    Files.write(staged.root().resolve("var/0.values.u8"), VALUES);
    CRC32 crc = new CRC32();
    crc.update(VALUES);
    staged.declare(
        new PayloadReceipt(
            "var/0.values.u8", VALUES.length, VALUES.length, (int) crc.getValue(), 0));
  }

  @Test
  void findsNothingInASoundDirectory() throws IOException {
    assertThat(staged.faults(Verification.LENGTHS)).isEmpty();
    assertThat(staged.faults(Verification.CONTENT)).isEmpty();
    assertThat(staged.faultsOfPlainPayloads()).isEmpty();
  }

  @Test
  void findsFilesThatAreMissingSurplusOrOfAnotherLength() throws IOException {
    Files.delete(staged.root().resolve("a.json"));
    Files.write(staged.root().resolve("b.json"), new byte[1]);
    Files.write(staged.root().resolve("var/0.values.u8"), new byte[5]);
    assertThat(staged.faults(Verification.LENGTHS))
        .containsExactlyInAnyOrder(
            "a.json: missing",
            "b.json: not part of the export",
            "var/0.values.u8: expected 4 bytes, found 5");
  }

  @Test
  void findsOtherContentOnlyWhenItIsRead() throws IOException {
    Files.write(staged.root().resolve("var/0.values.u8"), new byte[] {0, 1, 2, 4});
    assertThat(staged.faults(Verification.LENGTHS)).isEmpty();
    for (var faults :
        List.of(staged.faults(Verification.CONTENT), staged.faultsOfPlainPayloads())) {
      assertThat(faults)
          .singleElement()
          .asString()
          .startsWith("var/0.values.u8: reads back as 4 bytes with CRC-32 ");
    }
  }
}
