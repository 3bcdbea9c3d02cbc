package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.source.MemoryBudget;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every refusal says which file, where in it, what was expected and what was found. */
class MalformedFileTest {
  @TempDir Path directory;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("bad.h5ad"), bytes);
  }

  /** A file with obs (3 cells) and var (2 genes), and whatever else. */
  private Path file(Consumer<WritableGroup> more) {
    Path path = directory.resolve("bad.h5ad");
    try (WritableHdfFile hdf = HdfFile.write(path)) {
      frame(hdf, "obs", "a", "b", "c");
      frame(hdf, "var", "g", "h");
      more.accept(hdf);
    }
    return path;
  }

  private static WritableGroup frame(WritableGroup parent, String name, String... index) {
    WritableGroup group = parent.putGroup(name);
    group.putAttribute("_index", "_index");
    group.putDataset("_index", index);
    return group;
  }

  private static void csr(
      WritableGroup parent, int[] shape, Object data, Object indices, Object indptr) {
    WritableGroup group = parent.putGroup("X");
    group.putAttribute("encoding-type", "csr_matrix");
    group.putAttribute("shape", shape);
    group.putDataset("data", data);
    group.putDataset("indices", indices);
    group.putDataset("indptr", indptr);
  }

  private static final int[] SHAPE = {3, 2};
  private static final float[] DATA = {1, 2, 3};
  private static final int[] INDICES = {0, 1, 1};
  private static final int[] POINTERS = {0, 1, 1, 3};

  private static void refuses(Path path, String message) {
    assertThatThrownBy(() -> read(path))
        .isInstanceOf(MalformedH5adException.class)
        .hasMessage(message);
  }

  private static void read(Path path) throws IOException {
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults())) {
      for (int i = 0; i < file.obsNames().size(); i++) {
        file.obsColumn(i);
      }
      Fixtures.genes(file.genes().orElseThrow(), file.nCells(), MemoryBudget.megabytes(1));
    }
  }

  @Test
  void readsWhatTheOtherTestsDamage() throws IOException {
    read(file(hdf -> csr(hdf, SHAPE, DATA, INDICES, POINTERS)));
  }

  @Test
  void refusesOtherFiles() throws IOException {
    refuses(
        file(new byte[100]),
        "bad.h5ad: /: expected an HDF5 file, found a file without HDF5 signature: it is of another"
            + " kind, or its start is damaged");
    refuses(
        file(new byte[0]),
        "bad.h5ad: /: expected an HDF5 file, found an empty file: copy or download it again");
    assertThatThrownBy(() -> read(directory.resolve("none.h5ad")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void refusesTruncatedFiles() throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path("modern.h5ad"));
    refuses(
        file(Arrays.copyOf(whole, whole.length - 1)),
        "bad.h5ad: /: expected "
            + whole.length
            + " bytes as its superblock says, found "
            + (whole.length - 1)
            + " bytes: the file is truncated, copy or download it again");
  }

  @Test
  void refusesFilesWithoutCellsOrGenes() {
    Path path = directory.resolve("bad.h5ad");
    try (WritableHdfFile hdf = HdfFile.write(path)) {
      frame(hdf, "var", "g", "h");
    }
    refuses(
        path,
        "bad.h5ad: /: expected a data frame 'obs', found only [var] at the top: the file looks"
            + " incomplete");
    Path other = directory.resolve("bad.h5ad");
    try (WritableHdfFile hdf = HdfFile.write(other)) {
      for (int i = 0; i < 20; i++) {
        hdf.putDataset("d" + (char) ('a' + i), new int[] {i});
      }
    }
    assertThatThrownBy(() -> read(other))
        .isInstanceOf(MalformedH5adException.class)
        .hasMessageEndingWith(" and 8 more] at the top: the file is no AnnData file");
    refuses(
        file(hdf -> hdf.putGroup("obs").putDataset("n", new int[] {1})),
        "bad.h5ad: /obs: expected the attribute '_index' of a data frame, found a group of [n]"
            + " without it: the file looks incomplete");
  }

  @Test
  void refusesColumnsThatDoNotFit() {
    refuses(
        file(hdf -> frame(hdf, "obs", "a", "b", "c").putDataset("n", new int[] {1, 2})),
        "bad.h5ad: /obs/n: expected 3 values, one for each row of /obs, found 2");
    refuses(
        file(
            hdf ->
                frame(hdf, "obs", "a", "b", "c").putAttribute("column-order", new String[] {"q"})),
        "bad.h5ad: /obs: expected the column 'q' that its column-order lists, found none: the file"
            + " looks incomplete");
    refuses(
        file(
            hdf -> {
              WritableGroup obs = frame(hdf, "obs", "a", "b", "c");
              WritableGroup cat = obs.putGroup("cat");
              cat.putAttribute("encoding-type", "categorical");
              cat.putDataset("codes", new byte[] {0, -1, 2});
              cat.putDataset("categories", new String[] {"x", "y"});
            }),
        "bad.h5ad: /obs/cat/codes: expected codes below 2, the number of categories, found 2 at"
            + " position 2");
  }

  @Test
  void refusesMatricesThatDoNotFit() {
    refuses(
        file(hdf -> hdf.putDataset("X", new float[4][2])),
        "bad.h5ad: /X: expected a matrix of 3 x 2, found 4 x 2");
    refuses(
        file(hdf -> hdf.putDataset("X", new float[3][2][2])),
        "bad.h5ad: /X: expected a matrix of two dimensions, found a dataset of float32 [3, 2, 2]");
    refuses(
        file(hdf -> csr(hdf, new int[] {3, 5}, DATA, INDICES, POINTERS)),
        "bad.h5ad: /X: expected a matrix of 3 x 2, found 3 x 5");
    refuses(
        file(hdf -> csr(hdf, SHAPE, DATA, INDICES, new int[] {0, 1, 3})),
        "bad.h5ad: /X/indptr: expected 4 pointers for 3 rows, found 3");
    refuses(
        file(hdf -> csr(hdf, SHAPE, DATA, new int[] {0, 1}, POINTERS)),
        "bad.h5ad: /X/indices: expected 3 indices, as many as values, found 2");
    refuses(
        file(hdf -> csr(hdf, SHAPE, DATA, new float[] {0, 1, 1}, POINTERS)),
        "bad.h5ad: /X/indices: expected whole numbers, found float32");
  }

  @Test
  void refusesIndicesThatLeadNowhere() {
    refuses(
        file(hdf -> csr(hdf, SHAPE, DATA, new int[] {0, 2, 1}, POINTERS)),
        "bad.h5ad: /X/indices: expected indices from 0 to 1, found 2 at position 1");
    refuses(
        file(hdf -> csr(hdf, SHAPE, DATA, new long[] {0, 1, -1}, POINTERS)),
        "bad.h5ad: /X/indices: expected indices from 0 to 1, found -1 at position 2");
    refuses(
        file(hdf -> csr(hdf, SHAPE, DATA, INDICES, new int[] {0, 2, 1, 3})),
        "bad.h5ad: /X/indptr: expected pointers that ascend from 0 to at most 3, found 1 after 2 at"
            + " position 2");
    refuses(
        file(hdf -> csr(hdf, SHAPE, DATA, INDICES, new int[] {1, 1, 1, 3})),
        "bad.h5ad: /X/indptr: expected a first pointer of 0, found 1");
    refuses(
        file(hdf -> csr(hdf, SHAPE, DATA, INDICES, new int[] {0, 1, 1, 4})),
        "bad.h5ad: /X/indptr: expected pointers that ascend from 0 to at most 3, found 4 after 1 at"
            + " position 3");
  }

  @Test
  void namesTheWayOutOfOtherContainers() {
    Path path = file(hdf -> hdf.putGroup("mod").putDataset("rna", new int[] {1}));
    assertThatThrownBy(() -> read(path))
        .isInstanceOf(UnsupportedEncodingException.class)
        .hasMessage(
            "bad.h5ad: /: a MuData file of several modalities at once is not supported; choose one"
                + " of rna with --modality NAME");
  }

  @Test
  void refusesMatricesOfAnUnknownKind() {
    Path path = file(hdf -> hdf.putGroup("X").putDataset("blocks", new int[] {1}));
    assertThatThrownBy(() -> read(path))
        .isInstanceOf(UnsupportedEncodingException.class)
        .hasMessage(
            "bad.h5ad: /X: a matrix stored as dict is not supported; store it as a dense, csr or"
                + " csc matrix of numbers");
  }

  @Test
  void exceptionsCarryTheirPlace() {
    Path path = file(hdf -> hdf.putDataset("X", new float[4][2]));
    assertThatThrownBy(() -> read(path))
        .isInstanceOfSatisfying(
            MalformedH5adException.class,
            e -> {
              assertThat(e.file()).isEqualTo("bad.h5ad");
              assertThat(e.location()).isEqualTo("/X");
            });
  }
}
