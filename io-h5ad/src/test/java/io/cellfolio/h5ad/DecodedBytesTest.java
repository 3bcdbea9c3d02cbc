package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Decodes single datasets of every filter, type and chunk index that the corpus holds and compares
 * their bytes with the checksums that h5py recorded (in {@code data/hdf5/hdf5-1.10/manifest.tsv} of
 * {@code CELLFOLIO_CORPUS}).
 */
class DecodedBytesTest {

  @Test
  void decodesWhatH5pyDecodes() throws IOException {
    String corpus = System.getenv("CELLFOLIO_CORPUS");
    Assumptions.assumeTrue(corpus != null, "CELLFOLIO_CORPUS is not set");
    Path folder = Path.of(corpus, "data", "hdf5", "hdf5-1.10");
    List<String> wrong = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    int same = 0;
    for (String line : Files.readAllLines(folder.resolve("manifest.tsv"))) {
      String[] parts = line.split("\t");
      if (parts.length < 4 || !parts[2].startsWith("num:")) {
        continue;
      }
      String place = parts[0] + ":" + parts[1];
      try {
        if (checksum(folder.resolve(parts[0]), parts[1]) == Long.parseLong(parts[3])) {
          same++;
        } else {
          wrong.add(place);
        }
      } catch (UnsupportedEncodingException e) {
        refused.add(place + " " + e.getMessage());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(same).as("refused: %s", refused).isGreaterThan(100);
    assertThat(refused)
        .allMatch(
            reason ->
                reason.contains("szip")
                    || reason.contains("scaleoffset")
                    || reason.contains("bzip2")
                    || reason.contains("zfp")
                    || reason.contains("nbit"));
  }

  private static long checksum(Path file, String path) throws IOException {
    try (HdfContainer container = HdfContainer.open(file)) {
      HdfDataset dataset = (HdfDataset) ((HdfGroup) container.root()).find(path).orElseThrow();
      CRC32 crc = new CRC32();
      int width = dataset.type().size();
      int count = Math.toIntExact(dataset.count());
      byte[] bytes = new byte[Math.multiplyExact(count, width)];
      if (dataset.layout() instanceof HdfDataset.Chunked chunked
          && chunked.dimensions().length > 1) {
        readChunks(dataset, chunked, bytes);
      } else {
        try (ChunkCursor cursor = new ChunkCursor(dataset)) {
          cursor.read(0, count, bytes, 0);
        }
      }
      if (dataset.type() instanceof NumericType type && type.bigEndian()) {
        swap(bytes, width);
      }
      crc.update(bytes);
      return crc.getValue();
    }
  }

  /** The checksums are of little-endian numbers. */
  private static void swap(byte[] bytes, int width) {
    for (int at = 0; at < bytes.length; at += width) {
      for (int i = 0; i < width / 2; i++) {
        byte first = bytes[at + i];
        bytes[at + i] = bytes[at + width - 1 - i];
        bytes[at + width - 1 - i] = first;
      }
    }
  }

  /** Puts chunks of any number of dimensions in their places, element by element. */
  private static void readChunks(HdfDataset dataset, HdfDataset.Chunked layout, byte[] target)
      throws IOException {
    int[] chunk = layout.dimensions();
    long[] shape = dataset.dimensions();
    int width = dataset.type().size();
    try (ChunkReader reader = new ChunkReader(dataset, layout)) {
      long[] grid = reader.table().grid();
      for (int at = 0; at < target.length / width; at++) {
        long rest = at;
        long linear = 0;
        long inside = 0;
        long gridStep = 1;
        long chunkStep = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
          long position = rest % shape[i];
          rest /= shape[i];
          linear += position / chunk[i] * gridStep;
          inside += position % chunk[i] * chunkStep;
          gridStep *= grid[i];
          chunkStep *= chunk[i];
        }
        System.arraycopy(reader.chunk(linear), (int) inside * width, target, at * width, width);
      }
    }
  }
}
