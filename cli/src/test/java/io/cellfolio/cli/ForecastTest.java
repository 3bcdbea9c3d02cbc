package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cellfolio.h5ad.H5adFile;
import io.cellfolio.h5ad.H5adOptions;
import io.cellfolio.h5ad.H5adWriter;
import io.cellfolio.h5ad.MatrixStorage;
import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneColumn;
import io.cellfolio.source.GeneSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a dry run foretells comes true: files exactly, bytes nearly, memory and disk as bounds. */
@EnabledOnOs(OS.LINUX)
class ForecastTest {
  private static final double BAND = 0.1;
  private static final String TIME = "2026-01-02T03:04:05Z";

  @TempDir Path directory;

  @Test
  void aSmallFileIsForetoldToTheLastByte() throws IOException {
    DemoFixture.write(directory, "marrow.h5ad");
    for (String layout : List.of("keyed", "indexed")) {
      JsonNode forecast = forecast("marrow.h5ad", "--layout", layout, "--created-at", TIME);
      DemoFixture.succeed(
          directory,
          "export",
          "marrow.h5ad",
          "-o",
          layout + "/marrow",
          "--layout",
          layout,
          "--created-at",
          TIME);
      assertThat(forecast.get("stored_bytes").asLong())
          .as(layout)
          .isEqualTo(bytes(directory.resolve(layout).resolve("marrow")));
    }
  }

  /** More entries than are sampled, by cells and by genes, plain and in 16 bits. */
  @ParameterizedTest
  @CsvSource({"CSR,8", "CSC,8", "DENSE,16"})
  void aLargeFileIsForetoldWithinTheBands(MatrixStorage.Form form, String bits)
      throws IOException, InterruptedException {
    Path file = directory.resolve("large.h5ad");
    write(file, form);
    JsonNode forecast = forecast("large.h5ad", "--var-quantization", bits, "--memory", "64m");
    assertThat(forecast.get("sampled_permille").asLong()).isBetween(1L, 900L);
    CommandProcess process =
        CommandProcess.start(
            directory,
            "",
            "export",
            "large.h5ad",
            "-o",
            "site/large",
            "--var-quantization",
            bits,
            "--memory",
            "64m");
    long peak = 0;
    long scratch = 0;
    while (process.runs()) {
      peak = Math.max(peak, process.peakBytes());
      scratch = Math.max(scratch, scratchBytes(directory.resolve("site")));
      Thread.sleep(20);
    }
    ExportTree.Outcome outcome = process.await();
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Path target = directory.resolve("site/large");
    long stored = bytes(target);
    assertThat(forecast.get("files").asLong()).isEqualTo(ExportTree.read(target).files().size());
    assertThat((double) forecast.get("stored_bytes").asLong())
        .isBetween(stored * (1 - BAND), stored * (1 + BAND));
    assertThat(scratch).isLessThanOrEqualTo(forecast.get("scratch_bytes").asLong());
    // The child has 256 MB of heap, this process its own: the bound is told for the process asked.
    long bound =
        forecast.get("peak_memory_bytes").asLong()
            - Runtime.getRuntime().maxMemory()
            + (256L << 20);
    assertThat(peak).isBetween(1L << 20, bound);
  }

  @ParameterizedTest
  @CsvSource({"CSR", "CSC", "DENSE"})
  void samplesHoldWhatTheMatrixHolds(MatrixStorage.Form form) throws IOException {
    Random random = new Random(5);
    FMatrixSparseCSC values = matrix(random, 900, 40, 0.3);
    Path file = directory.resolve("small.h5ad");
    H5adWriter.of(names("c", 900), names("g", 40))
        .x(values, MatrixStorage.of(form))
        .obsm("X_umap", new FMatrixRMaj(900, 2))
        .write(file);
    int[] columns = IntStream.range(0, 40).filter(i -> i % 3 != 1).toArray();
    try (H5adFile source = H5adFile.open(file, H5adOptions.defaults())) {
      for (long elements : new long[] {2000, 1_000_000}) {
        GeneSample sample = source.genes().orElseThrow().sample(columns, elements);
        for (GeneBlock block : sample.blocks()) {
          for (int i = 0; i < block.size(); i++) {
            compare(values, block.column(i), block.gene(i), sample.cells());
          }
        }
        if (elements > 900 * 40) {
          assertThat(sample.cells()).isEqualTo(900);
          assertThat(sample.blocks().stream().mapToInt(GeneBlock::size).sum())
              .isEqualTo(columns.length);
        }
      }
    }
  }

