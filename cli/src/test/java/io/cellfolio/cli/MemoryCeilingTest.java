package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.h5ad.H5adWriter;
import io.cellfolio.h5ad.MatrixStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code --memory} and a fixed allowance are all the heap that an export needs, however many cells
 * there are, and the bytes are the same as with ample memory.
 */
class MemoryCeilingTest {
  private static final int CELLS = 700_000;
  private static final int MEMORY = 16;

  /** What the program and two threads take whatever the data are. */
  private static final int ALLOWANCE = 64;

  private static final String TIME = "2026-01-02T03:04:05Z";

  @TempDir static Path directory;

  @BeforeAll
  static void write() throws IOException {
    Random random = new Random(20261130);
    float[] score = new float[CELLS];
    double[] depth = new double[CELLS];
    int[] cluster = new int[CELLS];
    int[] donor = new int[CELLS];
    List<String> text = new ArrayList<>(CELLS);
    for (int cell = 0; cell < CELLS; cell++) {
      score[cell] = (float) random.nextGaussian();
      depth[cell] = random.nextInt(20_000);
      cluster[cell] = (int) Math.min(29, Math.abs(random.nextGaussian()) * 10);
      donor[cell] = random.nextInt(400) - 1;
      text.add("plate " + random.nextInt(96));
    }
    H5adWriter.of(names(CELLS, i -> "cell" + i), names(3, i -> "gene" + i))
        .x(genes(random), MatrixStorage.of(MatrixStorage.Form.CSC))
        .obsFloats("score", score)
        .obsDoubles("depth", depth)
        .obsCategories("cluster", names(30, i -> "c" + i), cluster)
        .obsCategories("donor", names(399, i -> "d" + i), donor)
        .obsTexts("plate", text)
        .obsTexts("barcode", names(CELLS, i -> "barcode" + i))
        .obsm("X_umap", matrix(random, cluster, 2))
        .obsm("X_umap_3d", matrix(random, cluster, 3))
        .obsm("X_pca", matrix(random, cluster, 8))
        .obsm("velocity_umap", matrix(random, cluster, 2))
        .write(directory.resolve("large.h5ad"));
  }

  private static List<String> names(int n, IntFunction<String> name) {
    return new AbstractList<>() {
      @Override
      public String get(int i) {
        return name.apply(i);
      }

      @Override
      public int size() {
        return n;
      }
    };
  }

  private static FMatrixRMaj matrix(Random random, int[] cluster, int width) {
    FMatrixRMaj matrix = new FMatrixRMaj(cluster.length, width);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = (float) random.nextGaussian() + cluster[i / width] % (3 + i % width);
    }
    return matrix;
  }

  private static FMatrixSparseCSC genes(Random random) {
    FMatrixSparseCSC genes = new FMatrixSparseCSC(CELLS, 3, CELLS);
    for (int gene = 0; gene < 3; gene++) {
      for (int cell = gene; cell < CELLS; cell += 5 + gene) {
        genes.nz_rows[genes.nz_length] = cell;
        genes.nz_values[genes.nz_length++] = 1 + random.nextInt(9);
      }
      genes.col_idx[gene + 1] = genes.nz_length;
    }
    genes.indicesSorted = true;
    return genes;
  }

  private static String[] arguments(String layout, String target, String... more) {
    return Stream.concat(
            Stream.of(
                "export",
                "large.h5ad",
                "-o",
                target,
                "--layout",
                layout,
                "--created-at",
                TIME,
                "--threads",
                "2"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyed", "indexed"})
  void littleMemoryIsEnoughForManyCellsAndGivesTheSameBytes(String layout)
      throws IOException, InterruptedException {
    CommandProcess process =
        CommandProcess.start(
            directory,
            "",
            MEMORY + ALLOWANCE,
            arguments(layout, layout + "/little/large", "--memory", MEMORY + "m"));
    ExportTree.Outcome outcome = process.await();
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    DemoFixture.succeed(directory, arguments(layout, layout + "/ample/large", "--memory", "1g"));
    Map<String, byte[]> little = files(directory.resolve(layout).resolve("little/large"));
    Map<String, byte[]> ample = files(directory.resolve(layout).resolve("ample/large"));
    assertThat(little.keySet()).isEqualTo(ample.keySet()).hasSizeGreaterThan(12);
    little.forEach(
        (name, bytes) -> assertThat(Arrays.equals(bytes, ample.get(name))).as(name).isTrue());
  }

  @Test
  void aDryRunTakesNoMore() throws IOException, InterruptedException {
    CommandProcess process =
        CommandProcess.start(
            directory,
            "",
            MEMORY + ALLOWANCE,
            arguments("keyed", "never/large", "--memory", MEMORY + "m", "--dry-run"));
    ExportTree.Outcome outcome = process.await();
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(directory.resolve("never")).doesNotExist();
  }

  private static Map<String, byte[]> files(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }
}
