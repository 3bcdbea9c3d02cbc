package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cellfolio.h5ad.H5adWriter;
import io.cellfolio.h5ad.MatrixStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of matrices by their values, and of an export before it is made. */
class MatrixAdviceTest {
  private static final int CELLS = 30;
  private static final int GENES = 8;
  private static final IntToDoubleFunction COUNTS = i -> i % 5;
  private static final IntToDoubleFunction LOGARITHMS = i -> Math.log1p(i % 5);
  private static final IntToDoubleFunction SCALED = i -> i % 5 - 1.7;

  @TempDir Path directory;

  private static FMatrixSparseCSC matrix(IntToDoubleFunction rule) {
    FMatrixSparseCSC matrix = new FMatrixSparseCSC(CELLS, GENES, CELLS * GENES);
    for (int gene = 0; gene < GENES; gene++) {
      for (int cell = 0; cell < CELLS; cell++) {
        matrix.nz_rows[matrix.nz_length] = cell;
        matrix.nz_values[matrix.nz_length++] = (float) rule.applyAsDouble(cell + gene);
      }
      matrix.col_idx[gene + 1] = matrix.nz_length;
    }
    return matrix;
  }

  private static H5adWriter writer(IntToDoubleFunction x, MatrixStorage storage) {
    FMatrixRMaj points = new FMatrixRMaj(CELLS, 2);
    for (int i = 0; i < points.data.length; i++) {
      points.data[i] = i % 7;
    }
    return H5adWriter.of(names("cell", CELLS), names("gene", GENES))
        .x(matrix(x), storage)
        .obsm("X_umap", points);
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  @ParameterizedTest
  @EnumSource(MatrixStorage.Form.class)
  void warnsOfAScaledMatrixAndNamesABetterOne(MatrixStorage.Form form) throws IOException {
    MatrixStorage storage = MatrixStorage.of(form);
    writer(SCALED, storage)
        .layer("counts", matrix(COUNTS), storage.chunked(7))
        .layer("lognorm", matrix(LOGARITHMS), storage.chunked(50).gzipped())
        .write(directory.resolve("scaled.h5ad"));
    String warning =
        "X looks scaled or centered: it holds negative values, so colors will not show expression;"
            + " layers/lognorm looks log-normalized: take it with --layer lognorm";
    assertThat(DemoFixture.succeed(directory, "export", "scaled.h5ad")).contains(warning);
    assertThat(DemoFixture.succeed(directory, "export", "scaled.h5ad", "-o", "p", "--dry-run"))
        .contains(warning);
    assertThat(
            DemoFixture.succeed(
                directory, "export", "scaled.h5ad", "-o", "q", "--layer", "lognorm"))
        .doesNotContain("looks scaled");
    assertThat(
            DemoFixture.succeed(directory, "export", "scaled.h5ad", "-o", "r", "--genes", "none"))
        .doesNotContain("looks scaled");
    String text = DemoFixture.succeed(directory, "inspect", "scaled.h5ad");
    assertThat(text).contains(warning, "An export without options would take:");
    assertThat(text).containsPattern("X  .*looks scaled or centered");
    assertThat(text).containsPattern("counts .*looks like counts");
    assertThat(text).containsPattern("lognorm .*looks log-normalized");
  }

  @Test
  void saysWhenNothingBetterIsThere() throws IOException {
    MatrixStorage storage = MatrixStorage.of(MatrixStorage.Form.CSR);
    writer(SCALED, storage)
        .layer("counts", matrix(COUNTS), storage)
        .write(directory.resolve("counts.h5ad"));
    assertThat(DemoFixture.succeed(directory, "export", "counts.h5ad"))
        .contains("layers/counts looks like counts: take it with --layer counts");
    writer(SCALED, storage).write(directory.resolve("alone.h5ad"));
    assertThat(DemoFixture.succeed(directory, "export", "alone.h5ad"))
        .contains("no other matrix in the file looks better");
    writer(LOGARITHMS, storage).write(directory.resolve("fine.h5ad"));
    assertThat(DemoFixture.succeed(directory, "export", "fine.h5ad")).doesNotContain("looks");
  }

  @Test
  void tellsInJsonWhatAnExportWouldTake() throws IOException {
    MatrixStorage storage = MatrixStorage.of(MatrixStorage.Form.CSC);
    writer(i -> i % 5 * 40.5, storage)
        .obsTexts("barcode", names("b", CELLS))
        .write(directory.resolve("data.h5ad"));
    JsonNode file =
        new ObjectMapper()
            .readTree(DemoFixture.succeed(directory, "inspect", "data.h5ad", "--json"));
    assertThat(file.get("X").get("looks_like").asText())
        .isEqualTo("normalized, not log-transformed");
    JsonNode export = file.get("export");
    assertThat(export.get("refused").asBoolean()).isFalse();
    assertThat(export.get("genes").asInt()).isEqualTo(GENES);
    assertThat(export.get("embeddings").get(0).get("obsm").asText()).isEqualTo("X_umap");
    assertThat(export.get("notices").get(0).get("kind").asText()).isEqualTo("skipped");
    assertThat(export.get("notices").get(0).get("text").asText()).contains("'barcode'");
  }

  @Test
  void tellsWhyAnExportWouldBeRefused() throws IOException {
    H5adWriter.of(names("cell", CELLS), names("gene", GENES))
        .x(matrix(COUNTS), MatrixStorage.of(MatrixStorage.Form.DENSE))
        .write(directory.resolve("plain.h5ad"));
    assertThat(DemoFixture.succeed(directory, "inspect", "plain.h5ad"))
        .contains("An export without options would be refused:", "no embedding was found");
    JsonNode export =
        new ObjectMapper()
            .readTree(DemoFixture.succeed(directory, "inspect", "plain.h5ad", "--json"))
            .get("export");
    assertThat(export.get("refused").asBoolean()).isTrue();
    assertThat(export.get("problems").get(0).asText()).contains("no embedding was found");
  }
}
