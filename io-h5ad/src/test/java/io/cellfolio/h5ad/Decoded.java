package io.cellfolio.h5ad;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** The bytes of a whole dataset of any shape, for comparison with another reader's. */
final class Decoded {
  private Decoded() {}

  /** The CRC-32 of all elements, in row-major order and little-endian. */
  static long checksum(Path file, String path) throws IOException {
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
