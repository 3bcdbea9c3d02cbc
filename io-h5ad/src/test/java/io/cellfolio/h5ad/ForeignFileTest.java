package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people take for an .h5ad file is named for what it is, with what to do. */
class ForeignFileTest {
  @TempDir Path directory;

  private void says(Path file, Class<? extends IOException> kind, String... parts) {
    assertThatThrownBy(() -> H5adFile.open(file, H5adOptions.defaults()))
        .isInstanceOf(kind)
        .hasMessageContainingAll(parts)
        .message()
        .hasLineCount(1);
  }

  private Path bytes(byte[] content) throws IOException {
    return Files.write(directory.resolve("other.h5ad"), content);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RDX3\\nX\\n|an R data file|anndataR",
        "%%MatrixMarket matrix coordinate integer general\\n|a Matrix Market file|read_10x_mtx",
        "gene,cell1,cell2\\nA,1,2\\n|a text table|read_csv",
        "gene\\tcell1\\nA\\t1\\n|a text table|read_csv",
        "version https://git-lfs.github.com/spec/v1\\noid|a Git LFS pointer|git lfs pull",
        "just a note\\n|a text file|.h5ad file itself"
      })
  void namesTextOfOtherKinds(String content, String kind, String advice) throws IOException {
    byte[] plain =
        content.replace("\\n", "\n").replace("\\t", "\t").getBytes(StandardCharsets.UTF_8);
    says(bytes(plain), UnsupportedEncodingException.class, "other.h5ad: /: ", kind, advice);
    says(bytes(gzip(plain)), UnsupportedEncodingException.class, kind, "inside gzip", advice);
  }

  @Test
  void namesWebPagesAndEmptyFiles() throws IOException {
    says(
        bytes("\n<!DOCTYPE html><html>404".getBytes(StandardCharsets.UTF_8)),
        MalformedH5adException.class,
        "a web page",
        "download it again");
    says(bytes(new byte[0]), MalformedH5adException.class, "an empty file", "download it again");
  }

  @Test
  void namesCompressedFiles() throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path("modern.h5ad"));
    says(
        bytes(gzip(whole)),
        UnsupportedEncodingException.class,
        "an HDF5 file inside gzip",
        "gunzip");
    says(
        bytes(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 4, 0}),
        UnsupportedEncodingException.class,
        "a file compressed with zstd",
        "zstd -d");
    says(
        bytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 1}),
        UnsupportedEncodingException.class,
        "a file compressed with gzip");
  }

  @Test
  void namesZarrStoresZippedOrNot() throws IOException {
    Path store = Files.createDirectory(directory.resolve("data.zarr"));
    assertThat(H5adFile.isZarrStore(store)).isFalse();
    Files.writeString(store.resolve(".zgroup"), "{\"zarr_format\": 2}");
    assertThat(H5adFile.isZarrStore(store)).isTrue();
    says(store, UnsupportedEncodingException.class, "data.zarr: /: a Zarr store", "read_zarr");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("zarr.json"));
      zip.write('{');
    }
    says(
        bytes(out.toByteArray()),
        UnsupportedEncodingException.class,
        "a zipped Zarr store",
        "read_zarr");
  }

  private Path hdf(Consumer<WritableGroup> content) {
    Path path = directory.resolve("other.h5");
    try (WritableHdfFile file = HdfFile.write(path)) {
      content.accept(file);
    }
    return path;
  }

  @Test
  void namesOtherHdf5Files() {
    int[] one = {1};
    says(
        hdf(
            root -> {
              WritableGroup matrix = root.putGroup("matrix");
              for (String name : new String[] {"barcodes", "data", "indices", "indptr"}) {
                matrix.putDataset(name, one);
              }
            }),
        UnsupportedEncodingException.class,
        "a 10x Genomics matrix",
        "read_10x_h5");
    says(
        hdf(
            root -> {
              root.putGroup("row_attrs").putDataset("Gene", one);
              root.putGroup("col_attrs").putDataset("CellID", one);
              root.putDataset("matrix", one);
            }),
        UnsupportedEncodingException.class,
        "a loom file",
        "read_loom");
    says(
        hdf(
            root -> {
              root.putGroup("assays").putDataset("RNA", one);
              root.putGroup("meta.data").putDataset("x", one);
            }),
        UnsupportedEncodingException.class,
        "a Seurat file",
        "Convert");
    says(
        hdf(root -> root.putDataset("anything", one)),
        MalformedH5adException.class,
        "a data frame 'obs'",
        "[anything]");
  }

  @Test
  void listsModalitiesAndReadsTheOneAskedFor() throws IOException {
    Path file =
        hdf(
            root -> {
              WritableGroup mod = root.putGroup("mod");
              for (String name : new String[] {"rna", "atac"}) {
                WritableGroup part = mod.putGroup(name);
                frame(part.putGroup("obs"), "cell");
                frame(part.putGroup("var"), "gene-of-" + name);
              }
            });
    says(file, UnsupportedEncodingException.class, "atac, rna", "--modality NAME");
    assertThatThrownBy(() -> H5adFile.open(file, H5adOptions.defaults().withModality("adt")))
        .isInstanceOf(NoSuchPartException.class)
        .hasMessage("other.h5: no modality 'adt'; there is atac, rna");
    try (H5adFile part = H5adFile.open(file, H5adOptions.defaults().withModality("atac"))) {
      assertThat(part.nCells()).isEqualTo(2);
      assertThat(part.summary().nVars()).isEqualTo(2);
    }
    assertThatThrownBy(
            () ->
                H5adFile.open(
                    Fixtures.path("modern.h5ad"), H5adOptions.defaults().withModality("rna")))
        .isInstanceOf(NoSuchPartException.class)
        .hasMessage("modern.h5ad: no modality 'rna'; the file is no MuData file");
  }

  private static void frame(WritableGroup group, String prefix) {
    group.putAttribute("_index", "_index");
    group.putDataset("_index", new String[] {prefix + "0", prefix + "1"});
  }
}
