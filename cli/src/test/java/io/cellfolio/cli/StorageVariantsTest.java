package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellfolio.h5ad.H5adWriter;
import io.cellfolio.h5ad.MatrixStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One dataset in many storages gives one export, byte for byte. */
class StorageVariantsTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final int CELLS = 41;
  private static final int GENES = 17;
  private static final long SEED = 3;
  private static final int LEAST_VARIANTS = 40;

  @TempDir Path directory;

  @Test
  void ownFilesOfAnyStorageGiveTheSameExport() throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    for (MatrixStorage.Form form : MatrixStorage.Form.values()) {
      for (int chunk : new int[] {0, 1, 5, 1000}) {
        for (boolean gzip : new boolean[] {false, true}) {
          for (boolean wide : new boolean[] {false, true}) {
            MatrixStorage storage = new MatrixStorage(form, wide, chunk, gzip);
            Path file = directory.resolve("own" + files.size() + ".h5ad");
            write(file, storage);
            files.put(storage.toString(), file);
          }
        }
      }
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(LEAST_VARIANTS);
    for (String layout : new String[] {"keyed", "indexed"}) {
      allEqual(files, layout);
    }
  }

  @Test
  void filesOfH5pyOfAnyStorageGiveTheSameExport() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of(PYTHON)), "no " + PYTHON);
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(PYTHON, "src/test/python/make_variants.py", directory.toString())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assumeTrue(process.exitValue() == 0, "h5py or scipy is missing");
    SortedMap<String, Path> files = new TreeMap<>();
    for (String line : Files.readAllLines(output)) {
      String[] parts = line.split("\t");
      files.put(parts[0] + " " + parts[1], directory.resolve(parts[0]));
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(LEAST_VARIANTS);
    for (String layout : new String[] {"keyed", "indexed"}) {
      allEqual(files, layout);
    }
  }

  private void allEqual(SortedMap<String, Path> files, String layout) throws IOException {
    SortedMap<String, byte[]> first = null;
    List<String> different = new ArrayList<>();
    for (var entry : files.entrySet()) {
      SortedMap<String, byte[]> export = export(entry.getValue(), layout);
      if (first == null) {
        first = export;
        assertThat(export).hasSizeGreaterThan(GENES);
      }
      SortedMap<String, byte[]> expected = first;
      assertThat(export.keySet()).as(entry.getKey()).isEqualTo(expected.keySet());
      export.forEach(
          (path, bytes) -> {
            if (!Arrays.equals(bytes, expected.get(path))) {
              different.add(entry.getKey() + ": " + path);
            }
          });
    }
    assertThat(different).as("layout %s, seed %d", layout, SEED).isEmpty();
  }

  private SortedMap<String, byte[]> export(Path file, String layout) throws IOException {
    Path target = directory.resolve("export");
    ExportTree.Outcome outcome =
        ExportTree.run(
            Path.of(""),
            "export",
            file.toString(),
            "--out-dir",
            target.toString(),
            "--layout",
            layout,
            "--dataset-name",
            "variant",
            "--created-at",
            "2026-01-02T03:04:05Z",
            "--compression",
            "none",
            "--threads",
            "1",
            "--force",
            "--quiet");
    assertThat(outcome.exitCode()).as("%s: %s", file, outcome.err()).isZero();
    return ExportTree.read(target).files();
  }

  private static void write(Path file, MatrixStorage storage) throws IOException {
    Random random = new Random(SEED);
    FMatrixRMaj points = new FMatrixRMaj(CELLS, 2);
    FMatrixRMaj latent = new FMatrixRMaj(CELLS, 4);
    for (int i = 0; i < points.data.length; i++) {
      points.data[i] = random.nextFloat();
    }
    for (int i = 0; i < latent.data.length; i++) {
      latent.data[i] = (float) random.nextGaussian();
    }
    FMatrixSparseCSC x = new FMatrixSparseCSC(CELLS, GENES, CELLS * GENES);
    for (int gene = 0; gene < GENES; gene++) {
      for (int cell = 0; cell < CELLS; cell++) {
        if (random.nextInt(4) == 0) {
          x.nz_rows[x.nz_length] = cell;
          x.nz_values[x.nz_length++] = (float) Math.log1p(random.nextInt(50));
        }
      }
      x.col_idx[gene + 1] = x.nz_length;
    }
    H5adWriter.of(names("cell", CELLS), names("gene", GENES))
        .x(x, storage)
        .obsCategories(
            "kind", List.of("a", "b"), IntStream.range(0, CELLS).map(i -> i % 3 - 1).toArray())
        .obsm("X_umap", points)
        .obsm("X_pca", latent)
        .write(file);
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }
}
