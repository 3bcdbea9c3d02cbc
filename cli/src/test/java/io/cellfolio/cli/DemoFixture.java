package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.h5ad.demo.DemoDataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small simulated file that tests share, made once. */
final class DemoFixture {
  static final int CELLS = 200;
  static final int GENES = 40;

  private static final byte[] FILE = make();

  private DemoFixture() {}

  /** Puts the file into a directory. */
  static Path write(Path directory, String name) throws IOException {
    return Files.write(directory.resolve(name), FILE);
  }

  /** Runs the command in a directory and expects success. */
  static String succeed(Path directory, String... arguments) {
    ExportTree.Outcome outcome = ExportTree.run(directory, arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCodes.OK);
    assertThat(outcome.err()).isEmpty();
    return outcome.out();
  }

  /** Runs the command in a directory and expects a failure. */
  static String fail(Path directory, int exitCode, String... arguments) {
    ExportTree.Outcome outcome = ExportTree.run(directory, arguments);
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(exitCode);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).isNotBlank().doesNotContain("\tat ");
    return outcome.err();
  }

  private static byte[] make() {
    try {
      Path file = Files.createTempFile("cellfolio-test-", ".h5ad");
      try {
        DemoDataset.simulate(CELLS, GENES, 11).writeTo(file);
        return Files.readAllBytes(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
