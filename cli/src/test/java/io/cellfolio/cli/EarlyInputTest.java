package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.h5ad.H5adFile;
import io.cellfolio.h5ad.H5adOptions;
import io.cellfolio.h5ad.demo.DemoDataset;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EarlyInputTest {
  private static final H5adOptions DEFAULTS = H5adOptions.defaults();

  @TempDir private Path directory;
  private Invocation invocation;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    invocation = new Invocation(nowhere, nowhere, false, "cellfolio", Map.of(), directory);
    file = directory.resolve("some.h5ad");
    DemoDataset.simulate(60, 30, 5).writeTo(file);
  }

  @Test
  void givesTheFileOnce() throws IOException {
    try (EarlyInput input = EarlyInput.of(invocation, "export", "-o", "out", "some.h5ad")) {
      try (H5adFile taken = input.take(file, DEFAULTS).orElseThrow()) {
        assertThat(taken.nCells()).isEqualTo(60);
      }
      assertThat(input.take(file, DEFAULTS)).isEmpty();
    }
  }

  @Test
  void givesNoFileThatIsWantedOtherwise() throws IOException {
    try (EarlyInput input = EarlyInput.of(invocation, "export", "some.h5ad")) {
      assertThat(input.take(file, DEFAULTS.withLayer("counts"))).isEmpty();
      assertThat(input.take(directory.resolve("other.h5ad"), DEFAULTS)).isEmpty();
    }
  }

  @Test
  void opensForExportsOnlyWhatIsThere() throws IOException {
    for (String[] arguments :
        new String[][] {
          {}, {"inspect", "some.h5ad"}, {"export"}, {"export", "none.h5ad"}, {"export", "out"}
        }) {
      try (EarlyInput input = EarlyInput.of(invocation, arguments)) {
        assertThat(input.take(file, DEFAULTS)).isEmpty();
      }
    }
  }

  @Test
  void tellsWhoeverTakesItWhatIsWrongWithTheFile() throws IOException {
    Files.writeString(file, "no HDF5");
    String expected = null;
    try {
      H5adFile.open(file, DEFAULTS).close();
    } catch (IOException e) {
      expected = e.getMessage();
    }
    try (EarlyInput input = EarlyInput.of(invocation, "export", "some.h5ad")) {
      assertThatThrownBy(() -> input.take(file, DEFAULTS))
          .isInstanceOf(IOException.class)
          .hasMessage(expected);
    }
    // Nobody takes it: nobody hears of it.
    EarlyInput.of(invocation, "export", "some.h5ad").close();
  }
}