  /** Sampled cells are runs; every stored value of a run must come in its place. */
  private static void compare(FMatrixSparseCSC values, int gene, GeneColumn column, int cells) {
    int length = cells == 900 ? 900 : cells / 16;
    int runs = cells / length;
    float[] dense = new float[cells];
    if (column instanceof GeneColumn.Sparse sparse) {
      for (int i = sparse.from(); i < sparse.to(); i++) {
        dense[sparse.cells()[i]] = sparse.values()[i];
      }
    } else {
      GeneColumn.Dense all = (GeneColumn.Dense) column;
      System.arraycopy(all.values(), all.from(), dense, 0, cells);
    }
    for (int cell = 0; cell < cells; cell++) {
      int run = cell / length;
      int start = runs == 1 ? 0 : (900 - length) * run / (runs - 1);
      assertThat(dense[cell])
          .as("gene %d, sampled cell %d of %d", gene, cell, cells)
          .isEqualTo(values.get(start + cell % length, gene));
    }
  }

  private static void write(Path file, MatrixStorage.Form form) throws IOException {
    int cells = 12_000;
    int genes = form == MatrixStorage.Form.DENSE ? 900 : 4000;
    Random random = new Random(20261122);
    FMatrixRMaj places = new FMatrixRMaj(cells, 2);
    for (int i = 0; i < places.data.length; i++) {
      places.data[i] = (float) random.nextGaussian();
    }
    H5adWriter.of(names("c", cells), names("g", genes))
        .x(matrix(random, cells, genes, 0.5), MatrixStorage.of(form))
        .obsm("X_umap", places)
        .write(file);
  }

  /** Few genes in most cells and many in few, in two batches of different depth. */
  private static FMatrixSparseCSC matrix(Random random, int cells, int genes, double most) {
    FMatrixSparseCSC matrix = new FMatrixSparseCSC(cells, genes, 0);
    int[] rows = new int[1024];
    float[] values = new float[1024];
    int count = 0;
    for (int gene = 0; gene < genes; gene++) {
      double share = most * Math.exp(-3.0 * gene / genes * random.nextDouble());
      for (int cell = 0; cell < cells; cell++) {
        double depth = cell < cells / 3 ? 0.6 : 1;
        if (random.nextDouble() < share * depth) {
          if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
          }
          rows[count] = cell;
          values[count++] = (float) Math.log1p(-3 * Math.log(random.nextDouble()) / depth);
        }
      }
      matrix.col_idx[gene + 1] = count;
    }
    matrix.nz_rows = rows;
    matrix.nz_values = values;
    matrix.nz_length = count;
    matrix.indicesSorted = true;
    return matrix;
  }

  private static List<String> names(String prefix, int n) {
    return IntStream.range(0, n).mapToObj(i -> prefix + i).toList();
  }

  private JsonNode forecast(String file, String... options) throws IOException {
    String[] arguments =
        Stream.concat(Stream.of("export", file, "--dry-run", "--json"), Stream.of(options))
            .toArray(String[]::new);
    JsonNode plan = new ObjectMapper().readTree(DemoFixture.succeed(directory, arguments));
    return plan.get("forecast");
  }

  private static long scratchBytes(Path site) throws IOException {
    long bytes = 0;
    if (Files.isDirectory(site)) {
      try (Stream<Path> list = Files.list(site)) {
        for (Path path : list.toList()) {
          if (path.getFileName().toString().contains("cellfolio-scratch-")) {
            bytes += bytes(path);
          }
        }
      } catch (NoSuchFileException gone) {
        return bytes;
      }
    }
    return bytes;
  }

  private static long bytes(Path root) throws IOException {
    long bytes = 0;
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        bytes += Files.exists(file) ? Files.size(file) : 0;
      }
    } catch (UncheckedIOException | NoSuchFileException gone) {
      return bytes;
    }
    return bytes;
  }
}
