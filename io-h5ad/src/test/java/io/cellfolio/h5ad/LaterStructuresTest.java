package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.source.ObsColumn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Structures of later versions than are known: the version byte of one message is raised. They are
 * unsupported, with the way to rewrite the file, and never called damage.
 */
class LaterStructuresTest {
  @TempDir Path directory;

  /** A copy of a fixture in which one message of one dataset begins with another byte. */
  private Path patched(String fixture, String dataset, int message, int version)
      throws IOException {
    byte[] bytes = Files.readAllBytes(Fixtures.path(fixture));
    int at;
    try (HdfContainer container = HdfContainer.open(Fixtures.path(fixture))) {
      HdfObject object = ((HdfGroup) container.root()).find(dataset).orElseThrow();
      ByteBuffer body = object.entry(message).orElseThrow().body();
      byte[] wanted = new byte[body.limit()];
      body.get(0, wanted);
      at = find(bytes, wanted, (int) object.address());
    }
    boolean type = message == ObjectHeaderScan.DATATYPE;
    bytes[at] = (byte) (type ? version << 4 | bytes[at] & 0xf : version);
    return Files.write(directory.resolve("later.h5ad"), bytes);
  }

  private static int find(byte[] bytes, byte[] wanted, int from) {
    for (int at = from; at <= bytes.length - wanted.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new AssertionError("the message is not in the file");
  }

  private static void read(Path file, String layer) throws IOException {
    H5adOptions options = H5adOptions.defaults().withLayer(layer);
    try (H5adFile h5ad = H5adFile.open(file, options)) {
      Fixtures.genes(h5ad);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fletcher_gzip, 3, 4",
    "fletcher_gzip, 3, 5",
    "fletcher_gzip, 8, 5",
    "fletcher_gzip, 8, 6",
    "fletcher_gzip, 1, 3",
    "fletcher_gzip, 11, 3",
    "holes, 5, 4",
  })
  void namesTheWayToRewriteAMatrix(String layer, int message, int version) throws IOException {
    Path file = patched("filters.h5ad", "layers/" + layer, message, version);
    assertThatThrownBy(() -> read(file, layer))
        .isInstanceOf(UnsupportedEncodingException.class)
        .hasMessageStartingWith("later.h5ad: /layers/" + layer + ": ")
        .hasMessageMatching(".*(h5repack|write the file again).*");
    read(file, "lzf");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 4", "3, 5", "8, 5", "1, 3",
  })
  void leavesOutAColumn(int message, int version) throws IOException {
    Path file = patched("modern.h5ad", "obs/f8", message, version);
    try (H5adFile h5ad = H5adFile.open(file, H5adOptions.defaults())) {
      int position = h5ad.obsNames().indexOf("f8");
      assertThat(h5ad.obsColumn(position)).isInstanceOf(ObsColumn.Unsupported.class);
      assertThat(((ObsColumn.Unsupported) h5ad.obsColumn(position)).reason()).isNotBlank();
      assertThat(h5ad.summary().obs().get(position).problem()).isNotBlank();
      assertThat(h5ad.obsColumn(position - 1)).isNotInstanceOf(ObsColumn.Unsupported.class);
    }
  }

  @Test
  void refusesALaterSuperblock() throws IOException {
    byte[] bytes = Files.readAllBytes(Fixtures.path("modern.h5ad"));
    bytes[8] = 4;
    Path file = Files.write(directory.resolve("later.h5ad"), bytes);
    assertThatThrownBy(() -> H5adFile.open(file, H5adOptions.defaults()))
        .isInstanceOf(UnsupportedEncodingException.class)
        .hasMessageContaining("h5repack");
  }

  @Test
  void leavesOutAGraphAndALatentSpaceOfAFilterThatIsMissing() throws IOException {
    try (H5adFile h5ad = Fixtures.open("odd-parts.h5ad")) {
      assertThat(h5ad.obsm()).hasSize(3);
      assertThat(h5ad.obsm().stream().filter(matrix -> !matrix.readable()))
          .extracting(matrix -> matrix.key() + ": " + matrix.unreadable())
          .allMatch(text -> text.contains("the filter 'szip' (HDF5 filter 4) is not supported"))
          .hasSize(2);
      assertThat(h5ad.obsp().get(0).unreadable()).contains("the filter 'szip'");
    }
  }

  @Test
  void takesNamesOfGenesFromCategories() throws IOException {
    try (H5adFile h5ad = Fixtures.open("odd-parts.h5ad")) {
      assertThat(h5ad.genes().orElseThrow().geneNames())
          .containsExactly("a", "b", "c", "a", "b", "c");
      assertThat(h5ad.nCells()).isEqualTo(Fixtures.CELLS);
    }
    try (H5adFile h5ad = Fixtures.open("odd-parts.h5ad", "raw")) {
      assertThat(h5ad.genes().orElseThrow().geneNames()).containsExactly("7", null, "9");
    }
  }
}
